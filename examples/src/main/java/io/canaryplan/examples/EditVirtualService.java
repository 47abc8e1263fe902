// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.istio.VirtualService;
import io.canaryplan.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Changes the weights of one route with the Istio model alone; every comment stays. */
final class EditVirtualService {
  private EditVirtualService() {}

  public static void main(String... args) throws IOException {
    System.out.print(withCanaryWeight(Files.readString(Path.of(args[0])), 10).text());
  }

  static VirtualService withCanaryWeight(String yaml, int weight) {
    // README: begin
    VirtualService service =
        VirtualService.from(YamlReader.read("vs.yaml", yaml).orElseThrow().get(0)).orElseThrow();
    VirtualService edited =
        service.withHttpRoute(
            "primary",
            route ->
                route.withDestinations(
                    route.destinations().stream()
                        .map(to -> to.withWeight(isCanary(to.subset()) ? weight : 100 - weight))
                        .toList()));
    // README: end
    return edited;
  }

  private static boolean isCanary(Optional<String> subset) {
    return subset.equals(Optional.of("canary"));
  }
}

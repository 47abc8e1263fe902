// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Laws of views over random VirtualServices. */
class VirtualServiceProperties {
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.randomValue(VirtualServiceProperties::text);
  }

  private static String text(Random random) {
    String end = random.nextInt(4) == 0 ? "\r\n" : "\n";
    List<String> lines = new ArrayList<>(List.of("# top", "apiVersion: networking.istio.io/v1"));
    lines.add("kind: VirtualService");
    lines.add(random.nextBoolean() ? "metadata: {name: a}" : "metadata:" + end + "    name: \"a\"");
    lines.add("spec:");
    lines.add("  hosts: ['lb 주소', \"b.example.com\"] # hosts");
    for (String protocol : List.of("http", "tls", "tcp")) {
      if (!protocol.equals("http") && random.nextBoolean()) {
        continue;
      }
      lines.add("  " + protocol + ":");
      String indent = random.nextBoolean() ? "  " : "      ";
      for (int i = random.nextInt(3); i >= 0; i--) {
        lines.add(indent + (protocol.equals("http") ? "- name: r" + i : "- match: [{port: 1}]"));
        lines.add(indent + "  anything: {e: [1, 2]}   # kept");
        lines.add(indent + "  route:");
        for (int j = random.nextInt(3); j >= 0; j--) {
          lines.add(
              random.nextBoolean()
                  ? indent + "  - {destination: {host: h" + j + "}, weight: " + j + "}"
                  : indent
                      + "  - destination:"
                      + end
                      + indent
                      + "      host: h"
                      + j
                      + " # host"
                      + end
                      + indent
                      + "    weight: "
                      + j);
        }
      }
    }
    String text = String.join(end, lines);
    return random.nextBoolean() ? text + end : text;
  }

  private static VirtualService service(String text) {
    return VirtualService.from(Documents.read(text)).orElseThrow();
  }

  @Property(tries = 200, seed = "1")
  void readingAndWritingIsTheIdentity(@ForAll("texts") String text) {
    VirtualService service = service(text);

    assertThat(service.text()).isEqualTo(text);
    assertThat(service.withHttp(service.http()).withTls(service.tls()).withTcp(service.tcp()))
        .extracting(VirtualService::text)
        .isEqualTo(text);
  }

  @Property(tries = 200, seed = "1")
  void anEditReadsBackAndChangesNothingElse(
      @ForAll("texts") String text, @ForAll @IntRange(max = 100) int weight) {
    VirtualService service = service(text);
    List<HttpRoute> routes = new ArrayList<>(service.http());
    int last = routes.size() - 1;
    List<RouteDestination> destinations = new ArrayList<>(routes.get(last).destinations());
    destinations.set(0, destinations.get(0).withWeight(weight));
    routes.set(last, routes.get(last).withDestinations(destinations));

    VirtualService edited = service.withHttp(routes);
    VirtualService again = service(edited.text());

    assertThat(again.http()).isEqualTo(routes);
    assertThat(again.tls()).isEqualTo(service.tls());
    assertThat(again.tcp()).isEqualTo(service.tcp());
    assertThat(edited.text().lines().count()).isEqualTo(text.lines().count());
    assertThat(edited.withHttp(service.http()).text()).isEqualTo(text);
  }

  @Property(tries = 200, seed = "1")
  void routesCanBeAddedMovedAndRemoved(@ForAll("texts") String text, @ForAll long seed) {
    VirtualService service = service(text);
    List<HttpRoute> routes = new ArrayList<>(service.http());
    routes.add(HttpRoute.of("new", List.of(RouteDestination.of("h", 100).withPort(80))));
    Collections.shuffle(routes, new Random(seed));
    routes.remove(0);

    assertThat(service(service.withHttp(routes).text()).http()).isEqualTo(routes);
  }

  @Property(tries = 100, seed = "1")
  void theCanonicalTextMeansTheSame(@ForAll("texts") String text) {
    YamlDocument document = Documents.read(text);

    assertThat(Documents.read(document.canonicalText()).root()).isEqualTo(document.root());
  }
}

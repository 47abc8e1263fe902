// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.istio.HttpRoute;
import io.canaryplan.istio.RouteDestination;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.rollout.IstioDestinationRuleRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tables of istio.md 1.4 to 1.7. A destination is written {@code host weight} or {@code host/subset
 * weight}, an experiment {@code service weight}.
 */
class RouteWeightsTest {
  private static final MeshNames HOSTS = new MeshNames("can", "sta", Optional.empty(), List.of());

  private static MeshNames subsets(String canaryService) {
    return new MeshNames(
        canaryService,
        "",
        Optional.of(
            new IstioDestinationRuleRef("shop", "canary", "stable", List.of("extra", "more"))),
        List.of());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          plain                       | sta 100, can 0                  | 20  |             | sta 80, can 20
          all                         | sta 100, can 0                  | 100 |             | sta 0, can 100
          absent weight is 0          | sta 100, can                    | 0   |             | sta 100, can
          absent weight is written    | sta, can                        | 5   |             | sta 95, can 5
          initial weights corrected   | sta 30, can 70                  | 0   |             | sta 100, can 0
          short hosts                 | sta.ns.svc 100, can.other 0     | 20  |             | sta.ns.svc 80, can.other 20
          case matters                | sta 100, can 0, Can 0           | 20  |             | sta 80, can 20, Can 0
          empty short host left alone | sta 100, can 0, .x 7            | 20  |             | sta 80, can 20, .x 7
          foreign removed             | sta 90, can 0, old 10           | 20  |             | sta 80, can 20
          several foreign removed     | old 1, sta 90, old 2, can 0, o 3 | 20 |             | sta 80, can 20
          foreign of weight 0 kept    | sta 100, can 0, old 0, none     | 20  |             | sta 80, can 20, old 0, none
          two canaries                | sta 100, can 0, can.b 0         | 20  |             | sta 80, can 20, can.b 20
          experiments appended sorted | sta 100, can 0                  | 20  | z 10, a 5   | sta 65, can 20, a 5, z 10
          experiment in place         | a 1, sta 100, can 0             | 20  | a 5         | a 5, sta 75, can 20
          second of its name is foreign | sta 100, can 0, a 5, a 5      | 20  | a 5         | sta 75, can 20, a 5
          experiment of weight 0      | sta 100, can 0                  | 20  | a 0         | sta 80, can 20
          stable never below 0        | sta 100, can 0                  | 90  | a 20        | sta 0, can 90, a 20
          no name for the experiment  | sta 100, can 0                  | 20  | "" 5        | sta 75, can 20, "" 5
          """)
  void hostMode(String reason, String given, int canary, String experiments, String expected) {
    assertThat(apply(given, canary, experiments, HOSTS)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          plain                  | shop/stable 100, shop/canary 0                  |      | 20  |     | shop/stable 80, shop/canary 20
          hosts do not matter    | x/stable 100, y/canary 0                        |      | 20  |     | x/stable 80, y/canary 20
          no subset is foreign   | shop/stable 100, shop/canary 0, shop 3          |      | 20  |     | shop/stable 80, shop/canary 20
          additional at 0        | shop/stable 80, shop/canary 0, shop/extra 20    |      | 0   |     | shop/stable 80, shop/canary 0, shop/extra 20
          additional at 10       | shop/stable 80, shop/canary 0, shop/extra 20    |      | 10  |     | shop/stable 70, shop/canary 10, shop/extra 20
          additional at 80       | shop/stable 80, shop/canary 0, shop/extra 20    |      | 80  |     | shop/stable 0, shop/canary 80, shop/extra 20
          additional at 90       | shop/stable 80, shop/canary 0, shop/extra 20    |      | 90  |     | shop/stable 0, shop/canary 90, shop/extra 20
          additional at 100      | shop/stable 80, shop/canary 0, shop/extra 20    |      | 100 |     | shop/stable 0, shop/canary 100, shop/extra 20
          two additional         | shop/stable 80, shop/canary 0, a/extra 5, b/more 7 |   | 10  |     | shop/stable 78, shop/canary 10, a/extra 5, b/more 7
          experiment by host     | shop/stable 100, shop/canary 0                  |      | 20  | e 5 | shop/stable 75, shop/canary 20, e 5
          stable's host is canary | shop/stable 100, shop/canary 0                  | shop | 20  |     | shop/stable 20, shop/canary 20
          so beside additional   | shop/extra 0, x/stable 100, x/canary 0          | shop | 20  |     | shop/extra 20, x/stable 60, x/canary 20
          so at 0                | shop/stable 100, shop/canary 0                  | shop | 0   |     | shop/stable 0, shop/canary 0
          """)
  void subsetMode(
      String reason,
      String given,
      String canaryService,
      int canary,
      String experiments,
      String expected) {
    MeshNames names = subsets(canaryService == null ? "" : canaryService);

    assertThat(apply(given, canary, experiments, names)).isEqualTo(expected);
  }

  private static String apply(String given, int canary, String experiments, MeshNames names) {
    List<AdditionalWeight> additional = new ArrayList<>();
    for (String part : experiments == null ? new String[0] : experiments.split(", ", -1)) {
      String service = part.split(" ", -1)[0].replace("\"\"", "");
      additional.add(new AdditionalWeight(service, "h", Integer.parseInt(part.split(" ", -1)[1])));
    }
    List<RouteDestination> destinations = new ArrayList<>();
    for (String part : given.split(", ", -1)) {
      destinations.add(destination(part));
    }
    List<String> texts = new ArrayList<>();
    WeightRoute route =
        new WeightRoute(FieldPath.of("spec", "http"), 0, HttpRoute.of("a", destinations), names);
    Set<String> hosts = route.otherHosts().collect(Collectors.toSet());
    route
        .destinations(RouteWeights.of(Mesh.at(canary, additional), hosts, true))
        .forEach(
            destination ->
                texts.add((destination.host().orElse("").isEmpty() ? "\"\"" : "") + destination));
    return String.join(", ", texts);
  }

  private static RouteDestination destination(String text) {
    String[] parts = text.split(" ", -1);
    String[] names = parts[0].split("/", -1);
    RouteDestination destination = RouteDestination.of(names[0], 0).withoutWeight();
    if (names.length > 1) {
      destination = destination.withSubset(names[1]);
    }
    return parts.length > 1 ? destination.withWeight(Integer.parseInt(parts[1])) : destination;
  }
}

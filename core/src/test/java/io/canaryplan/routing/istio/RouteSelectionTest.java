// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.istio.VirtualService;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.rollout.IstioVirtualServiceRef.TcpRouteRef;
import io.canaryplan.rollout.IstioVirtualServiceRef.TlsRouteRef;
import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of istio.md 1.3. */
class RouteSelectionTest {
  private static VirtualService service(String spec) {
    String text =
        "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: a}, spec: "
            + spec
            + "}";
    return VirtualService.from(YamlReader.read("a", text, YamlLimits.DEFAULT).orElseThrow().get(0))
        .value()
        .orElseThrow();
  }

  private static RouteSelection select(
      String spec, IstioVirtualServiceRef reference, String managed) {
    return select(spec, reference, managed, ControllerVersion.DEFAULT);
  }

  private static RouteSelection select(
      String spec, IstioVirtualServiceRef reference, String managed, ControllerVersion controller) {
    MeshNames names = new MeshNames("canary", "stable", Optional.empty(), List.of());
    return new RouteSelection(
        service(spec), reference, names, Set.copyOf(words(managed)), controller);
  }

  private static List<Integer> indexes(List<WeightRoute> routes) {
    return routes.stream().map(WeightRoute::index).toList();
  }

  private static List<String> words(String text) {
    return text == null ? List.of() : Arrays.asList(text.split(" "));
  }

  /** A rule without a name is found by that; a named one only since v1.8.3 (istio.md 1.3). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.7  | [{name: a}]            |   | []
          1.7  | [{}]                   |   | [0]
          1.7  | [{name: m}, {name: a}] | m | []
          1.8  | [{name: a}]            |   | [0]
          1.9  | [{name: a}]            |   | [0]
          main | [{name: m}, {name: a}] | m | [1]
          """)
  void theOnlyRule(String version, String rules, String managed, String chosen) {
    RouteSelection selection =
        select(
            "{http: " + rules + "}",
            IstioVirtualServiceRef.of("a"),
            managed,
            ControllerVersion.parse(version).orElseThrow());

    assertThat(indexes(selection.http())).hasToString(chosen);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          by name                        | [{name: a}, {name: b}]            | b     |     | [1]
          in the order listed            | [{name: a}, {name: b}]            | b a   |     | [1, 0]
          first rule of the name         | [{name: a}, {name: b}, {name: b}] | b     |     | [1]
          listed twice counts once       | [{name: a}, {name: b}]            | b b   |     | [1]
          unknown name                   | [{name: a}]                       | c     |     | []
          single rule with a name        | [{name: a}]                       |       |     | [0]
          single rule without a name     | [{}]                              |       |     | [0]
          several, first without a name  | [{name: a}, {}, {}]               |       |     | [1]
          empty name is no name          | [{name: a}, {name: ""}]           |       |     | [1]
          several, all named             | [{name: a}, {name: b}]            |       |     | []
          managed rule does not count    | [{name: m}, {name: a}]            |       | m   | [1]
          managed rule is not found      | [{name: m}, {name: a}]            | m     | m   | []
          null rule                      | [null, {name: a}]                 | a     |     | [1]
          no rules                       | []                                |       |     | []
          """)
  void http(String reason, String rules, String routes, String managed, String chosen) {
    IstioVirtualServiceRef reference =
        IstioVirtualServiceRef.of("a", words(routes).toArray(new String[0]));

    RouteSelection selection = select("{http: " + rules + "}", reference, managed);

    assertThat(indexes(selection.http())).hasToString(chosen);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          first rule without selector  | [{match: [{sniHosts: [a]}]}]                                |       |     | [0]
          port and hosts agree         | [{match: [{port: 443, sniHosts: [a, b]}]}]                  | 443   | b a | [0]
          hosts over all matches       | [{match: [{sniHosts: [a]}, {sniHosts: [b]}]}]               |       | a b | [0]
          a host too few               | [{match: [{sniHosts: [a, b]}]}]                             |       | a   | []
          a host listed twice          | [{match: [{sniHosts: [a]}]}]                                |       | a a | []
          other port                   | [{match: [{port: 443, sniHosts: [a]}]}]                     | 8443  | a   | []
          port where none is named     | [{match: [{sniHosts: [a]}]}]                                | 443   | a   | []
          two ports                    | [{match: [{port: 1, sniHosts: [a]}, {port: 2, sniHosts: [b]}]}] | 1 | a b | []
          all rules that agree         | [{match: [{sniHosts: [a]}]}, {match: [{sniHosts: [b]}]}, {match: [{sniHosts: [a]}]}] | | a | [0, 2]
          empty list                   | []                                                          |       |     | []
          """)
  void tls(String reason, String rules, Long port, String hosts, String chosen) {
    List<TlsRouteRef> entries = new ArrayList<>();
    if (hosts != null) {
      entries.add(new TlsRouteRef(optional(port), words(hosts)));
    }
    IstioVirtualServiceRef reference =
        new IstioVirtualServiceRef("a", List.of(), entries, List.of());

    RouteSelection selection = select("{tls: " + rules + "}", reference, null);

    assertThat(indexes(selection.tls())).hasToString(chosen);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          first rule without selector | [{}]                                       | none | [0]
          port                        | [{match: [{port: 1}]}, {match: [{port: 2}]}] | 2  | [1]
          no port means no port       | [{match: [{port: 1}]}, {}]                 | 0    | [1]
          match without port          | [{match: [{port: 1}]}, {match: [{}]}]      | 0    | [1]
          two ports                   | [{match: [{port: 1}, {port: 2}]}]          | 1    | []
          port of 64 bits             | [{match: [{port: 1}]}]                     | 4294967297 | []
          """)
  void tcp(String reason, String rules, String port, String chosen) {
    List<TcpRouteRef> entries = new ArrayList<>();
    if (!port.equals("none")) {
      long number = Long.parseLong(port);
      entries.add(new TcpRouteRef(optional(number == 0 ? null : number)));
    }
    IstioVirtualServiceRef reference =
        new IstioVirtualServiceRef("a", List.of(), List.of(), entries);

    RouteSelection selection = select("{tcp: " + rules + "}", reference, null);

    assertThat(indexes(selection.tcp())).hasToString(chosen);
  }

  private static OptionalLong optional(Long number) {
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }
}

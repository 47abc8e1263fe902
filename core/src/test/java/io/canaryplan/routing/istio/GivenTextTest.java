// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import static io.canaryplan.routing.istio.Mesh.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Severity;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.rollout.IstioVirtualServiceRef.TcpRouteRef;
import io.canaryplan.rollout.IstioVirtualServiceRef.TlsRouteRef;
import io.canaryplan.rollout.TrafficRouting;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Documents keep the text they were given in. */
class GivenTextTest {
  private static final IstioVirtualServiceRef REFERENCE =
      IstioVirtualServiceRef.of("shop", "primary");

  @Test
  void editsAnItemOfAListWithoutItsNeighbours() {
    Mesh mesh =
        Mesh.ofHosts(
            """
            kind: List
            apiVersion: v1
            items:
              # ours
              - apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: shop}
                spec:
                  hosts: [lb 주소]
                  http:
                    - name: primary
                      route:
                        - destination: {host: shop-stable}
                          weight: 100
                        - destination: {host: shop-canary} # new
              - {apiVersion: v1, kind: Service, metadata: {name: shop-stable}}
            """,
            REFERENCE);

    assertThat(mesh.text("VirtualService", "shop", at(20)))
        .isEqualTo(
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: shop}
            spec:
              hosts: [lb 주소]
              http:
                - name: primary
                  route:
                    - destination: {host: shop-stable}
                      weight: 80
                    - destination: {host: shop-canary} # new
                      weight: 20
            """);
  }

  @Test
  void writesTheZeroThatTakesThePlaceOfAWeight() {
    String given =
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop}
        spec:
          http:
          - name: primary
            route:
            - {destination: {host: shop-stable}, weight: 100}
            - {destination: {host: shop-canary}}
        """;
    Mesh mesh = Mesh.ofHosts(given, REFERENCE);

    assertThat(mesh.text("VirtualService", "shop", at(0))).isEqualTo(given);
    assertThat(mesh.text("VirtualService", "shop", at(0), at(20), at(0)))
        .isEqualTo(given.replace("{host: shop-canary}}", "{host: shop-canary}, weight: 0}"));
    assertThat(mesh.text("VirtualService", "shop", at(0), at(100)))
        .isEqualTo(
            given
                .replace("weight: 100", "weight: 0")
                .replace("{host: shop-canary}}", "{host: shop-canary}, weight: 100}"));
  }

  @Test
  void writesOutAnAliasWhereOnlyOneOfItsPlacesChanges() {
    Mesh mesh =
        Mesh.ofHosts(
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: shop}
            spec:
              http:
              - name: secondary
                route: &both
                - {destination: {host: shop-stable}, weight: 100}
                - {destination: {host: shop-canary}, weight: 0}
              - name: primary
                route: *both
            """,
            REFERENCE);

    YamlDocument edited = read(mesh.virtualService(at(20)));

    Object spec = SlowController.map(SlowController.plain(edited.root())).get("spec");
    assertThat(SlowController.list(SlowController.map(spec).get("http")))
        .map(rule -> SlowController.map(rule).get("route"))
        .containsExactly(
            List.of(route("shop-stable", 100), route("shop-canary", 0)),
            List.of(route("shop-stable", 80), route("shop-canary", 20)));
    assertThat(mesh.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).hasToString("alias-expanded");
              assertThat(finding.severity()).isEqualTo(Severity.NOTE);
              assertThat(finding.position().orElseThrow().line()).isEqualTo(11);
            });
  }

  private static Map<String, Object> route(String host, int weight) {
    return Map.of("destination", Map.of("host", host), "weight", String.valueOf(weight));
  }

  private static YamlDocument read(String text) {
    return YamlReader.read("a", text, YamlLimits.DEFAULT).orElseThrow().get(0);
  }

  @Test
  void weighsTlsAndTcpRulesWithWindowsLineEndsAndNoneAtTheEnd() {
    String text =
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop}
        spec:
          tls:
          - match: [{port: 443, sniHosts: [b.example.com, a.example.com]}]
            route: # split
            - {destination: {host: shop-stable}, weight: 100}
            - {destination: {host: shop-canary}}
          - match: [{sniHosts: [c.example.com]}]
            route: [{destination: {host: other}}]
          tcp:
          - match: [{port: 9000}]
            route: [{destination: {host: other}}]
          - route:
            - destination: {host: shop-canary}
              weight: 0
            - destination: {host: shop-stable}"""
            .replace("\n", "\r\n");
    IstioVirtualServiceRef reference =
        new IstioVirtualServiceRef(
            "shop",
            List.of(),
            List.of(
                new TlsRouteRef(OptionalLong.of(443), List.of("a.example.com", "b.example.com"))),
            List.of(new TcpRouteRef(OptionalLong.empty())));
    Mesh mesh = Mesh.ofHosts(text, reference);

    assertThat(mesh.findings()).isEmpty();
    assertThat(mesh.virtualService(at(20)))
        .isEqualTo(
            text.replace("weight: 100", "weight: 80")
                    .replace(
                        "{destination: {host: shop-canary}}",
                        "{destination: {host: shop-canary}, weight: 20}")
                    .replace("weight: 0", "weight: 20")
                + "\r\n      weight: 80");
  }

  @Test
  void keepsWhatIsNotModelled() {
    String text =
        """
        apiVersion: networking.istio.io/v1alpha3
        kind: VirtualService
        metadata: {name: shop}
        spec:
          http:
          - name: elsewhere
            delegate: {name: more, namespace: prod}
            match: [{withoutHeaders: {x: {exact: "y"}}}]
          - name: primary
            fault: {abort: {percentage: {value: 0.1}, httpStatus: 400}}
            corsPolicy: {maxAge: "24h"}
            mirrors: [{destination: {host: m}, percentage: {value: 1.5}}]
            someNewField: [1, {a: ~}]
            route:
            - destination: {host: shop-stable}
              weight: 100
              headers: {request: {set: {x: "1"}}}
            - destination: {host: shop-canary}
              weight: 0
        """;

    assertThat(Mesh.ofHosts(text, REFERENCE).virtualService(at(20)))
        .isEqualTo(text.replace("weight: 100", "weight: 80").replace("weight: 0", "weight: 20"));
  }

  @Test
  void aRouteThatOnlyAStepNamesReplacesTheUsersRuleOfThatName() {
    String text =
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop}
        spec:
          http:
          - name: primary
            route: [{destination: {host: shop-stable}}, {destination: {host: shop-canary}}]
          - name: geo
            redirect: {}
        """;
    IstioTrafficRouting istio =
        new IstioTrafficRouting(List.of(), Optional.of(REFERENCE), Optional.empty());
    CanaryStrategy strategy =
        CanaryStrategy.builder()
            .canaryService("shop-canary")
            .stableService("shop-stable")
            .steps(new CanaryStep.SetWeight(20), Mesh.geo())
            .trafficRouting(TrafficRouting.of(istio))
            .build();
    Mesh mesh = Mesh.of(text, strategy);

    assertThat(mesh.virtualService(Mesh.steady())).contains("redirect: {}");
    assertThat(mesh.virtualService(Mesh.steady(), at(20, Mesh.geo())))
        .contains("name: geo")
        .doesNotContain("redirect: {}");
    assertThat(mesh.controller(ControllerVersion.MAIN).virtualService(Mesh.steady()))
        .doesNotContain("name: geo");
  }
}

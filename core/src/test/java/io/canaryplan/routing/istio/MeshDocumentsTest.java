// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import static io.canaryplan.routing.istio.Mesh.aborted;
import static io.canaryplan.routing.istio.Mesh.at;
import static io.canaryplan.routing.istio.Mesh.experiment;
import static io.canaryplan.routing.istio.Mesh.geo;
import static io.canaryplan.routing.istio.Mesh.promoted;
import static io.canaryplan.routing.istio.Mesh.shadow;
import static io.canaryplan.routing.istio.Mesh.steady;
import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.rollout.IstioVirtualServiceRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The vectors V1 to V9 of istio.md 1.13, whole texts worked out by hand. */
class MeshDocumentsTest {
  private static final String TEXT =
      """
      # shop front door
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata:
        name: shop
      spec:
        hosts: [shop.example.com]
        http:
        - name: primary
          retries: {attempts: 3}
          route:
          - destination: {host: shop-stable.shop.svc.cluster.local, port: {number: 8080}}
            weight: 100 # mostly
            headers: {response: {add: {x-track: stable}}}
          - destination: {host: shop-canary.shop.svc.cluster.local, port: {number: 8080}}
            weight: 0
            headers: {response: {add: {x-track: canary}}}
        - name: assets
          match: [{uri: {prefix: /assets}}]
          redirect: {authority: cdn.example.org}
      """;

  private final Mesh mesh =
      Mesh.ofHosts(TEXT, IstioVirtualServiceRef.of("shop", "primary"), "geo", "shadow")
          .namespace("shop");

  private static String weights(String text, int stable, int canary) {
    return text.replace("weight: 100 #", "weight: " + stable + " #")
        .replace("weight: 0\n", "weight: " + canary + "\n");
  }

  private static String onTop(String text, String routes) {
    return text.replace("  - name: primary", routes.stripTrailing() + "\n  - name: primary");
  }

  private static final String GEO =
      """
        - name: geo
          match:
          - headers:
              x-region:
                exact: eu
          - headers:
              user-agent:
                prefix: QA
          route:
          - destination:
              host: shop-canary
              port:
                number: 8080
            weight: 100
      """;

  private static String shadowRoute(String stable, String canary) {
    return """
        - name: shadow
          match:
          - method:
              exact: GET
            uri:
              prefix: /cart
          route:
          - destination:
              host: shop-stable.shop.svc.cluster.local
              port:
                number: 8080
      %s    - destination:
              host: shop-canary.shop.svc.cluster.local
              port:
                number: 8080
      %s    mirror:
            host: shop-canary
            port:
              number: 8080
          mirrorPercentage:
            value: 35
      """
        .formatted(stable, canary);
  }

  @Test
  void theSteadyStateChangesNothing() {
    assertThat(mesh.virtualService(steady())).isEqualTo(TEXT);
    assertThat(mesh.documents(steady()).get(0).isChanged()).isFalse();
  }

  @Test
  void v1SetsWeights() {
    assertThat(mesh.virtualService(steady(), at(20))).isEqualTo(weights(TEXT, 80, 20));
  }

  @Test
  void v2AddsAHeaderRoute() {
    assertThat(mesh.virtualService(steady(), at(20), at(20, geo())))
        .isEqualTo(onTop(weights(TEXT, 80, 20), GEO));
  }

  @Test
  void v3AddsAMirrorRoute() {
    assertThat(mesh.virtualService(steady(), at(20), at(20, geo()), at(20, geo(), shadow())))
        .isEqualTo(
            onTop(
                weights(TEXT, 80, 20),
                GEO + shadowRoute("      weight: 80\n", "      weight: 20\n")));
  }

  @Test
  void v3KeepsTheOrderOfManagedRoutesWhateverCameFirst() {
    assertThat(mesh.virtualService(steady(), at(20), at(20, shadow()), at(20, shadow(), geo())))
        .isEqualTo(
            onTop(
                weights(TEXT, 80, 20),
                GEO + shadowRoute("      weight: 80\n", "      weight: 20\n")));
  }

  @Test
  void v4WeighsTheMirrorRouteToo() {
    assertThat(mesh.virtualService(steady(), at(20, geo(), shadow()), at(40, geo(), shadow())))
        .isEqualTo(
            onTop(
                weights(TEXT, 60, 40),
                GEO + shadowRoute("      weight: 60\n", "      weight: 40\n")));
  }

  @Test
  void v5AppendsExperimentsByName() {
    String expected =
        weights(TEXT, 65, 20)
            .replace(
                "      headers: {response: {add: {x-track: canary}}}\n",
                """
                      headers: {response: {add: {x-track: canary}}}
                    - destination:
                        host: exp-a
                      weight: 5
                    - destination:
                        host: exp-z
                      weight: 10
                """);
    assertThat(
            mesh.virtualService(
                steady(), at(20), at(20, List.of(experiment("exp-z", 10), experiment("exp-a", 5)))))
        .isEqualTo(expected);
  }

  @Test
  void v6RemovesThemAfterwards() {
    assertThat(mesh.virtualService(steady(), at(20, List.of(experiment("exp-z", 10))), at(20)))
        .isEqualTo(weights(TEXT, 80, 20));
  }

  @Test
  void v7LeavesOutAWeightOfZeroInAMirrorRoute() {
    assertThat(mesh.virtualService(steady(), at(0, shadow())))
        .isEqualTo(onTop(TEXT, shadowRoute("      weight: 100\n", "")));
  }

  @Test
  void anAbortMakesAMirrorRouteAnewFromRulesThatAreBackAt0() {
    // every pass removes the route and copies the rule again, and a copy omits 0 (1.9)
    assertThat(mesh.virtualService(steady(), at(20, shadow()), aborted(shadow())))
        .isEqualTo(onTop(weights(TEXT, 100, 0), shadowRoute("      weight: 100\n", "")));
  }

  @Test
  void v8IsTheGivenTextOncePromoted() {
    assertThat(mesh.virtualService(steady(), at(40, geo(), shadow()), promoted())).isEqualTo(TEXT);
  }

  @Test
  void v9RemovesForeignDestinationsThatHaveAWeight() {
    String text =
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop}
        spec:
          http:
          - name: primary
            route:
            - {destination: {host: shop-stable}, weight: 90}
            - {destination: {host: shop-canary}, weight: 0}
            - {destination: {host: old}, weight: 10}
            - {destination: {host: old2}, weight: 0}
        """;
    Mesh other = Mesh.ofHosts(text, IstioVirtualServiceRef.of("shop", "primary"));

    assertThat(
            other.virtualService(at(20, List.of(experiment("z-exp", 5), experiment("a-exp", 5)))))
        .isEqualTo(
            """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: shop}
            spec:
              http:
              - name: primary
                route:
                - {destination: {host: shop-stable}, weight: 70}
                - {destination: {host: shop-canary}, weight: 20}
                - {destination: {host: old2}, weight: 0}
                - destination:
                    host: a-exp
                  weight: 5
                - destination:
                    host: z-exp
                  weight: 5
            """);
  }
}

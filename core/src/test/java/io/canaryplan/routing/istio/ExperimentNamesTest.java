// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import static io.canaryplan.routing.istio.Mesh.at;
import static io.canaryplan.routing.istio.Mesh.experiment;
import static io.canaryplan.routing.istio.Mesh.promoted;
import static io.canaryplan.routing.istio.Mesh.shadow;
import static io.canaryplan.routing.istio.Mesh.steady;
import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.istio.VirtualService;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Destinations and subsets that have the name of an experiment's Service before it runs: each write
 * starts from what the one before has left (istio.md 1.5, 1.6, 2.1).
 */
class ExperimentNamesTest {
  private static Mesh mesh(String first) {
    String text =
        "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: shop}\nspec:\n"
            + "  http: [{name: a, route: ["
            + first
            + ", {destination: {host: shop-stable}, weight: 70}, {destination: {host:"
            + " shop-canary}}]}]\n";
    return Mesh.ofHosts(text, IstioVirtualServiceRef.of("shop", "a"), "shadow");
  }

  /** Returns hosts with ports and weights, rule by rule. */
  private static String destinations(Mesh mesh, RoutingState... path) {
    StringBuilder text = new StringBuilder();
    VirtualService.from(mesh.documents(path).get(0).document())
        .value()
        .orElseThrow()
        .http()
        .forEach(rule -> text.append(rule.destinations()));
    return text.toString();
  }

  private static RoutingState running(int weight) {
    return at(weight, List.of(experiment("exp", 10)));
  }

  @Test
  void oneWithAWeightIsGoneBeforeTheExperimentAndComesBackBare() {
    Mesh mesh = mesh("{destination: {host: exp, port: {number: 80}}, weight: 30}");

    assertThat(destinations(mesh, steady())).isEqualTo("[shop-stable 100, shop-canary]");
    assertThat(destinations(mesh, steady(), at(20), running(20)))
        .isEqualTo("[shop-stable 70, shop-canary 20, exp 10]");
    assertThat(destinations(mesh, steady(), at(20), running(20), at(20)))
        .isEqualTo("[shop-stable 80, shop-canary 20]");
    // 1.6.4: the first write may be the one of the experiment itself
    assertThat(destinations(mesh, running(20)))
        .isEqualTo("[exp:80 10, shop-stable 70, shop-canary 20]");
  }

  @Test
  void oneWithoutWeightServesTheExperimentAndGoesWithIt() {
    Mesh mesh = mesh("{destination: {host: exp, port: {number: 80}}}");

    assertThat(destinations(mesh, steady(), at(20)))
        .isEqualTo("[exp:80, shop-stable 80, shop-canary 20]");
    assertThat(destinations(mesh, steady(), at(20), running(20)))
        .isEqualTo("[exp:80 10, shop-stable 70, shop-canary 20]");
    assertThat(destinations(mesh, steady(), at(20), running(20), at(20)))
        .isEqualTo("[shop-stable 80, shop-canary 20]");
    assertThat(destinations(mesh, steady(), at(20), running(20), at(20), running(30)))
        .isEqualTo("[shop-stable 60, shop-canary 30, exp 10]");
    assertThat(destinations(mesh, steady(), at(20), running(20), promoted()))
        .isEqualTo("[shop-stable 100, shop-canary 0]");
  }

  @Test
  void aMirrorRouteCopiesWhatIsLeft() {
    Mesh mesh = mesh("{destination: {host: exp}, weight: 30}");

    assertThat(destinations(mesh, steady(), at(20), at(20, shadow())))
        .isEqualTo("[shop-stable 80, shop-canary 20][shop-stable 80, shop-canary 20]");
  }

  @Test
  void aSubsetThatWasDroppedComesBackWithItsHashAlone() {
    String rule =
        """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata:
          name: shop
          annotations: {argo-rollouts.argoproj.io/managed-by-rollouts: shop}
        spec:
          host: shop
          subsets:
          - {name: stable}
          - {name: exp, labels: {app: exp}}
          - {name: canary}
        """;
    Mesh mesh = Mesh.ofSubsets(rule, IstioVirtualServiceRef.of("shop", "a"), List.of());

    String expected =
        """
          - {name: stable, labels: {rollouts-pod-template-hash: S}}
          - {name: canary, labels: {rollouts-pod-template-hash: "N"}}
          - name: exp
            labels:
              rollouts-pod-template-hash: exp-hash
        """;
    assertThat(mesh.text("DestinationRule", "shop", steady(), at(20), running(20)))
        .endsWith("  subsets:\n" + expected.indent(0));
    assertThat(mesh.text("DestinationRule", "shop", running(20)))
        .contains("- {name: exp, labels: {app: exp, rollouts-pod-template-hash: exp-hash}}");
  }

  @Test
  void pingKeepsAWrittenZeroWhenPongTakesOver() {
    String text =
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop}
        spec: {http: [{route: [{destination: {host: ping}}, {destination: {host: pong}}]}]}
        """;
    Mesh mesh = Mesh.ofPingPong(text, IstioVirtualServiceRef.of("shop"), "ping", "pong");

    assertThat(destinations(mesh, steady())).isEqualTo("[ping 100, pong]");
    assertThat(destinations(mesh, steady(), at(0), promoted())).isEqualTo("[ping 0, pong 100]");
  }
}

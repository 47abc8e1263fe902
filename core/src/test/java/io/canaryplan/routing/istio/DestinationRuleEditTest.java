// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.istio.DestinationRule;
import io.canaryplan.istio.Subset;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.routing.FieldChange;
import io.canaryplan.routing.StateDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Section 2 of istio.md. */
class DestinationRuleEditTest {
  private static final String TEXT =
      """
      apiVersion: networking.istio.io/v1alpha3
      kind: DestinationRule
      metadata:
        name: shop
      spec:
        host: shop
        exportTo: ["."]
        trafficPolicy: {loadBalancer: {simple: RANDOM}}
        subsets:
        - name: stable   # the old one
          labels:        # gets the hash
            app: shop
        - name: canary
          labels: {app: shop}
          trafficPolicy: {loadBalancer: {simple: ROUND_ROBIN}}
        # obsolete
        - name: legacy
          labels: {app: shop, v: "0"}
      """;

  private final Mesh mesh = Mesh.ofSubsets(TEXT, IstioVirtualServiceRef.of("shop"), List.of());

  @Test
  void setsHashesAndAnnotationAndDropsOtherSubsets() {
    assertThat(mesh.text("DestinationRule", "shop", Mesh.at(20)))
        .isEqualTo(
            """
            apiVersion: networking.istio.io/v1alpha3
            kind: DestinationRule
            metadata:
              name: shop
              annotations:
                argo-rollouts.argoproj.io/managed-by-rollouts: shop
            spec:
              host: shop
              exportTo: ["."]
              trafficPolicy: {loadBalancer: {simple: RANDOM}}
              subsets:
              - name: stable   # the old one
                labels:        # gets the hash
                  app: shop
                  rollouts-pod-template-hash: S
              - name: canary
                labels: {app: shop, rollouts-pod-template-hash: "N"}
                trafficPolicy: {loadBalancer: {simple: ROUND_ROBIN}}
            """);
  }

  @Test
  void appendsExperimentSubsetsByName() {
    StateDocument document =
        mesh.document(
            "DestinationRule",
            "shop",
            Mesh.at(20, List.of(Mesh.experiment("z", 1), Mesh.experiment("a", 1))));

    assertThat(subsets(document)).containsExactly("stable", "canary", "a", "z");
    assertThat(FieldChange.between(document.source().root(), document.document().root()))
        .extracting(FieldChange::toString)
        .contains(
            "spec.subsets[2]: (none) -> {name: a, labels: {rollouts-pod-template-hash: a-hash}}");
  }

  @Test
  void labelsAnExperimentSubsetThatIsThere() {
    StateDocument document =
        mesh.document(
            "DestinationRule", "shop", Mesh.at(20, List.of(Mesh.experiment("legacy", 1))));

    assertThat(subsets(document)).containsExactly("stable", "canary", "legacy");
    assertThat(rule(document).subset("legacy").orElseThrow().labels())
        .isEqualTo(Map.of("app", "shop", "v", "0", "rollouts-pod-template-hash", "legacy-hash"));
  }

  @Test
  void givesOnlyTheCanaryBranchToSubsetsOfOneName() {
    String text =
        """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: shop, annotations: {a: b}}
        spec: {host: shop, subsets: [{name: canary}]}
        """;
    Mesh other = Mesh.ofSubsets(text, IstioVirtualServiceRef.of("shop"), List.of());

    assertThat(other.text("DestinationRule", "shop", Mesh.at(20)))
        .isEqualTo(
            """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: shop, annotations: {a: b, argo-rollouts.argoproj.io/managed-by-rollouts: shop}}
            spec: {host: shop, subsets: [{name: canary, labels: {rollouts-pod-template-hash: "N"}}]}
            """);
  }

  @Test
  void reportsWhatItRemovesAndRewrites() {
    assertThat(mesh.findings())
        .extracting(finding -> finding.rule() + " " + finding.path())
        .containsExactly(
            "virtual-service-unknown spec.strategy.canary.trafficRouting.istio.virtualService.name",
            "foreign-subset-removed spec.subsets[2]",
            "destination-rule-always-written spec.subsets[1]");
  }

  private static DestinationRule rule(StateDocument document) {
    return DestinationRule.from(document.document()).orElseThrow();
  }

  private static List<String> subsets(StateDocument document) {
    return rule(document).subsets().stream().map(Subset::name).toList();
  }
}

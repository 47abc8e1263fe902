// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoscalerChecksTest {
  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: shop, namespace: a}
      spec:
        selector: {matchLabels: {app: shop}}
        template: {metadata: {labels: {app: shop}}}
        strategy: {canary: {steps: [{setWeight: 20}, {pause: {}}]}}
      """;
  private static final String SCALER =
      """
      ---
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: NAME, namespace: a}
      spec:
        scaleTargetRef: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: shop}
        minReplicas: MIN
        maxReplicas: 9
      """;

  /** One that the API server refuses never exists, so it conflicts with none. */
  @ParameterizedTest
  @CsvSource({"5, autoscalers-conflict", "10, autoscaler-limits-invalid"})
  void onlyAutoscalersThatExistConflict(String least, String rule) {
    String first = SCALER.replace("NAME", "x").replace("MIN", least);
    String second = SCALER.replace("NAME", "y").replace("MIN", "5");

    assertThat(rules(ROLLOUT + first + second))
        .contains(rule)
        .doesNotContain(
            rule.equals("autoscalers-conflict")
                ? "autoscaler-limits-invalid"
                : "autoscalers-conflict");
  }

  private static Stream<String> rules(String text) {
    return CanaryPlanner.plan(Manifests.read("in.yaml", text), PlannerOptions.DEFAULT)
        .allFindings()
        .stream()
        .map(finding -> finding.rule().id());
  }
}

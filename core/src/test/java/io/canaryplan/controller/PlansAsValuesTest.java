// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PodPace;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.RollingUpdatePlan;
import io.canaryplan.plan.Standstill;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.RolloutReader;
import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blue-green and rolling plans as values; what a canary's plan tells is in CanaryPlanTest. */
class PlansAsValuesTest {
  private static RollingUpdatePlan rolling(int replicas, PodPace pace) {
    return DeploymentController.plan(DeploymentSpec.rollingUpdate(replicas), pace);
  }

  private static BlueGreenPlan blueGreen(String more, PlanSettings settings) {
    return BlueGreenController.plan(rollout(more), settings);
  }

  private static Rollout rollout(String more) {
    String manifest =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: 3
          selector: {matchLabels: {app: shop}}
          template:
            metadata: {labels: {app: shop}}
            spec: {containers: [{name: shop, image: shop}]}
          strategy:
            blueGreen:
              activeService: shop
        """
            + (more.isEmpty() ? "" : "      " + more + "\n");
    return RolloutReader.read(
            YamlReader.read("shop.yaml", manifest, YamlLimits.DEFAULT).orElseThrow().get(0))
        .value()
        .orElseThrow();
  }

  @Test
  void rollingUpdates() {
    RollingUpdatePlan plan = rolling(10, PodPace.AT_ONCE);
    assertThat(plan).isEqualTo(rolling(10, PodPace.AT_ONCE));
    assertThat(plan).hasSameHashCodeAs(rolling(10, PodPace.AT_ONCE));
    assertThat(plan.hashCode()).isNotZero();
    assertThat(plan)
        .isNotEqualTo(rolling(11, PodPace.AT_ONCE))
        .isNotEqualTo(rolling(10, PodPace.of(Readiness.perPass(1))))
        .isNotEqualTo("RollingUpdate");
    // the five passes of rolling.md 8.2
    assertThat(plan).asString().endsWith(" of 10 in 5 passes");
    assertThat(plan.pace()).isEqualTo(PodPace.AT_ONCE);
    // 25 % of 10, up and down
    assertThat(plan.limits().surge()).isEqualTo(3);
    assertThat(plan.limits().unavailable()).isEqualTo(2);
    assertThat(plan.peakPods()).isEqualTo(13);
    assertThat(plan.lowestAvailablePods()).isEqualTo(8);
    assertThat(plan.settled().spec()).isEqualTo(DeploymentSpec.rollingUpdate(10));
    assertThat(plan.stretches()).isNotEmpty();
  }

  @Test
  void blueGreenUpdates() {
    BlueGreenPlan plan = blueGreen("", PlanSettings.DEFAULT);
    assertThat(plan).isEqualTo(blueGreen("", PlanSettings.DEFAULT));
    assertThat(plan).hasSameHashCodeAs(blueGreen("", PlanSettings.DEFAULT));
    assertThat(plan.hashCode()).isNotZero();
    assertThat(plan)
        .isNotEqualTo(blueGreen("autoPromotionEnabled: false", PlanSettings.DEFAULT))
        .isNotEqualTo(blueGreen("", PlanSettings.DEFAULT.withReplicas(2)))
        .isNotEqualTo("blueGreen");
    assertThat(plan.replicas()).isEqualTo(3);
    assertThat(plan.rollout()).isEqualTo(rollout(""));
    assertThat(plan.settings()).isEqualTo(PlanSettings.DEFAULT);
    assertThat(plan).asString().startsWith("blue-green of 3 [");
    assertThat(plan.lowestAvailablePods()).isEqualTo(3);
  }

  /** bluegreen.md 1.1: an analysis without templates never succeeds, a negative time never ends. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          prePromotionAnalysis: {templates: []}  | prePromotionAnalysis has no templates
          postPromotionAnalysis: {templates: []} | postPromotionAnalysis has no templates
          """)
  void gatesThatNeverOpen(String more, String why) {
    assertThat(blueGreen(more, PlanSettings.DEFAULT).standstill())
        .map(Standstill::message)
        .hasValueSatisfying(message -> assertThat(message).contains(why));
  }
}

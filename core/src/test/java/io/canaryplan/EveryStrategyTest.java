// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.controller.DeploymentController;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.Plan.Strategy;
import io.canaryplan.plan.PodPace;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.UpdatePass;
import io.canaryplan.plan.UpdateState;
import io.canaryplan.report.PlanTable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Walks over the strategies for everybody who takes a plan without asking for its strategy. One
 * that is added does not compile here until it has a sample of 4 replicas; then each test names
 * what it lacks.
 */
class EveryStrategyTest {
  private static Plan plan(Strategy strategy) {
    return switch (strategy) {
      case CANARY -> rollout("canary: {steps: [{setWeight: 50}, {pause: {}}]}");
      case BLUE_GREEN -> rollout("blueGreen: {activeService: shop}");
      case ROLLING_UPDATE ->
          DeploymentController.plan(DeploymentSpec.rollingUpdate(4), PodPace.AT_ONCE);
      case RECREATE -> DeploymentController.plan(DeploymentSpec.recreate(4), PodPace.AT_ONCE);
    };
  }

  private static Plan rollout(String strategy) {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: 4
          selector: {matchLabels: {app: shop}}
          template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: web}]}}
          strategy:
            STRATEGY
        """;
    Manifests manifests = Manifests.read("shop.yaml", text.replace("STRATEGY", strategy));
    return CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT)
        .rollouts()
        .get(0)
        .update()
        .value()
        .orElseThrow();
  }

  @Test
  void eachPlanIsOfOne() {
    List<Class<?>> plans =
        Arrays.stream(Strategy.values())
            .<Class<?>>map(strategy -> plan(strategy).getClass())
            .distinct()
            .toList();

    assertThat(plans).containsExactlyInAnyOrder(Plan.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @EnumSource
  void isAValue(Strategy strategy) {
    assertThat(plan(strategy).strategy()).isEqualTo(strategy);
    assertThat(plan(strategy)).isEqualTo(plan(strategy)).hasSameHashCodeAs(plan(strategy));
    assertThat(plan(strategy).toString()).doesNotContain("@");
  }

  @ParameterizedTest
  @EnumSource
  void goesFromAllOldPodsToAllNewOnes(Strategy strategy) {
    Plan plan = plan(strategy);
    UpdateState first = plan.states().get(0);
    UpdateState last = plan.states().get(plan.states().size() - 1);

    assertThat(plan.replicas()).isEqualTo(4);
    assertThat(first.name()).isEqualTo("initial");
    assertThat(List.of(first.oldPods(), first.newPods())).containsExactly(4L, 0L);
    assertThat(List.of(last.oldPods(), last.newPods())).containsExactly(0L, 4L);
    assertThat(plan.trafficShare(first)).isEqualByComparingTo(new Ratio(0, 1));
    assertThat(plan.trafficShare(last)).isEqualByComparingTo(new Ratio(1, 1));
    assertThat(plan.standstill()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void staysWithinItsExtremes(Strategy strategy) {
    Plan plan = plan(strategy);

    for (UpdateState state : plan.states()) {
      for (UpdatePass pass : state.passes()) {
        assertThat(pass.total()).isLessThanOrEqualTo(plan.peakPods());
        assertThat(pass.available()).isGreaterThanOrEqualTo(plan.lowestAvailablePods());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void isPrinted(Strategy strategy) {
    Plan plan = plan(strategy);

    assertThat(PlanTable.of(plan)).contains("| initial ", "| promoted ", "pods: ", "available: ");
  }
}

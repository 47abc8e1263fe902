// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import static io.canaryplan.testkit.CanaryPlanAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.google.common.collect.MoreCollectors;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.plan.CanaryPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class PlanOfTest {
  @Test
  void everyTypeIsGiven(
      @PlanOf("halves.yaml") CanaryPlan plan,
      @PlanOf("/io/canaryplan/testkit/halves.yaml") PlannedRollout rollout,
      @PlanOf({"halves.yaml", "mesh.yaml"}) PlannedManifests planned,
      @PlanOf("halves.yaml") Manifests manifests) {
    assertThat(plan.replicas()).isEqualTo(10);
    assertThat(rollout).step(1).hasReplicas(2, 9);
    assertThat(planned.rollouts()).hasSize(2);
    assertThat(manifests.files()).containsExactly("halves.yaml");
  }

  @Test
  void replicasAndControllerAreTaken(
      @PlanOf(value = "halves.yaml", replicas = 4, controller = "main") CanaryPlan plan) {
    assertThat(plan.replicas()).isEqualTo(4);
    assertThat(plan.settings().controller()).hasToString("main");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          missing    | there is no resource other.yaml; it would be io/canaryplan/testkit/other.yaml
          broken     | broken.yaml:19:20
          controller | '0.9' is no version of the controller
          unnamed    | there is no Rollout 'other' in [halves.yaml]
          two        | there are 2 of Rollout, name one
          """)
  void whatIsWrongFailsTheTest(String method, String message) {
    assertThat(failureOf(method)).hasStackTraceContaining(message);
  }

  @Test
  void manifestWithErrorsFailsWithFindingPositionAndHint() {
    assertThat(failureOf("broken"))
        .isInstanceOf(ParameterResolutionException.class)
        .hasNoCause()
        .hasMessage(
            """
            there is no plan without errors; found

            broken.yaml:19:20: error: "150" is out of range; setWeight runs from 0 to the maximum \
            weight, here 100 [set-weight-out-of-range]
              = hint: change spec.strategy.canary.steps[0].setWeight""");
  }

  private static Throwable failureOf(String method) {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectMethod(Failing.class, method, CanaryPlan.class))
            .execute()
            .testEvents();
    return tests.failed().stream()
        .collect(MoreCollectors.onlyElement())
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .orElseThrow();
  }

  /** Run by name only; each would fail in the build. */
  static class Failing {
    @Test
    void missing(@PlanOf("other.yaml") CanaryPlan plan) {}

    @Test
    void broken(@PlanOf("broken.yaml") CanaryPlan plan) {}

    @Test
    void controller(@PlanOf(value = "halves.yaml", controller = "0.9") CanaryPlan plan) {}

    @Test
    void unnamed(@PlanOf(value = "halves.yaml", rollout = "other") CanaryPlan plan) {}

    @Test
    void two(@PlanOf({"halves.yaml", "mesh.yaml"}) CanaryPlan plan) {}
  }
}

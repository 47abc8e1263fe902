// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import static io.canaryplan.testkit.CanaryPlanAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.plan.CanaryPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class PlanOfTest {
  @Test
  void everyTypeIsGiven(
      @PlanOf("shop.yaml") CanaryPlan plan,
      @PlanOf("/io/canaryplan/testkit/shop.yaml") PlannedRollout rollout,
      @PlanOf({"shop.yaml", "mesh.yaml"}) PlannedManifests planned,
      @PlanOf("shop.yaml") Manifests manifests) {
    assertThat(plan.replicas()).isEqualTo(10);
    assertThat(rollout).step(1).hasReplicas(2, 9);
    assertThat(planned.rollouts()).hasSize(2);
    assertThat(manifests.files()).containsExactly("shop.yaml");
  }

  @Test
  void replicasAndControllerAreTaken(
      @PlanOf(value = "shop.yaml", replicas = 4, controller = "main") CanaryPlan plan) {
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
          unnamed    | there is no Rollout 'other' in [shop.yaml]
          two        | there are 2 of Rollout, name one
          """)
  void whatIsWrongFailsTheTest(String method, String message) {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectMethod(Failing.class, method, CanaryPlan.class))
            .execute()
            .testEvents();

    assertThat(tests.failed().stream())
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getRequiredPayload(TestExecutionResult.class))
                    .extracting(result -> result.getThrowable().orElseThrow())
                    .satisfies(error -> assertThat(error).hasStackTraceContaining(message)));
  }

  /** Run by name only; each would fail in the build. */
  static class Failing {
    @Test
    void missing(@PlanOf("other.yaml") CanaryPlan plan) {}

    @Test
    void broken(@PlanOf("broken.yaml") CanaryPlan plan) {}

    @Test
    void controller(@PlanOf(value = "shop.yaml", controller = "0.9") CanaryPlan plan) {}

    @Test
    void unnamed(@PlanOf(value = "shop.yaml", rollout = "other") CanaryPlan plan) {}

    @Test
    void two(@PlanOf({"shop.yaml", "mesh.yaml"}) CanaryPlan plan) {}
  }
}

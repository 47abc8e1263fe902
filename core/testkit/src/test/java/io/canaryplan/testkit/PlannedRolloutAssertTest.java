// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import static io.canaryplan.testkit.CanaryPlanAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.Manifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.finding.Severity;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PlannedRolloutAssertTest {
  private static void assertFails(ThrowingCallable assertion, String... lines) {
    assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContainingAll(lines);
  }

  @Test
  void findingsAreNamedByRuleAndLine(@PlanOf("broken.yaml") PlannedRollout planned) {
    // canary.md 4.1: a weight above 100 is refused
    assertThat(planned)
        .hasFinding("set-weight-out-of-range")
        .at(19)
        .at(19, 20)
        .hasSeverity(Severity.ERROR)
        .isAbout("spec.strategy.canary.steps[0].setWeight")
        .says("150")
        .advises("change spec.strategy.canary.steps[0].setWeight");
    assertFails(
        () -> assertThat(planned).hasNoErrors(),
        "expected no errors but found",
        "broken.yaml:19:20",
        "= hint: ");
    assertFails(() -> assertThat(planned).hasNoFindings(), "set-weight-out-of-range");
    assertFails(() -> assertThat(planned).hasNoWarnings(), "set-weight-out-of-range");
    assertFails(() -> assertThat(planned).plan(), "expected a plan without errors but found");
    assertFails(() -> assertThat(planned).step(1), "set-weight-out-of-range");
    assertFails(() -> assertThat(planned).hasFinding("set-weight-out-of-range").at(1), "at line 1");
    assertFails(
        () -> assertThat(planned).hasFinding("set-weight-out-of-range").says("blue"),
        "that says 'blue'");
    assertFails(
        () -> assertThat(planned).hasFinding("set-weight-out-of-range").advises("blue"),
        "that advises 'blue'");
    assertFails(
        () -> assertThat(planned).hasFinding("unreachable-weight"),
        "expected a finding of unreachable-weight; found");
    assertFails(
        () -> assertThat(planned).hasFinding("unreachable-wait"),
        "there is no rule 'unreachable-wait'");
    assertFails(
        () -> assertThat(planned).hasNoFinding("unreachable-wait"),
        "there is no rule 'unreachable-wait'");
    assertThat(planned).hasNoFinding("unreachable-weight");
  }

  @Test
  void documentsHaveTheWeightsOfEachState(@PlanOf("mesh.yaml") PlannedRollout planned) {
    assertThat(planned)
        .hasNoErrors()
        .documents("VirtualService", "shop")
        .weights("100/0", "95/5", "95/5", "100/0")
        .weightsOfRoute("primary", "100/0", "95/5", "95/5", "100/0")
        .textAt(1)
        .contains("weight: 95");
    assertFails(
        () ->
            assertThat(planned)
                .documents("VirtualService", "shop")
                .weights("100/0", "90/10", "95/5", "100/0"),
        "> 90/10 at step 1 (setWeight: 5) but there is 95/5",
        "  95/5 at step 2 (pause: 1m)");
    assertFails(
        () -> assertThat(planned).documents("VirtualService", "shop").weights("100/0"),
        "> nothing at promoted but there is 100/0");
    assertFails(
        () -> assertThat(planned).documents("VirtualService", "shopp"),
        "there is no VirtualService 'shopp' among the documents:",
        "VirtualService 'shop'",
        "DestinationRule 'shop'");
  }

  @Test
  void softAssertionsGoOnBehindWhatIsMissing(@PlanOf("broken.yaml") PlannedRollout planned) {
    CanaryPlanSoftAssertions softly = new CanaryPlanSoftAssertions();
    softly.assertThat(planned).step(1).hasReplicas(3, 4);
    softly.assertThat(planned).documents("VirtualService", "shop").weights("1/2");
    softly.assertThat(planned).hasFinding("unreachable-weight").at(3);

    assertThat(softly.assertionErrorsCollected()).hasSize(3);
  }

  @Test
  void manifestsAreAskedForDocumentsAndRollouts(@PlanOf("mesh.yaml") Manifests manifests) {
    assertThat(manifests)
        .contains("Rollout", "shop")
        .contains("VirtualService", "shop")
        .hasNoErrors()
        .rollout("shop")
        .step(1)
        .sendsToCanary(5);
    assertFails(
        () -> assertThat(manifests).contains("Service", "shop"),
        "expected a Service 'shop' among [Rollout 'shop', VirtualService 'shop', DestinationRule");
    assertFails(() -> assertThat(manifests).rollout("other"), "there is no Rollout 'other'");
  }

  @Test
  void manifestsWithErrorsFailWithTheFindings(@PlanOf("broken.yaml") Manifests manifests) {
    assertFails(() -> assertThat(manifests).hasNoErrors(), "broken.yaml:19:20", "= hint: ");
    assertFails(() -> assertThat(manifests).hasNoFindings(), "set-weight-out-of-range");
  }
}

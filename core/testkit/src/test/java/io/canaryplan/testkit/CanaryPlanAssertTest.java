// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import static io.canaryplan.testkit.CanaryPlanAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Readiness;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** 10 replicas at 15 % and 50 %, one pod of surge: 2 + 9 and 5 + 5 by the documented rule. */
class CanaryPlanAssertTest {
  private static void assertFails(ThrowingCallable assertion, String... lines) {
    assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContainingAll(lines);
  }

  @Test
  void whatIsTruePasses(@PlanOf("halves.yaml") CanaryPlan plan) {
    assertThat(plan)
        .hasSteps(4)
        .isPromoted()
        .neverExceedsPods(12)
        .neverFallsBelowAvailable(10)
        .initial()
        .hasReplicas(0, 10)
        .step(1)
        .hasReplicas(2, 9)
        .hasCanaryReplicas(2)
        .hasStableReplicas(9)
        .sendsToCanary(15)
        .hasPodShare(4, 22)
        .lasts(Duration.ZERO)
        .isReached()
        .keepsAvailable(10)
        .step(2)
        .keepsAvailable(11)
        .lasts(Duration.ofMinutes(10))
        .step(4)
        .hasReplicas(5, 5)
        .lastsUntilSomebodyActs()
        .promoted()
        .hasReplicas(0, 10);
    assertThat(plan)
        .abortAt(1)
        .endsWithReplicas(0, 10)
        .endsWithWeight(0)
        .comesBack()
        .neverExceedsPods(11)
        .and()
        .states()
        .extracting(PlannedState::weights)
        .extracting(Object::toString)
        .containsExactly("0/100", "15/85", "15/85", "50/50", "50/50", "0/100");
  }

  @Test
  void failurePrintsTheTableAndMarksTheRow(@PlanOf("halves.yaml") CanaryPlan plan) {
    assertFails(
        () -> assertThat(plan).step(3).hasReplicas(5, 6),
        "expected 5 canary and 6 stable pods at step 3 (setWeight: 50) but there is 5 and 5",
        "\n  | 1 setWeight: 15 ",
        "\n> | 3 setWeight: 50 ",
        "\n  | promoted ");
  }

  @Test
  void everyAssertionCanFail(@PlanOf("halves.yaml") CanaryPlan plan) {
    assertFails(() -> assertThat(plan).hasSteps(3), "expected 3 steps but there are 4");
    assertFails(
        () -> assertThat(plan).neverExceedsPods(10), "expected at most 10 pods but there are ");
    assertFails(
        () -> assertThat(plan).neverFallsBelowAvailable(11),
        "expected at least 11 available pods but there are 10 on the way to initial");
    assertFails(
        () -> assertThat(plan).takes(Duration.ofMinutes(10)),
        "expected the update to take PT10M but it takes until somebody acts");
    assertFails(() -> assertThat(plan).step(5), "there is no step 5 among 4");
    assertFails(() -> assertThat(plan).step(0), "there is no step 0 among 4");
    assertFails(() -> assertThat(plan).abortAt(5), "there is no abort at step 5");
    assertFails(
        () -> assertThat(plan).step(1).sendsToCanary(5),
        "expected weight 5 for the canary at step 1 (setWeight: 15) but there is 15");
    assertFails(
        () -> assertThat(plan).step(1).hasPodShare(15, 100),
        "expected 15 of 100 pods in the canary at step 1 (setWeight: 15) but there is 2 of 11");
    assertFails(() -> assertThat(plan).step(1).hasCanaryReplicas(1), "expected 1 canary pods");
    assertFails(() -> assertThat(plan).step(1).hasStableReplicas(8), "expected 8 stable pods");
    assertFails(
        () -> assertThat(plan).step(2).lasts(Duration.ofMinutes(1)), "to last 60 s", "600 s");
    assertFails(() -> assertThat(plan).step(2).lastsUntilSomebodyActs(), "600 s");
    assertFails(() -> assertThat(plan).step(4).lasts(Duration.ZERO), "is open");
    assertFails(
        () -> assertThat(plan).step(3).keepsAvailable(11),
        "expected at least 11 available pods at step 3 (setWeight: 50) but there is 10 on the way",
        "\n> | 3 setWeight: 50 ");
    assertFails(() -> assertThat(plan).step(1).isStuck(), "a standstill");
    assertFails(() -> assertThat(plan).step(1).isUnreachable(), "a state that never comes");
  }

  @Test
  void podsThatNeverComeUpAreNotAvailable(@PlanOf("halves.yaml") Manifests manifests) {
    PlannerOptions broken = PlannerOptions.DEFAULT.withReadiness(Readiness.NEVER);
    CanaryPlan plan =
        CanaryPlanner.plan(manifests, broken).rollouts().get(0).plan().value().orElseThrow();

    // one pod of surge is created and stays broken: canary.md 2.6
    assertThat(plan).step(1).isStuck().keepsAvailable(10);
    assertFails(
        () -> assertThat(plan).step(1).keepsAvailable(11),
        "expected at least 11 available pods at step 1 (setWeight: 15) but there is 10 on the way");
    assertFails(
        () -> assertThat(plan).step(2).keepsAvailable(0),
        "expected at least 0 available pods at step 2 (pause: 10m) but there is one that never");
  }

  @Test
  void abortSaysWhereItEnds(@PlanOf("halves.yaml") CanaryPlan plan) {
    assertFails(
        () -> assertThat(plan).abortAt(3).endsWithReplicas(1, 9),
        "expected the abort at step 3 to end with 1 canary and 9 stable pods but there is 0 and 10",
        "\n> | 3 setWeight: 50 ");
    assertFails(() -> assertThat(plan).abortAt(3).endsWithWeight(5), "to end at weight 5", " 0");
    assertFails(() -> assertThat(plan).abortAt(3).takes(Duration.ofSeconds(30)), "to take 30 s");
    assertFails(() -> assertThat(plan).abortAt(3).neverExceedsPods(9), "never more than 9 pods");
  }

  @Test
  void stateOutsideOfAPlanHasNoWayBack(@PlanOf("halves.yaml") CanaryPlan plan) {
    PlannedStateAssert alone = new PlannedStateAssert(plan.step(0));

    alone.hasReplicas(2, 9);
    assertThatIllegalStateException().isThrownBy(alone::and);
  }

  @Test
  void descriptionStandsBeforeTheFailure(@PlanOf("halves.yaml") CanaryPlan plan) {
    assertFails(() -> assertThat(plan).as("the shop").hasSteps(1), "[the shop] expected 1 steps");
  }

  @Test
  void softAssertionsReportEverything(@PlanOf("halves.yaml") CanaryPlan plan) {
    CanaryPlanSoftAssertions softly = new CanaryPlanSoftAssertions();
    softly.assertThat(plan).step(1).hasReplicas(1, 1).sendsToCanary(15).step(9).hasReplicas(0, 0);
    softly.assertThat(plan).neverExceedsPods(1).abortAt(7).comesBack();
    softly.assertThat("shop").isEqualTo("shop");

    assertThat(softly.assertionErrorsCollected()).hasSize(4);
    assertThat(softly.assertionErrorsCollected().get(0)).hasMessageContaining("1 canary and 1");
    assertThat(softly.assertionErrorsCollected().get(1)).hasMessageContaining("no step 9");
    assertThat(softly.assertionErrorsCollected().get(2)).hasMessageContaining("at most 1 pods");
    assertThat(softly.assertionErrorsCollected().get(3)).hasMessageContaining("step 7");
  }
}

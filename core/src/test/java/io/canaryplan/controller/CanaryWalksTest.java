// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static io.canaryplan.controller.Samples.CLOSEST;
import static io.canaryplan.controller.Samples.basic;
import static io.canaryplan.controller.Samples.hosts;
import static io.canaryplan.controller.Samples.plan;
import static io.canaryplan.controller.Samples.routed;
import static io.canaryplan.controller.Samples.sizes;
import static io.canaryplan.controller.Samples.subsets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Course;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.plan.Standstill;
import io.canaryplan.rollout.CanaryStrategy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** canary.md 3.6 (a third version) and 5.2 to 5.5; sizes are stable/canary/weight. */
class CanaryWalksTest {
  @Test
  void fullPromotionFollowsTheReadyPodsUnderDynamicStableScale() {
    // canary.md 5.4: three more canary pods ready in each pass
    PlanSettings slow = CLOSEST.withReadiness(Readiness.perPass(3));
    CanaryPlan plan = plan(10, hosts("20 pause 40").dynamicStableScale(true), slow);

    Course course = plan.promoteFull(plan.step(1));
    assertThat(routed(course.passes()))
        .containsExactly(
            "8/10/20", "8/10/50", "5/10/80", "2/10/100 promoted", "10/0/0(+2) service", "10/0/0");
    assertThat(course.routing().phase()).isEqualTo(Phase.PROMOTED);
    assertThat(course.stepIndex()).isEmpty();
    assertThat(course.standstill()).isEmpty();
  }

  /**
   * After a pause an abort goes as at the pause; after the update has been applied nothing is left.
   */
  @Test
  void anAbortRightAfterAState() {
    CanaryPlan plan = plan(10, hosts("20 pause 40"), CLOSEST);

    assertThat(plan.abortAfter(plan.step(1)).passes())
        .isEqualTo(plan.abortAt(plan.step(1)).passes());
    assertThat(plan.abortAfter(plan.states().get(0)).passes()).isEmpty();
    PlannedState promoted = plan.states().get(4);
    assertThatThrownBy(() -> plan.abortAfter(promoted))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no step comes after 'promoted");
  }

  @Test
  void fullPromotionFreezesTheWeightOtherwise() {
    CanaryPlan plan = plan(10, hosts("20 pause 40"), CLOSEST);

    assertThat(routed(plan.promoteFull(plan.states().get(2)).passes()))
        .containsExactly(
            "10/10/20 promoted", "10/0/0(+10) service", "10/0/0(+10) deadline", "10/0/0 after 30");
  }

  @Test
  void fullPromotionKeepsTheLimitsWithoutRouting() {
    CanaryPlan plan = plan(4, basic("25 50", 1, 0), CLOSEST);

    assertThat(sizes(plan.promoteFull(plan.states().get(1)).passes()))
        .containsExactly("2/3", "2/2", "3/2", "3/1", "4/1", "4/0", "0/4");
  }

  @Test
  void promotingAPauseGoesToTheNextStep() {
    CanaryPlan plan = plan(10, hosts("20 pause 40"), CLOSEST);

    Course course = plan.promote(plan.states().get(2));
    assertThat(course.passes()).isEqualTo(plan.states().get(3).passes());
    // the third step is the last, and complete
    assertThat(course.stepIndex()).isEmpty();
  }

  @Test
  void skippingTheLastStepPromotes() {
    CanaryPlan plan = plan(10, hosts("20 pause"), CLOSEST);

    Course course = plan.promote(plan.states().get(2));
    assertThat(course.passes()).isEqualTo(plan.states().get(3).passes());
    assertThat(course.stepIndex()).isEmpty();
    assertThat(course.seconds()).isEqualTo(30);
  }

  @Test
  void afterTheLastStepThereIsNoneToSkip() {
    // five passes are not enough, so that the update is still on its way at the end
    CanaryPlan plan = plan(100, basic("pause", 1, 0), CLOSEST.withMaxPasses(5));

    PlannedState end = plan.states().get(2);
    assertThat(plan.standstillAt(end)).isPresent();
    assertThat(plan.promote(end)).isEqualTo(plan.skipAllSteps(end));
  }

  @Test
  void skippingAllStepsPromotes() {
    CanaryPlan plan = plan(10, hosts("20 40 60"), CLOSEST);

    assertThat(routed(plan.skipAllSteps(plan.states().get(1)).passes()))
        .containsExactly(
            "10/10/60",
            "10/10/100 promoted",
            "10/0/0(+10) service",
            "10/0/0(+10) deadline",
            "10/0/0 after 30");
  }

  @Test
  void retryStartsAtTheFirstStep() {
    CanaryPlan plan = plan(10, hosts("20 60"), CLOSEST);

    Course course = plan.retry(plan.states().get(2));
    assertThat(routed(course.passes())).containsExactly("10/2/0", "10/2/20 done service");
    assertThat(course.stepIndex()).hasValue(1);
    assertThat(course.routing().canaryServiceHash()).isEqualTo("canary-hash");
  }

  @Test
  void retryFollowsWhatTheAbortHasWritten() {
    CanaryPlan plan = plan(10, hosts("20 60"), CLOSEST);
    PlannedState at60 = plan.states().get(2);

    // canary.md 5.1: at the end of an abort weight 0, and canaryService selects stable
    RoutingState aborted = plan.abortAt(at60).routing();
    assertThat(aborted.canaryWeight()).isEqualTo(0);
    assertThat(aborted.canaryServiceHash()).isEqualTo("stable-hash");
    assertThat(plan.retry(at60).routingChanges())
        .first()
        .isEqualTo(plan.abortAt(at60).routingChanges().get(0))
        .isEqualTo(aborted);
    assertThat(plan.retry(at60).routingChanges())
        .last()
        .extracting(RoutingState::canaryWeight)
        .isEqualTo(20);
  }

  /** canary.md 10.9: only all of it together divides by zero. */
  @Test
  void aFullPromotionOfNoReplicasCrashesTheController() {
    CanaryStrategy.Builder pinned = hosts("k=2 20").dynamicStableScale(true);
    CanaryPlan plan = plan(0, pinned, CLOSEST);
    assertThat(plan.promoteFull(plan.states().get(1)).standstill())
        .contains(new Standstill.ControllerPanics(2));
    CanaryPlan still = plan(0, hosts("k=2 20"), CLOSEST);
    assertThat(still.promoteFull(still.states().get(1)).standstill()).isEmpty();
    CanaryPlan some = plan(1, hosts("k=2 20").dynamicStableScale(true), CLOSEST);
    assertThat(some.promoteFull(some.states().get(1)).standstill()).isEmpty();
    CanaryPlan empty = plan(0, hosts("20").dynamicStableScale(true), CLOSEST);
    assertThat(empty.promoteFull(empty.states().get(1)).standstill()).isEmpty();
  }

  @Test
  void rollbackSendsTrafficHomeFirst() {
    CanaryPlan plan = plan(10, hosts("50"), CLOSEST);

    Course course = plan.rollbackToStable(plan.states().get(1));
    assertThat(routed(course.passes()))
        .containsExactly("10/0/0(+5) service", "10/0/0(+5) deadline", "10/0/0 after 30");
    assertThat(course.routing().phase()).isEqualTo(Phase.STEADY);
  }

  @Test
  void rollbackWaitsForStableUnderDynamicStableScale() {
    CanaryPlan plan = plan(10, hosts("50 pause").dynamicStableScale(true), CLOSEST);

    assertThat(routed(plan.rollbackToStable(plan.step(1)).passes()))
        .containsExactly("10/0/50(+5)", "10/0/0(+5) service", "10/0/0");
  }

  @Test
  void aThirdVersionTakesTheTrafficOnceItsServiceMoves() {
    CanaryPlan plan = plan(10, hosts("50"), CLOSEST);

    Course course = plan.newVersion(plan.states().get(1), "third");
    assertThat(routed(course.passes())).containsExactly("10/5/0(+5)", "10/5/50 done service");
    assertThat(course.routing().canaryServiceHash()).isEqualTo("third");
  }

  @Test
  void aThirdVersionReplacesTheSubsetAtOnce() {
    CanaryPlan plan = plan(10, subsets("50"), CLOSEST);

    assertThat(routed(plan.newVersion(plan.states().get(1), "third").passes()))
        .containsExactly("10/5/0(+5)", "10/5/50 done");
  }

  @Test
  void aThirdVersionWaitsForStableUnderDynamicStableScale() {
    CanaryPlan plan = plan(10, hosts("20 50 pause").dynamicStableScale(true), CLOSEST);

    // weight 50 stays with the second version until stable has the 8 pods that weight 20 leaves it
    assertThat(routed(plan.newVersion(plan.step(2), "third").passes()))
        .containsExactly("8/0/50(+5)", "8/2/50(+5)", "8/2/20(+5) done service");
  }

  @Test
  void aVersionWithoutCanaryPodsKeepsTheOneBefore() {
    // the canary Service still selects the second version, so its pods are never removed (3.8)
    CanaryPlan plan = plan(10, hosts("0 50"), CLOSEST);

    Course course = plan.newVersion(plan.states().get(2), "third");
    assertThat(routed(course.passes())).containsExactly("10/0/0(+5) done");
    assertThat(course.olderReplicaSets()).isEqualTo(5);
  }

  @Test
  void aReturnWithinTheWindowSkipsTheSteps() {
    CanaryPlan plan = plan(10, hosts("20 pause"), CLOSEST);
    PlannedState promoted = plan.states().get(3);

    Course course = plan.rollbackWithinWindow(promoted, "stable-hash");
    // one pass is spent at the first step, whose count is applied once (5.5)
    assertThat(routed(course.passes()))
        .containsExactly(
            "10/2/0",
            "10/10/20 service",
            "10/10/100 promoted",
            "10/0/0(+10) service",
            "10/0/0(+10) deadline",
            "10/0/0 after 30");
    assertThat(course.routing().stableServiceHash()).isEqualTo("stable-hash");
  }

  @Test
  void nothingHappensBeforeAndAfterTheUpdate() {
    CanaryPlan plan = plan(10, hosts("20"), CLOSEST);

    for (PlannedState state : List.of(plan.states().get(0), plan.states().get(2))) {
      assertThat(plan.promote(state).passes()).isEmpty();
      assertThat(plan.promoteFull(state).passes()).isEmpty();
      assertThat(plan.skipAllSteps(state).passes()).isEmpty();
      assertThat(plan.retry(state).passes()).isEmpty();
      assertThat(plan.rollbackToStable(state).passes()).isEmpty();
      assertThat(plan.rollbackToStable(state).replicas()).isEqualTo(state.replicas());
    }
  }
}

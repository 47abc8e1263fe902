// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static io.canaryplan.controller.Samples.CLOSEST;
import static io.canaryplan.controller.Samples.MAIN;
import static io.canaryplan.controller.Samples.hosts;
import static io.canaryplan.controller.Samples.plan;
import static io.canaryplan.controller.Samples.routed;
import static io.canaryplan.controller.Samples.subsets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.plan.Standstill.AbortStopsHalfway;
import io.canaryplan.plan.Standstill.AbortStopsHalfway.Cause;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.rollout.CanaryStrategy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Aborts with traffic routing: the table of canary.md 5.1.2 and the traces of 5.1.4. */
class AbortPassesTest {
  private static CanaryStrategy.Builder dynamic() {
    return hosts("20 40 60 pause 80").dynamicStableScale(true);
  }

  private static AbortPlan at60(CanaryStrategy.Builder strategy, PlanSettings settings) {
    CanaryPlan plan = plan(10, strategy, settings);
    PlannedState at60 = plan.step(3);
    assertThat(at60.replicas()).isEqualTo(new ReplicaCounts(6, 4));
    return plan.abortAt(at60);
  }

  @Test
  void goesBackInStepsUnderDynamicStableScale() {
    AbortPlan abort = at60(dynamic(), MAIN);

    assertThat(routed(abort.passes()))
        .containsExactly("6/6/60", "6/4/40", "8/4/40", "8/2/20", "10/2/20", "10/0/0 service");
    assertThat(abort.seconds()).isZero();
    assertThat(abort.standstill()).isEmpty();
  }

  @Test
  void aDelayOf0ChangesNothingUnderDynamicStableScale() {
    assertThat(at60(dynamic().abortScaleDownDelaySeconds(0), MAIN).passes())
        .isEqualTo(at60(dynamic(), MAIN).passes());
  }

  @Test
  void aDelayKeepsTheCanary() {
    AbortPlan abort = at60(dynamic().abortScaleDownDelaySeconds(30), MAIN);

    assertThat(routed(abort.passes()))
        .containsExactly(
            "6/6/60", "8/6/60", "10/6/20", "10/6/0 service deadline", "10/0/0 after 30");
    assertThat(abort.seconds()).isEqualTo(30);
  }

  @Test
  void aDelayStopsTheAbortHalfwayUpTo19() {
    AbortPlan abort = at60(dynamic().abortScaleDownDelaySeconds(30), CLOSEST);

    assertThat(routed(abort.passes())).containsExactly("6/6/60", "6/6/40");
    assertThat(abort.standstill())
        .contains(
            new AbortStopsHalfway(
                TrafficWeights.of(40, List.of(), 100), 6, Cause.SCALE_DOWN_DELAY));
    assertThat(abort.standstill().get().message())
        .isEqualTo(
            "the weight stays at 40/60 because abortScaleDownDelaySeconds keeps the canary at 6");
    assertThat(abort.replicas()).isEqualTo(new ReplicaCounts(6, 6));
    assertThat(abort.weights().canary()).isEqualTo(40);
  }

  @Test
  void moreCanaryPodsThanAnyStepNeedsStopTheAbort() {
    // 20 canary pods keep the goal at 60, the largest step below them (5.1.3), and so 4 stable pods
    CanaryPlan plan =
        plan(
            10,
            hosts("k=20 20 40 60").dynamicStableScale(true).abortScaleDownDelaySeconds(0),
            CLOSEST);

    assertThat(plan.aborts().get(3).standstill())
        .contains(
            new AbortStopsHalfway(
                TrafficWeights.of(60, List.of(), 100), 20, Cause.SET_CANARY_SCALE));
  }

  @Test
  void stableReturnsAtOnceUpTo18() {
    AbortPlan abort = at60(dynamic(), CLOSEST.withController(ControllerVersion.V1_8));

    // weight 100 - floor(100 * 4 / 10) while stable has 4 pods, 0 once it has 10
    assertThat(routed(abort.passes())).containsExactly("10/6/60", "10/0/0 service");
  }

  @Test
  void trafficLeavesAtOnceWithoutDynamicStableScale() {
    CanaryPlan plan = plan(10, hosts("20 60"), CLOSEST);
    AbortPlan abort = plan.abortAt(plan.states().get(2));

    assertThat(routed(abort.passes()))
        .containsExactly("10/6/0 service deadline", "10/0/0 after 30");
    assertThat(abort.fromStepIndex()).isEqualTo(1);
    assertThat(abort.seconds()).isEqualTo(30);
    assertThat(abort.routing().phase()).isEqualTo(Phase.ABORTED);
    assertThat(abort.routing().canaryServiceHash()).isEqualTo("stable-hash");
  }

  @Test
  void theWrittenDelayCounts() {
    CanaryPlan plan = plan(10, hosts("60").abortScaleDownDelaySeconds(900), CLOSEST);

    assertThat(routed(plan.aborts().get(0).passes()))
        .containsExactly("10/6/0 service deadline", "10/0/0 after 900");
  }

  @Test
  void aDelayBeyondTheResyncPeriodIsNoDelay() {
    CanaryPlan plan = plan(10, hosts("60").abortScaleDownDelaySeconds(901), CLOSEST);

    assertThat(routed(plan.aborts().get(0).passes()))
        .containsExactly("10/6/0 service deadline", "10/0/0");
    assertThat(plan.aborts().get(0).seconds()).isZero();
  }

  @Test
  void aDelayOf0RemovesTheCanaryAtOnce() {
    CanaryPlan plan = plan(10, hosts("60").abortScaleDownDelaySeconds(0), CLOSEST);

    assertThat(routed(plan.aborts().get(0).passes())).containsExactly("10/0/0 service");
  }

  @Test
  void aDelayOf0KeepsPodsPinnedInTheFirstStep() {
    CanaryPlan plan = plan(10, hosts("k=3 20 pause").abortScaleDownDelaySeconds(0), CLOSEST);
    AbortPlan abort = plan.aborts().get(2);

    assertThat(routed(abort.passes())).containsExactly("10/3/0 service");
    assertThat(abort.replicas()).isEqualTo(new ReplicaCounts(3, 10));
    assertThat(abort.standstill()).isEmpty();
  }

  @Test
  void podsPinnedLaterSurviveOnePass() {
    CanaryPlan plan = plan(10, hosts("20 k=3 pause").abortScaleDownDelaySeconds(0), CLOSEST);

    assertThat(routed(plan.aborts().get(2).passes())).containsExactly("10/3/0 service", "10/0/0");
  }

  @Test
  void nothingIsLeftToAbortWithoutACanary() {
    CanaryPlan plan = plan(10, hosts("pause 20"), CLOSEST);

    assertThat(plan.aborts().get(0).passes()).isEmpty();
    assertThat(plan.aborts().get(0).replicas()).isEqualTo(new ReplicaCounts(0, 10));
  }

  @Test
  void theCanarySubsetKeepsTheNewHash() {
    CanaryPlan plan = plan(10, subsets("20"), CLOSEST);

    RoutingState routing = plan.aborts().get(0).routing();
    assertThat(routing.canaryHash()).isEqualTo("canary-hash");
    assertThat(routing.stableHash()).isEqualTo("stable-hash");
    assertThat(routing.canaryWeight()).isZero();
  }

  @Test
  void onlyStepsCanBeAborted() {
    CanaryPlan plan = plan(10, hosts("20"), CLOSEST);

    assertThatThrownBy(() -> plan.abortAt(plan.states().get(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nothing can be aborted at 'initial 0/10 at 0/100'");
  }

  @Test
  void aStateOfAnotherPlanIsRefused() {
    CanaryPlan plan = plan(10, hosts("20"), CLOSEST);
    PlannedState other = plan(9, hosts("30"), CLOSEST).states().get(1);

    assertThatThrownBy(() -> plan.abortAt(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'setWeight: 30 3/9 at 30/70' is not a state of this plan");
  }
}

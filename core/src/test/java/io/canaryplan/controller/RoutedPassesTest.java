// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static io.canaryplan.controller.Samples.CLOSEST;
import static io.canaryplan.controller.Samples.MAIN;
import static io.canaryplan.controller.Samples.allPasses;
import static io.canaryplan.controller.Samples.hosts;
import static io.canaryplan.controller.Samples.plan;
import static io.canaryplan.controller.Samples.routed;
import static io.canaryplan.controller.Samples.subsets;
import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Course;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.Standstill;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.HeaderMatch;
import io.canaryplan.rollout.StringMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The traces of canary.md 3.3 and 3.6, row by row; sizes are stable/canary/weight. */
class RoutedPassesTest {
  @Test
  void replicasComeBeforeTheWeight() {
    CanaryPlan plan = plan(10, hosts("10 pause 50 pause"), CLOSEST);

    assertThat(routed(allPasses(plan)))
        .containsExactly(
            "10/1/0",
            "10/1/10 done service",
            "10/5/10",
            "10/5/50 done",
            "10/10/50",
            "10/10/100 promoted",
            "10/0/0(+10) service",
            "10/0/0(+10) deadline",
            "10/0/0 after 30");
  }

  @Test
  void stableShrinksOnePassAfterTheWeight() {
    CanaryPlan plan = plan(10, hosts("10 pause 50 pause").dynamicStableScale(true), CLOSEST);

    assertThat(routed(allPasses(plan)))
        .containsExactly(
            "10/1/0",
            "10/1/10 done service",
            "9/1/10",
            "9/5/10",
            "9/5/50 done",
            "5/5/50",
            "5/10/50",
            "5/10/100 promoted",
            "10/0/0(+5) service",
            "10/0/0");
    // what follows the completed step belongs to the next one
    assertThat(plan.states().get(1).passes()).hasSize(2);
  }

  @Test
  void aFallingWeightCutsThePodsFirst() {
    CanaryPlan plan = plan(10, hosts("80 20"), CLOSEST);

    assertThat(routed(plan.states().get(2).passes())).containsExactly("10/2/80", "10/2/20 done");
  }

  @Test
  void theWeightWaitsForStableLongAfterTheStep() {
    PlanSettings slow = CLOSEST.withReadiness(Readiness.perPass(1));
    CanaryPlan plan = plan(10, hosts("80 pause 20").dynamicStableScale(true), slow);

    // a pod of the ten that weight 80 leaves without traffic goes while the pause is current
    assertThat(routed(plan.states().get(2).passes())).containsExactly("2/8/80");
    assertThat(routed(plan.states().get(3).passes())).containsExactly("8/8/80", "8/2/80 done");
  }

  @Test
  void minPodsBoundBothSides() {
    CanaryPlan plan =
        plan(10, hosts("10 95").dynamicStableScale(true).minPodsPerReplicaSet(3), CLOSEST);

    assertThat(routed(plan.states().get(1).passes()))
        .containsExactly("10/3/0", "10/3/10 done service");
    assertThat(routed(plan.states().get(2).passes()))
        .containsExactly("9/3/10", "9/10/10", "9/10/95 done");
  }

  @Test
  void pinnedPodsHoldStable() {
    CanaryPlan plan = plan(10, hosts("k=3 10 v=50 40 match").dynamicStableScale(true), CLOSEST);

    List<List<String>> rows = new ArrayList<>();
    plan.states().forEach(state -> rows.add(routed(state.passes())));
    assertThat(rows.get(1)).containsExactly("10/3/0", "10/3/0 done service");
    assertThat(rows.get(2)).containsExactly("10/3/10 done");
    assertThat(rows.get(3)).containsExactly("9/3/10", "9/5/10 done");
    assertThat(rows.get(4)).containsExactly("9/5/40 done");
    assertThat(rows.get(5)).containsExactly("6/5/40", "6/4/40 done");
  }

  @Test
  void aPauseAtTheStartHasNoCanary() {
    CanaryPlan plan = plan(10, hosts("pause 0 100 pause"), CLOSEST);

    assertThat(plan.states().get(1).passes()).isEmpty();
    assertThat(plan.states().get(2).passes()).isEmpty();
    assertThat(routed(plan.states().get(3).passes()))
        .containsExactly("10/10/0", "10/10/100 done service");
    assertThat(routed(plan.states().get(5).passes()))
        .startsWith("10/10/100 promoted", "10/0/0(+10) service");
  }

  @Test
  void weight100EmptiesStableBeforeThePromotion() {
    CanaryPlan plan = plan(10, hosts("100 pause").dynamicStableScale(true), CLOSEST);

    assertThat(routed(plan.states().get(1).passes()))
        .containsExactly("10/10/0", "10/10/100 done service");
    assertThat(routed(plan.step(1).passes())).containsExactly("0/10/100");
    assertThat(routed(plan.states().get(3).passes()))
        .containsExactly("0/10/100 promoted", "10/0/0 service");
  }

  @Test
  void withoutStepsTheWeightNeverMoves() {
    CanaryPlan plan = plan(10, hosts(""), CLOSEST);

    assertThat(routed(allPasses(plan)))
        .containsExactly(
            "10/10/0",
            "10/10/0 promoted service",
            "10/0/0(+10) service",
            "10/0/0(+10) deadline",
            "10/0/0 after 30");
  }

  @Test
  void subsetsMoveBeforeThereArePods() {
    CanaryPlan plan = plan(2, subsets("5 pause"), CLOSEST);

    List<Pass> passes = plan.states().get(1).passes();
    assertThat(routed(passes)).containsExactly("2/1/0", "2/1/5 done");
    assertThat(passes.get(0).events())
        .containsExactly(PassEvent.SCALED_CANARY, PassEvent.SUBSET_HASH_MOVED);
    assertThat(passes.get(1).events())
        .containsExactly(PassEvent.WEIGHT_WRITTEN, PassEvent.STEP_COMPLETED);
    assertThat(plan.states().get(2).passes()).isEmpty();
  }

  @Test
  void headerRoutesComeAndGo() {
    HeaderMatch match = new HeaderMatch("beta", StringMatch.ofExact("1"));
    CanaryStep.ManagedRoute route = new CanaryStep.SetHeaderRoute("beta", List.of(match));
    CanaryPlan plan = plan(10, hosts("").steps(new CanaryStep.SetWeight(10), route), MAIN);

    assertThat(plan.states().get(2).passes())
        .singleElement()
        .satisfies(
            pass ->
                assertThat(pass.events())
                    .containsExactly(PassEvent.ROUTES_WRITTEN, PassEvent.STEP_COMPLETED));
    assertThat(allPasses(plan).stream().filter(p -> p.has(PassEvent.ROUTES_REMOVED))).hasSize(1);
    // the step is over when the abort begins
    List<Pass> back = plan.aborts().get(1).passes();
    assertThat(routed(back)).containsExactly("10/1/0 service deadline", "10/0/0 after 30");
    assertThat(back.get(0).has(PassEvent.ROUTES_REMOVED)).isTrue();
    assertThat(plan.aborts().get(1).routing().managedRoutes()).isEmpty();
  }

  @Test
  void aHeaderRouteWithoutPodsIsWipedInTheNextPass() {
    HeaderMatch match = new HeaderMatch("beta", StringMatch.ofExact("1"));
    CanaryStep.ManagedRoute route = new CanaryStep.SetHeaderRoute("beta", List.of(match));
    CanaryPlan plan = plan(10, hosts("").steps(route, CanaryStep.Pause.untilResumed()), MAIN);

    // istio.md 1.12: wiped in the next pass; an abort goes back to this step, which makes it again
    assertThat(plan.states().get(1).passes().get(0).has(PassEvent.ROUTES_WRITTEN)).isTrue();
    assertThat(plan.states().get(2).passes().get(0).has(PassEvent.ROUTES_REMOVED)).isTrue();
    assertThat(plan.aborts().get(1).routing().managedRoutes()).containsExactly(route);
  }

  @Test
  void theGateStaysShutWhenPinnedPodsStarveStable() {
    // v=100 wants stable at max(0, recorded 20 %) = 2, but weight 20 needs 8
    CanaryPlan plan = plan(10, hosts("v=100 80 pause 20 pause").dynamicStableScale(true), CLOSEST);

    Optional<Standstill> standstill = plan.standstillAt(plan.step(4));
    assertThat(standstill).containsInstanceOf(Standstill.WeightNeverWritten.class);
    assertThat(standstill)
        .map(Standstill::message)
        .contains(
            "the weight stays at 80/20 because 2 stable pods cannot carry the 80 of 100 that 20/80"
                + " leaves to them");
    // it has pods, and 80 of the traffic
    assertThat(plan.step(3).reasons()).noneMatch(reason -> reason.startsWith("traffic: "));
  }

  /** canary.md 3.2, row D: no weight without an available pod. */
  @Test
  void aCanaryWithoutAvailablePodsGetsNoWeight() {
    PlanSettings broken = CLOSEST.withReadiness(Readiness.NEVER);
    CanaryPlan plan = plan(10, hosts("20 pause"), broken);

    assertThat(plan.step(0)).asString().startsWith("setWeight: 20 2/10 at 0/100");
    assertThat(plan.step(0).reasons())
        .contains("traffic: canary 0 instead of 20, since none of its pods is available");
  }

  @Test
  void aDelayOf0KeepsTheOldPodsForEver() {
    CanaryPlan plan = plan(10, hosts("10").scaleDownDelaySeconds(0), CLOSEST);

    PlannedState promoted = plan.states().get(2);
    assertThat(routed(promoted.passes()))
        .containsExactly("10/10/10", "10/10/100 promoted", "10/0/0(+10) service");
    assertThat(plan.standstillAt(promoted)).contains(new Standstill.OlderPodsStay(10, true));
  }

  @Test
  void noOldVersionLingersWithARevisionLimitOf0() {
    CanaryPlan plan = plan(10, hosts("10").scaleDownDelayRevisionLimit(0), CLOSEST);

    assertThat(routed(plan.states().get(2).passes()))
        .containsExactly("10/10/10", "10/10/100 promoted", "10/0/0(+10) service", "10/0/0");
  }

  @Test
  void theFirstDeployIsStableAtOnce() {
    Course course = plan(10, hosts("10"), CLOSEST).initialDeploy();

    // a Service that no Rollout has written waits for all pods
    assertThat(routed(course.passes())).containsExactly("10/0/0", "10/0/0 service");
    assertThat(course.standstill()).isEmpty();
  }
}

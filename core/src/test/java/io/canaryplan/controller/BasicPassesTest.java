// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static io.canaryplan.controller.Samples.CLOSEST;
import static io.canaryplan.controller.Samples.allPasses;
import static io.canaryplan.controller.Samples.basic;
import static io.canaryplan.controller.Samples.hosts;
import static io.canaryplan.controller.Samples.plan;
import static io.canaryplan.controller.Samples.sizes;
import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Course;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.rollout.ReplicaProgressThreshold;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The traces of canary.md 2.7, row by row; sizes are canary/stable. */
class BasicPassesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "stable shrinks before the first canary exists, 10, 20, 3, 2, 0/8 2/8",
    "one up and one down without unavailable pods, 10, 20 60, 1, 0, "
        + "1/10 1/9 2/9 2/8 3/8 3/7 4/7 4/6 5/6 5/5 6/5 6/4",
    "one down and one up without surge, 10, 20, 0, 1, 0/9 1/9 1/8 2/8",
    "three pods in thirds, 3, 33 66, 1, 0, 1/3 1/2 2/2 2/1",
    "one pod and half the weight, 1, 50, 1, 0, 1/1",
    "one pod without surge has an outage at 50, 1, 49 50, 0, 1, 0/1 0/0 1/0",
    "the hole drains the canary, 10, 90 95, 0, 1, "
        + "0/9 1/9 1/8 2/8 2/7 3/7 3/6 4/6 4/5 5/5 5/4 6/4 6/3 7/3 7/2 8/2 8/1 9/1 "
        + "8/1 8/2 7/2 7/3 6/3 6/4 5/4 5/5 4/5 4/6 3/6 3/7 2/7 2/8 1/8 1/9 0/9 0/10",
    "weight 0 changes nothing, 4, 0 0, 1, 0, ''",
    "weight 100 drains stable before the step completes, 2, 100, 1, 0, 1/2 1/1 2/1 2/0",
    "no pods at all show the weight, 0, 50, 1, 0, 0/0",
  })
  void walksTheSteps(
      String reason, int replicas, String steps, int surge, int unavailable, String rows) {
    CanaryPlan plan = plan(replicas, basic(steps, surge, unavailable), CLOSEST);

    List<Pass> passes = allPasses(plan);
    List<Pass> ofSteps = passes.subList(0, passes.size() - last(plan).passes().size());
    assertThat(sizes(ofSteps)).as(reason).isEqualTo(split(rows));
    assertThat(plan.states()).allSatisfy(s -> assertThat(plan.standstillAt(s)).isEmpty());
  }

  private static List<String> split(String rows) {
    return rows.isEmpty() ? List.of() : List.of(rows.split(" "));
  }

  private static PlannedState last(CanaryPlan plan) {
    return plan.states().get(plan.states().size() - 1);
  }

  @Test
  void promotesInThePassThatRemovesTheLastStablePod() {
    CanaryPlan plan = plan(3, basic("33 66", 1, 0), CLOSEST);

    List<Pass> passes = last(plan).passes();
    assertThat(sizes(passes)).containsExactly("3/1", "3/0", "0/3");
    assertThat(passes.get(1).events()).containsExactly(PassEvent.SCALED_STABLE, PassEvent.PROMOTED);
    assertThat(passes).extracting(Pass::canaryWeight).containsExactly(100, 100, 0);
  }

  /** An unreadable limit makes both 0 (canary.md 1.3): 10 + 0 pods, a floor of 10, no room. */
  @Test
  void saysThatNothingMovesWithoutSurgeAndUnavailable() {
    CanaryPlan plan = plan(10, basic("20", 1, 0).maxSurge(IntOrPercent.ofText("five")), CLOSEST);

    // none is what the step can get, so that it is complete (canary.md 2.8)
    assertThat(plan.step(0).reached()).isTrue();
    assertThat(plan.step(0).replicas()).isEqualTo(new ReplicaCounts(0, 10));
    PlannedState promoted = plan.states().get(2);
    assertThat(promoted.reached()).isFalse();
    assertThat(promoted.standstill().orElseThrow().message())
        .isEqualTo(
            "the pods stay at \"0 canary + 10 stable\" instead of 10 + 0 because maxSurge and"
                + " maxUnavailable are both 0");
  }

  @Test
  void rollsThroughWithoutSteps() {
    CanaryPlan plan = plan(4, basic("", 1, 0), CLOSEST);

    assertThat(sizes(last(plan).passes()))
        .containsExactly("1/4", "1/3", "2/3", "2/2", "3/2", "3/1", "4/1", "4/0", "0/4");
  }

  @Test
  void tellsPromotionWithThePassItWaitsFor() {
    CanaryPlan plan = plan(1, basic("50", 0, 1), CLOSEST);

    // 1/0 is there after the step already; only the weight asked for and the status change
    assertThat(sizes(last(plan).passes())).containsExactly("1/0", "0/1");
    assertThat(last(plan).passes().get(0).has(PassEvent.PROMOTED)).isTrue();
  }

  @Test
  void promotesOnItsOwnAfterAStepThatLeftNothingToDo() {
    CanaryPlan plan = plan(2, basic("100", 1, 0), CLOSEST);

    List<Pass> passes = last(plan).passes();
    assertThat(sizes(passes)).containsExactly("2/0", "0/2");
    assertThat(passes.get(0).events()).containsExactly(PassEvent.PROMOTED);
  }

  @Test
  void oldPodsGoAfterAnEarlyPromotion() {
    // 2 of 4 available pods are enough (2.8, 3.7): promoted at 2/3, the rest by 2.9 and 2.7
    CanaryPlan plan =
        plan(
            4,
            basic("", 1, 0).replicaProgressThreshold(new ReplicaProgressThreshold("Pods", 2)),
            CLOSEST);

    assertThat(sizes(last(plan).passes()))
        .containsExactly("1/4", "1/3", "2/3", "2/2", "0/3(+2)", "0/3(+1)", "0/4(+1)", "0/4");
  }

  @Test
  void abortsWithinTheLimits() {
    CanaryPlan plan = plan(4, basic("50", 1, 0), CLOSEST);

    AbortPlan abort = plan.abortAt(plan.states().get(1));
    assertThat(plan.states().get(1).replicas()).isEqualTo(new ReplicaCounts(2, 2));
    assertThat(sizes(abort.passes())).containsExactly("2/3", "1/3", "1/4", "0/4");
    assertThat(abort.replicas()).isEqualTo(new ReplicaCounts(0, 4));
    assertThat(abort.passes()).extracting(Pass::canaryWeight).containsOnly(0);
    assertThat(abort.standstill()).isEmpty();
  }

  @Test
  void rollsBackToStable() {
    CanaryPlan plan = plan(5, basic("60", 1, 0), CLOSEST);

    Course course = plan.rollbackToStable(plan.states().get(1));
    assertThat(plan.states().get(1).replicas()).isEqualTo(new ReplicaCounts(3, 2));
    assertThat(sizes(course.passes()))
        .containsExactly("0/3(+3)", "0/3(+2)", "0/4(+2)", "0/4(+1)", "0/5(+1)", "0/5");
  }

  @Test
  void replacesTheVersionOnItsWay() {
    CanaryPlan plan = plan(5, basic("40", 1, 0), CLOSEST);

    Course course = plan.newVersion(plan.states().get(1), "third");
    assertThat(plan.states().get(1).replicas()).isEqualTo(new ReplicaCounts(2, 3));
    assertThat(sizes(course.passes())).containsExactly("1/3(+2)", "1/3(+1)", "2/3(+1)", "2/3");
    assertThat(course.stepIndex()).isEmpty();
    assertThat(course.standstill()).isEmpty();
  }

  @Test
  void deploysTheFirstVersionAtOnce() {
    Course course = plan(5, basic("20", 1, 0), CLOSEST).initialDeploy();

    assertThat(sizes(course.passes())).containsExactly("0/5");
  }

  @Test
  void ceilingMayAddOnePodToTheSurge() {
    // target of 15 % of 10 is 2/9, cap 10 + 0 + 1 (section 9)
    CanaryPlan plan = plan(10, basic("15", 0, 1), PlanSettings.DEFAULT);

    assertThat(sizes(plan.states().get(1).passes())).containsExactly("0/9", "2/9");
  }

  @Test
  void completesAFallingStepBeforeItsTarget() {
    // canary.md 2.8: 80 to 20 with one stable pod ready per pass: declared complete at 4/2
    PlanSettings slow = CLOSEST.withReadiness(Readiness.perPass(1));
    CanaryPlan plan = plan(5, basic("80 20", 1, 0), slow);

    assertThat(plan.states().get(1).replicas()).isEqualTo(new ReplicaCounts(4, 1));
    assertThat(sizes(plan.states().get(2).passes()))
        .containsExactly("4/2", "3/2", "3/3", "2/3", "2/4", "1/4");
  }

  @Test
  void aRouterIgnoresTheLimits() {
    CanaryPlan plan =
        plan(10, hosts("20").maxSurge(io.canaryplan.kubernetes.IntOrPercent.of(1)), CLOSEST);

    assertThat(sizes(plan.states().get(1).passes())).containsExactly("2/10", "2/10");
  }
}

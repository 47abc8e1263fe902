// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.controller.RandomRollouts.Drawn;
import io.canaryplan.controller.SlowRollout.Trace;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Course;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PlannedState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every path of 100 000 random rollouts, planned and walked by the {@link SlowController}. */
class SlowControllerTest {
  private static final int ROLLOUTS = Integer.getInteger("canaryplan.rollouts", 100_000);

  @Test
  void walksAsPlanned() {
    RandomRollouts rollouts = new RandomRollouts(20_260_817);
    for (int i = 0; i < ROLLOUTS; i++) {
      Drawn drawn = rollouts.next();
      CanaryPlan plan = CanaryController.plan(drawn.rollout(), drawn.settings());
      int chosen = rollouts.below(plan.states().size());
      SlowRollout slow = new SlowController(drawn.config());
      slow.newVersion(2);
      for (int state = 1; state < plan.states().size(); state++) {
        PlannedState planned = plan.states().get(state);
        if (!planned.reachable()) {
          break;
        }
        goOn(slow, state - 1);
        List<Long> before = row(before(plan, state));
        compare(
            drawn,
            "state " + state,
            slow.run(drawn.ready(), 10_000, state - 1),
            before,
            planned.passes());
        if (state == chosen) {
          interventions(drawn, plan, state, slow);
        }
        if (planned.stepIndex().isPresent()) {
          SlowRollout back = slow.copy();
          back.abort = true;
          AbortPlan abort = plan.abortAt(planned);
          Trace trace = back.run(drawn.ready(), 10_000);
          compare(drawn, "abort " + state, trace, row(here(plan, state)), abort.passes());
          if (abort.seconds() != trace.seconds()) {
            assertThat(abort.seconds()).as(drawn.toString()).isEqualTo(trace.seconds());
          }
        }
      }
    }
  }

  // what the step before has waited for comes: an experiment is over, a pause is promoted
  private static void goOn(SlowRollout slow, int step) {
    if (slow.idx < step && slow.experiment == 1) {
      slow.experiment = 2;
    } else if (slow.idx < step) {
      slow.idx = step;
      slow.experiment = 0;
    }
  }

  private static void interventions(Drawn drawn, CanaryPlan plan, int state, SlowRollout slow) {
    PlannedState planned = plan.states().get(state);
    List<Long> here = row(here(plan, state));
    SlowRollout third = slow.copy();
    third.newVersion(3);
    compareEnd(
        drawn,
        "third " + state,
        third.run(drawn.ready(), 10_000, 0),
        plan.newVersion(planned, "x"));
    if (!slow.two()) {
      return;
    }
    SlowRollout full = slow.copy();
    full.full = true;
    Trace trace = full.run(drawn.ready(), 10_000);
    compare(drawn, "full " + state, trace, here, plan.promoteFull(planned).passes());
    SlowRollout home = slow.copy();
    home.rollback();
    compareEnd(
        drawn, "home " + state, home.run(drawn.ready(), 10_000), plan.rollbackToStable(planned));
    SlowRollout skip = slow.copy();
    skip.idx = drawn.config().steps.size();
    skip.experiment = 0;
    trace = skip.run(drawn.ready(), 10_000);
    compare(drawn, "skip " + state, trace, here, plan.skipAllSteps(planned).passes());
  }

  private static Pass before(CanaryPlan plan, int state) {
    return here(plan, state - 1);
  }

  // the numbers a state really ends at: its last pass, or those of the state before
  private static Pass here(CanaryPlan plan, int state) {
    for (int i = state; i > 0; i--) {
      List<Pass> passes = plan.states().get(i).passes();
      if (!passes.isEmpty()) {
        return passes.get(passes.size() - 1);
      }
    }
    PlannedState initial = plan.states().get(0);
    return new Pass(
        0,
        initial.replicas().stable(),
        0,
        initial.weights(),
        0,
        java.util.OptionalLong.empty(),
        0,
        List.of());
  }

  private static List<Long> row(Pass pass) {
    return List.of(
        (long) pass.canary(),
        (long) pass.stable(),
        pass.olderReplicaSets(),
        (long) pass.weights().canary(),
        (long) pass.weights().stable());
  }

  private static List<List<Long>> rows(List<Long> before, List<Pass> passes) {
    List<List<Long>> rows = new ArrayList<>();
    List<Long> last = before;
    for (Pass pass : passes) {
      List<Long> row = row(pass);
      if (!row.equals(last)) {
        rows.add(row);
      }
      last = row;
    }
    return rows;
  }

  private static void compare(
      Drawn drawn, String path, Trace trace, List<Long> before, List<Pass> passes) {
    List<List<Long>> planned = settled(rows(before, passes));
    List<List<Long>> walked = settled(trace.rows());
    if (!planned.equals(walked)) {
      assertThat(planned).as(path + " of " + drawn).isEqualTo(walked);
    }
  }

  // between the promotion and the next write the weight still belongs to the version that is now
  // stable; the planner shows such a pass only if it changes something else
  private static List<List<Long>> settled(List<List<Long>> rows) {
    return rows.stream().filter(row -> row.get(0) > 0 || row.get(3) == 0).toList();
  }

  private static void compareEnd(Drawn drawn, String path, Trace trace, Course course) {
    List<List<Long>> rows = rows(List.of(), course.passes());
    int extra = rows.size() - trace.rows().size();
    // the first row may repeat what was there before under other names
    List<List<Long>> tail = extra == 1 ? rows.subList(1, rows.size()) : rows;
    if (!tail.equals(trace.rows())) {
      assertThat(rows).as(path + " of " + drawn).isEqualTo(trace.rows());
    }
    if (course.seconds() != trace.seconds()) {
      assertThat(course.seconds()).as(path + " of " + drawn).isEqualTo(trace.seconds());
    }
  }
}

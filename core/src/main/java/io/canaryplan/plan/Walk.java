// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.ControllerRules.Reconciled;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Runs passes from a state until nothing changes any more, and notes those that people see. */
final class Walk {
  private final ControllerRules rules;
  private final Readiness readiness;
  private final List<Pass> passes = new ArrayList<>();
  private ControllerState state;
  private Pass shown;
  private long waiting;
  private long waited;
  private boolean ended;

  private Walk(ControllerRules rules, ControllerState start, Readiness readiness) {
    this.rules = rules;
    this.readiness = readiness;
    state = start;
    shown = PassReport.of(rules, new Reconciled(start, start, start), 0);
  }

  /**
   * A walk that is over.
   *
   * @param end the state at its end
   * @param passes what people see of it
   * @param seconds seconds of all delays on the way
   * @param steps passes run, seen or not
   * @param ended whether nothing changes any more; else there were more passes than the limit
   */
  record Walked(ControllerState end, List<Pass> passes, long seconds, long steps, boolean ended) {
    static Walked none(ControllerState state) {
      return new Walked(state, ImmutableList.of(), 0, 0, true);
    }

    ReplicaCounts replicas() {
      return new ReplicaCounts(
          end.isUpdating() ? end.fresh().desired() : 0, end.stable().desired());
    }

    int older() {
      return PassReport.older(end);
    }

    TrafficWeights weights() {
      return end.weights().shown();
    }
  }

  static Walked from(ControllerRules rules, ControllerState start, PlanSettings settings) {
    Walk walk = new Walk(rules, start, settings.readiness());
    long steps = 0;
    while (steps < settings.maxPasses() && !walk.ended) {
      walk.advance();
      steps++;
    }
    return new Walked(walk.state, PassList.copyOf(walk.passes), walk.waited, steps, walk.ended);
  }

  private void advance() {
    Reconciled done = rules.pass(state);
    note(done);
    ControllerState next = done.after().readyAs(readiness);
    if (next.equals(state)) {
      waitOrEnd();
    } else {
      state = next;
    }
  }

  private void note(Reconciled done) {
    if (done.after().equals(done.before())) {
      return;
    }
    Pass pass = PassReport.of(rules, done, waiting);
    if (PassReport.showSame(pass, shown) && isQuiet(pass.events()) && isTold(pass)) {
      return;
    }
    passes.add(pass);
    shown = pass;
    waiting = 0;
  }

  private static boolean isQuiet(List<PassEvent> events) {
    for (PassEvent event : events) {
      if (event != PassEvent.STEP_COMPLETED && event != PassEvent.PROMOTED) {
        return false;
      }
    }
    return true;
  }

  // a pass in which only a condition comes true is told with the pass that made it come true;
  // a promotion out of the blue gets its own
  private boolean isTold(Pass pass) {
    if (passes.isEmpty()) {
      return !pass.has(PassEvent.PROMOTED);
    }
    int last = passes.size() - 1;
    Pass before = passes.get(last);
    ImmutableList.Builder<PassEvent> events = ImmutableList.builder();
    passes.set(
        last, before.withEvents(events.addAll(before.events()).addAll(pass.events()).build()));
    return true;
  }

  private void waitOrEnd() {
    OptionalLong deadline = nextDeadline();
    if (deadline.isEmpty()) {
      ended = true;
      return;
    }
    waiting += deadline.getAsLong() - state.now();
    waited += deadline.getAsLong() - state.now();
    state = state.at(deadline.getAsLong());
  }

  private OptionalLong nextDeadline() {
    long next = pending(state.fresh());
    for (VersionPods set : state.older()) {
      next = Math.min(next, pending(set));
    }
    return next == VersionPods.NO_DEADLINE ? OptionalLong.empty() : OptionalLong.of(next);
  }

  private long pending(VersionPods set) {
    return set.desired() > 0 && set.deadline() > state.now()
        ? set.deadline()
        : VersionPods.NO_DEADLINE;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs passes from a state until nothing changes any more, and notes those that people see. */
final class Walk {
  private final ControllerRules rules;
  private final PlanSettings settings;
  private final PassList.Builder passes = new PassList.Builder();
  private final Footprints footprints = new Footprints();
  private ControllerState state;
  private Pass shown;
  private long waiting;
  private long waited;
  private boolean ended;

  private Walk(ControllerRules rules, ControllerState start, PlanSettings settings) {
    this.rules = rules;
    this.settings = settings;
    state = start;
    shown = start.seen(0, ImmutableList.of());
  }

  /**
   * A walk that is over.
   *
   * @param end the state at its end
   * @param passes what people see of it
   * @param seconds seconds of all delays on the way
   * @param steps passes worked out, seen or not
   * @param ended whether nothing changes any more; else there were more passes than the limit
   */
  record Walked(ControllerState end, List<Pass> passes, long seconds, long steps, boolean ended) {
    static Walked none(ControllerState state) {
      return new Walked(state, ImmutableList.of(), 0, 0, true);
    }

    ReplicaCounts replicas() {
      return end.replicas();
    }

    int older() {
      return end.olderDesired();
    }

    TrafficWeights weights() {
      return end.weights().shown();
    }
  }

  static Walked from(ControllerRules rules, ControllerState start, PlanSettings settings) {
    Walk walk = new Walk(rules, start, settings);
    long steps = 0;
    while (steps < settings.maxPasses() && !walk.ended) {
      walk.advance();
      walk.leap();
      steps++;
    }
    return new Walked(walk.state, walk.passes.build(), walk.waited, steps, walk.ended);
  }

  private void advance() {
    ControllerPass done = ControllerPass.of(rules, state);
    Optional<Pass> seen = note(done);
    ControllerState next = done.after().readyAs(settings.readiness());
    if (next.equals(state)) {
      waitOrEnd();
    } else {
      footprints.add(state, seen);
      state = next;
    }
  }

  private Optional<Pass> note(ControllerPass done) {
    if (done.after().equals(done.before())) {
      return Optional.empty();
    }
    Pass pass = done.scaled().seen(waiting, PassEvents.of(done));
    if (pass.showsSame(shown) && isQuiet(pass.events()) && isTold(pass)) {
      return Optional.empty();
    }
    passes.add(pass);
    shown = pass;
    waiting = 0;
    return Optional.of(pass);
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
    if (!pass.events().isEmpty()) {
      passes.addToLast(pass.events());
    }
    return true;
  }

  // many pods with small limits: what goes on evenly is not worked out pass by pass
  private void leap() {
    Optional<Footprints.Trail> trail = footprints.trail(state);
    if (trail.isEmpty()) {
      return;
    }
    long times = trail.get().length(rules, settings.readiness());
    if (times >= Footprints.WORTH_IT) {
      shown = trail.get().repeat(passes, times, settings.maxPasses()).orElse(shown);
      state = trail.get().after(times);
    }
    footprints.clear();
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
    footprints.clear();
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

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.controller.Trail.Footprint;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.PassList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Passes from a state until nothing changes any more, of which those that people see are noted. */
final class Walk {
  private final ControllerRules rules;
  private final PassList.Builder passes = new PassList.Builder();
  private final List<Footprint> footprints = new ArrayList<>();
  private final List<ControllerState> routingChanges = new ArrayList<>();
  private ControllerState state;
  private Pass shown;
  private long steps;
  private long waiting;
  private long waited;
  private boolean ended;

  private Walk(ControllerRules rules, ControllerState start) {
    this.rules = rules;
    state = start;
    shown = start.seen(0, ImmutableList.of());
  }

  /** Returns a walk that is over before it begins. */
  static Walk none(ControllerRules rules, ControllerState state) {
    Walk walk = new Walk(rules, state);
    walk.ended = true;
    return walk;
  }

  static Walk from(ControllerRules rules, ControllerState start) {
    Walk walk = new Walk(rules, start);
    while (walk.steps < rules.settings().maxPasses() && !walk.ended) {
      walk.advance();
      walk.leap();
      walk.steps++;
    }
    return walk;
  }

  /** Returns the walks to the settled states of a plan, in their order. */
  static ImmutableList<Walk> alongSteps(ControllerRules rules) {
    ControllerState state = ControllerState.steady(rules);
    ImmutableList.Builder<Walk> walks = ImmutableList.builder();
    walks.add(none(rules, state));
    state = state.updated(VersionPods.CANARY);
    for (int i = 0; i <= rules.steps().size(); i++) {
      Walk walk = from(rules, state.withProgress(Progress.at(i)));
      walks.add(walk);
      state = walk.state;
    }
    return walks.build();
  }

  /** Returns the state at the end. */
  ControllerState end() {
    return state;
  }

  /** Returns what people see. */
  List<Pass> passes() {
    return passes.build();
  }

  /** Returns the states before and after each pass in which header or mirror routes changed. */
  List<ControllerState> routingChanges() {
    return routingChanges;
  }

  /** Returns the seconds of all delays on the way. */
  long seconds() {
    return waited;
  }

  /** Returns the number of passes worked out, seen or not. */
  long steps() {
    return steps;
  }

  /** Returns whether nothing changes any more; else there were more passes than the limit. */
  boolean ended() {
    return ended;
  }

  private void advance() {
    ControllerPass done = ControllerPass.of(rules, state);
    Optional<Pass> seen = note(done);
    ControllerState next = done.after().readyAs(rules.settings().readiness());
    if (next.equals(state)) {
      waitOrEnd();
    } else {
      remember(new Footprint(state, seen));
      if (!next.wiring().routes().equals(state.wiring().routes())) {
        routingChanges.add(state);
        routingChanges.add(next);
      }
      state = next;
    }
  }

  private void remember(Footprint print) {
    if (footprints.size() >= 2 * Trail.MEMORY) {
      footprints.subList(0, Trail.MEMORY).clear();
    }
    footprints.add(print);
  }

  private Optional<Pass> note(ControllerPass done) {
    if (done.after().equals(done.before())) {
      return Optional.empty();
    }
    Pass pass = done.scaled().seen(waiting, PassEvents.of(rules, done));
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
    Optional<Trail> trail = Trail.find(footprints, state);
    if (trail.isEmpty()) {
      return;
    }
    long times = trail.get().length(rules);
    if (times >= Trail.WORTH_IT) {
      shown = trail.get().repeat(passes, times, rules.settings().maxPasses()).orElse(shown);
      state = trail.get().after(times);
    }
    footprints.clear();
  }

  private void waitOrEnd() {
    long deadline = pending(state.fresh());
    for (VersionPods set : state.older()) {
      deadline = Math.min(deadline, pending(set));
    }
    if (deadline == VersionPods.NO_DEADLINE) {
      ended = true;
      return;
    }
    waiting += deadline - state.now();
    waited += deadline - state.now();
    state = state.at(deadline);
    footprints.clear();
  }

  private long pending(VersionPods set) {
    return set.desired() > 0 && set.deadline() > state.now()
        ? set.deadline()
        : VersionPods.NO_DEADLINE;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.controller.Progress.Phase;
import io.canaryplan.controller.RepeatingPasses.WalkedPass;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.PassList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Passes from a state until nothing changes any more, of which those that people see are noted. */
final class Walk {
  /** How a walk ends. */
  enum End {
    /** Its step is complete. */
    STEP_COMPLETED,
    /** Nothing changes any more. */
    AT_REST,
    /** Every pass ends with an error. */
    ERROR,
    /** The controller crashes, and again after each restart. */
    PANIC,
    /** There are more passes than the limit. */
    TOO_MANY_PASSES
  }

  private final ResolvedCanary rules;
  private final PassList.Builder passes = new PassList.Builder();
  private final List<WalkedPass> walked = new ArrayList<>();
  private final List<ControllerState> routingChanges = new ArrayList<>();
  private ControllerState state;
  private Pass shown;
  private long steps;
  private int seen;
  private long waiting;
  private long waited;
  private final int step;
  private End end = End.TOO_MANY_PASSES;
  private boolean endsInError;

  private Walk(ResolvedCanary rules, ControllerState start, int step) {
    this.rules = rules;
    this.step = step;
    state = start;
    shown = start.seen(0, ImmutableList.of());
  }

  /** Returns a walk that is over before it begins. */
  static Walk none(ResolvedCanary rules, ControllerState state) {
    Walk walk = new Walk(rules, state, rules.steps().size());
    walk.end = End.AT_REST;
    return walk;
  }

  /** Returns the walk until nothing changes any more. */
  static Walk toRest(ResolvedCanary rules, ControllerState start) {
    return to(rules, start, rules.steps().size());
  }

  /**
   * Returns the walk until a step is complete, or nothing changes any more.
   *
   * @param step index of the step from 0; the number of steps for the end of the update
   */
  static Walk to(ResolvedCanary rules, ControllerState start, int step) {
    Walk walk = new Walk(rules, start, step);
    walk.finish();
    return walk;
  }

  private void finish() {
    while (steps < rules.settings().maxPasses() && end == End.TOO_MANY_PASSES) {
      advance();
      leap();
      steps++;
    }
  }

  /**
   * Returns the first passes of the walk to a step.
   *
   * @param scales whether the first pass only scales
   * @param most passes that people see at most, 1 or more
   */
  static Walk first(
      ResolvedCanary rules, ControllerState start, int step, boolean scales, int most) {
    Walk walk = new Walk(rules, start, step);
    if (scales) {
      walk.scale();
    }
    while (walk.seen < most
        && walk.steps < rules.settings().maxPasses()
        && walk.end == End.TOO_MANY_PASSES) {
      walk.advance();
      walk.steps++;
    }
    return walk;
  }

  /**
   * Returns the walk to a step when some time has gone by first, as its first pass says.
   *
   * @param seconds 0 or more
   */
  static Walk afterSeconds(long seconds, ResolvedCanary rules, ControllerState start, int step) {
    Walk walk = new Walk(rules, start.at(start.now() + seconds), step);
    walk.waiting = seconds;
    walk.waited = seconds;
    walk.finish();
    return walk;
  }

  /** Returns the walk to a step after a change of the replicas, whose first pass only scales. */
  static Walk scaled(ResolvedCanary rules, ControllerState start, int step) {
    Walk walk = new Walk(rules, start, step);
    walk.scale();
    walk.finish();
    return walk;
  }

  private void scale() {
    ControllerPass scaling = ControllerPass.scaling(rules, state);
    if (!scaling.after().equals(state)) {
      follow(scaling);
    }
  }

  /** Returns the state at the end. */
  ControllerState end() {
    return state;
  }

  /** Returns what people see. */
  List<Pass> passes() {
    return passes.build();
  }

  /** Returns the states after each pass that wrote anything into the mesh. */
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

  /**
   * Returns whether the update gets past a step: it is complete, or it waits for something that
   * comes, a pause's end for example.
   */
  boolean isPast(int index) {
    return end == End.STEP_COMPLETED
        || (end == End.AT_REST
            && !rules.steps().isDone(index)
            && rules.steps().waits(index)
            && rules.steps().ends(index));
  }

  /** Returns the state in which the update goes on after a step that it {@link #isPast}. */
  ControllerState goesOn() {
    Progress progress = state.progress();
    if (end == End.STEP_COMPLETED) {
      return state;
    }
    return state.withProgress(
        rules.steps().isCompleteWithExperiment(progress.index())
            ? progress.with(Phase.SUCCESSFUL)
            : progress.with(progress.index() + 1));
  }

  /** Returns how it ended. */
  End how() {
    return end;
  }

  private void advance() {
    follow(ControllerPass.of(rules, state));
  }

  private void follow(ControllerPass done) {
    if (done.panics()) {
      end = End.PANIC;
      return;
    }
    endsInError = done.isEndedByError();
    Optional<Pass> seen = note(done);
    ControllerState next = done.after().readyAs(rules.settings().readiness());
    if (next.equals(state)) {
      waitOrEnd();
      return;
    }
    remember(new WalkedPass(state, seen));
    if (!next.hasSameRouting(state)) {
      routingChanges.add(next);
    }
    state = next;
    if (state.progress().isStepwise() && state.progress().index() > step) {
      end = End.STEP_COMPLETED;
    }
  }

  private void remember(WalkedPass pass) {
    if (walked.size() >= 2 * Strides.MEMORY) {
      walked.subList(0, Strides.MEMORY).clear();
    }
    walked.add(pass);
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
    seen++;
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
    if (rules.completesInPassing() || walked.size() < Strides.MEMORY) {
      return;
    }
    // a short period that ends soon may be part of a longer one that does not
    for (int period = 1; period <= Strides.MEMORY / 2; period++) {
      Optional<RepeatingPasses> repeating = RepeatingPasses.find(walked, state, period);
      long times = repeating.map(found -> found.length(rules)).orElse(0L);
      if (times > 0) {
        shown = repeating.get().repeat(passes, times, rules.settings().maxPasses()).orElse(shown);
        state = repeating.get().after(times);
        walked.clear();
        return;
      }
    }
  }

  private void waitOrEnd() {
    long deadline = pending(state.newReplicaSet());
    for (VersionPods set : state.olderReplicaSets()) {
      deadline = Math.min(deadline, pending(set));
    }
    if (deadline == VersionPods.NO_DEADLINE) {
      end = endsInError ? End.ERROR : End.AT_REST;
      return;
    }
    waiting += deadline - state.now();
    waited += deadline - state.now();
    state = state.at(deadline);
    walked.clear();
  }

  private long pending(VersionPods set) {
    return set.deadline() > state.now() ? set.deadline() : VersionPods.NO_DEADLINE;
  }
}

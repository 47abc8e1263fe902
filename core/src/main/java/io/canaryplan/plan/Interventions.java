// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.Progress.Mode;
import io.canaryplan.plan.Walk.Walked;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What people can do to a rollout that has settled in a state, and what follows (5.1 to 5.5). */
final class Interventions {
  private final Paths paths;
  private final ControllerRules rules;
  private final List<PlannedState> states;
  private final PlanSettings settings;

  Interventions(Paths paths, List<PlannedState> states, PlanSettings settings) {
    this.paths = paths;
    this.rules = paths.rules();
    this.states = states;
    this.settings = settings;
  }

  /** Returns the way back from each step. */
  ImmutableList<AbortPlan> aborts() {
    ImmutableList.Builder<AbortPlan> aborts = ImmutableList.builder();
    Optional<Course> last = Optional.empty();
    for (int step = 0; step < rules.steps().size(); step++) {
      if (last.isEmpty() || !isAbortedAsBefore(step)) {
        last = Optional.of(aborted(step + 1));
      }
      aborts.add(AbortPlan.of(step, last.get()));
    }
    return aborts.build();
  }

  // a pause leaves everything as it is; the step that is aborted counts only for routes and pins
  private boolean isAbortedAsBefore(int step) {
    Progress same = new Progress(0, Mode.ABORT, false);
    StepTable steps = rules.steps();
    return !rules.delays().abortIsWrittenAsZero()
        && !steps.writesRoutes(step)
        && !steps.writesRoutes(step - 1)
        && paths.end(step + 1).withProgress(same).equals(paths.end(step).withProgress(same));
  }

  private Course aborted(int position) {
    Walked walked = paths.walk(abortStart(position));
    ControllerState end = walked.end();
    // pinned pods may stay (5.1.2), which is where such an abort leads
    boolean pinned = rules.delays().abortIsWrittenAsZero() && rules.steps().isPinned(0);
    int canary = pinned && end.isUpdating() ? end.fresh().desired() : 0;
    return course(walked, new ReplicaCounts(canary, rules.replicas()), none(), canaryHash());
  }

  private ControllerState abortStart(int position) {
    ControllerState state = paths.end(position);
    return state.isUpdating()
        ? state.withProgress(new Progress(state.progress().index(), Mode.ABORT, false))
        : state;
  }

  Course promoteFull(int position) {
    return driven(position, Mode.PROMOTE_FULL);
  }

  private Course driven(int position, Mode mode) {
    ControllerState state = paths.end(position);
    if (!state.isUpdating()) {
      return nothing(state);
    }
    Progress progress = new Progress(state.progress().index(), mode, false);
    return toEnd(state.withProgress(progress), canaryHash());
  }

  /** Goes on to the next step, as both promote and skip do. */
  Course skipStep(int position) {
    ControllerState state = paths.end(position);
    return state.isUpdating()
        ? toStep(state, state.progress().index() + 1, canaryHash())
        : nothing(state);
  }

  Course skipAllSteps(int position) {
    ControllerState state = paths.end(position);
    return state.isUpdating() ? toStep(state, rules.steps().size(), canaryHash()) : nothing(state);
  }

  Course retry(int position) {
    ControllerState state = paths.walk(abortStart(position)).end();
    return state.isUpdating() ? toStep(state, 0, canaryHash()) : nothing(paths.end(position));
  }

  Course rollbackToStable(int position) {
    ControllerState state = paths.end(position);
    return state.isUpdating()
        ? toEnd(Versions.rolledBack(rules, state), canaryHash())
        : nothing(state);
  }

  Course rollbackWithinWindow(int position, String hash) {
    ControllerState state = paths.end(position);
    boolean former = !state.isUpdating() && state.fresh().version() == Versions.CANARY;
    int version = former && hash.equals(settings.stableHash()) ? Versions.STABLE : Versions.FORMER;
    return toEnd(Versions.returned(rules, state, version), hash);
  }

  Course newVersion(int position, String hash) {
    ControllerState state = Versions.updated(paths.end(position), Versions.NEXT);
    return toStep(state, 0, hash);
  }

  Course initialDeploy() {
    return toEnd(Versions.empty(rules), canaryHash());
  }

  private Course toStep(ControllerState state, int index, String hash) {
    Walked walked = paths.walk(state.withProgress(Progress.at(index)));
    PlannedState goal = states.get(index + 1);
    return course(walked, goal.replicas(), goal.weights(), hash);
  }

  private Course toEnd(ControllerState state, String hash) {
    return course(paths.walk(state), new ReplicaCounts(0, rules.atRest()), none(), hash);
  }

  private Course nothing(ControllerState state) {
    Walked walked = Walked.none(state);
    return course(walked, walked.replicas(), walked.weights(), canaryHash());
  }

  private TrafficWeights none() {
    return TrafficWeights.of(0, ImmutableList.of(), rules.max());
  }

  private String canaryHash() {
    return settings.canaryHash();
  }

  private Course course(
      Walked walked, ReplicaCounts counts, TrafficWeights weights, String newest) {
    ControllerState end = walked.end();
    int index = end.progress().index();
    Optional<Standstill> standstill = Standstills.of(rules, walked, counts, weights);
    return new Course(
        walked.passes(),
        walked.replicas(),
        walked.older(),
        walked.weights(),
        routing(end, newest),
        end.isUpdating() && !rules.steps().isDone(index)
            ? OptionalInt.of(index)
            : OptionalInt.empty(),
        walked.seconds(),
        standstill);
  }

  private RoutingState routing(ControllerState state, String newest) {
    Wiring wiring = state.wiring();
    return new RoutingState(
        rules.driven() ? state.weights().canary() : 0,
        state.weights().shown().additional(),
        wiring.routes(),
        hash(wiring.stableSubset(), newest),
        hash(wiring.canarySubset(), newest),
        hash(wiring.stableService(), newest),
        hash(wiring.canaryService(), newest),
        phase(state));
  }

  private static Phase phase(ControllerState state) {
    if (state.isUpdating()) {
      return state.progress().isAborted() ? Phase.ABORTED : Phase.PROGRESSING;
    }
    return state.fresh().version() == Versions.STABLE ? Phase.STEADY : Phase.PROMOTED;
  }

  private String hash(int version, String newest) {
    return switch (version) {
      case Versions.STABLE -> settings.stableHash();
      case Versions.CANARY -> settings.canaryHash();
      default -> newest;
    };
  }
}

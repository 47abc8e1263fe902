// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import io.canaryplan.controller.Progress.Mode;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanarySimulation;
import io.canaryplan.plan.Course;
import io.canaryplan.plan.Envelope;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.plan.ScaleLimits;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.rollout.Rollout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** What people can do to a rollout that has settled in a state, and what follows (5.1 to 5.5). */
final class CanaryWalks implements CanarySimulation {
  private final ControllerRules rules;
  private final PlanSettings settings;
  private final List<Walk> walks;
  private final List<PlannedState> states;
  // only asked by some, and as long as the plan
  private final Supplier<ImmutableList<AbortPlan>> aborts = Suppliers.memoize(this::walkBack);

  CanaryWalks(ControllerRules rules) {
    this.rules = rules;
    settings = rules.settings();
    walks = Walk.alongSteps(rules);
    states = SettledStates.of(rules, walks);
  }

  @Override
  public Rollout rollout() {
    return rules.rollout();
  }

  @Override
  public PlanSettings settings() {
    return settings;
  }

  @Override
  public int replicas() {
    return rules.replicas();
  }

  @Override
  public ScaleLimits limits() {
    return rules.basic().limits();
  }

  @Override
  public int maxWeight() {
    return rules.max();
  }

  @Override
  public boolean routed() {
    return rules.routed();
  }

  @Override
  public boolean hasRouter() {
    return rules.driven();
  }

  @Override
  public List<PlannedState> states() {
    return states;
  }

  @Override
  public Envelope envelope() {
    return Extremes.of(rules, states);
  }

  @Override
  public int weight(int step) {
    return rules.steps().weight(step);
  }

  @Override
  public List<AbortPlan> aborts() {
    return aborts.get();
  }

  private ImmutableList<AbortPlan> walkBack() {
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
        && end(step + 1).withProgress(same).equals(end(step).withProgress(same));
  }

  private Course aborted(int position) {
    ControllerState start = end(position);
    Walk walk = walk(start.isUpdating() ? start.drivenBy(Mode.ABORT) : start);
    ControllerState end = walk.end();
    // pinned pods may stay (5.1.2), which is where such an abort leads
    boolean pinned = rules.pinsAborted(0);
    int canary = pinned && end.isUpdating() ? end.fresh().desired() : 0;
    ReplicaCounts counts = new ReplicaCounts(canary, rules.replicas());
    return course(walk, counts, states.get(0).weights(), settings.canaryHash());
  }

  @Override
  public Course promoteFull(int position) {
    ControllerState state = end(position);
    return state.isUpdating() ? toEnd(state.drivenBy(Mode.PROMOTE_FULL)) : nothing(state);
  }

  /** Goes on to the next step, as both promote and skip do. */
  @Override
  public Course promote(int position) {
    ControllerState state = end(position);
    return toStep(state, Math.min(state.progress().index() + 1, rules.steps().size()));
  }

  @Override
  public Course skipAllSteps(int position) {
    return toStep(end(position), rules.steps().size());
  }

  @Override
  public Course retry(int position) {
    ControllerState state = end(position);
    return toStep(state.isUpdating() ? walk(state.drivenBy(Mode.ABORT)).end() : state, 0);
  }

  @Override
  public Course rollbackToStable(int position) {
    ControllerState state = end(position);
    return state.isUpdating() ? toEnd(state.rolledBack(rules.steps().size())) : nothing(state);
  }

  @Override
  public Course rollbackWithinWindow(int position, String hash) {
    ControllerState state = end(position);
    boolean former = !state.isUpdating() && state.fresh().version() == VersionPods.CANARY;
    int version =
        former && hash.equals(settings.stableHash()) ? VersionPods.STABLE : VersionPods.FORMER;
    return course(state.returned(version, rules.steps().size()), states.get(0), hash);
  }

  @Override
  public Course newVersion(int position, String hash) {
    return course(end(position).updated(VersionPods.NEXT), states.get(1), hash);
  }

  /** Begins with nothing, not even anything written. */
  @Override
  public Course initialDeploy() {
    VersionPods first = VersionPods.ready(VersionPods.STABLE, 0);
    return toEnd(ControllerState.steady(rules).withFresh(first));
  }

  /** Returns why the passes do not lead to a state, if they do not. */
  @Override
  public Optional<Standstill> standstill(int position) {
    PlannedState state = states.get(position);
    return Standstills.of(rules, walks.get(position), state.replicas(), state.weights());
  }

  private ControllerState end(int position) {
    return walks.get(position).end();
  }

  private Walk walk(ControllerState start) {
    return Walk.from(rules, start);
  }

  private Course toStep(ControllerState state, int index) {
    return state.isUpdating()
        ? course(
            state.withProgress(Progress.at(index)), states.get(index + 1), settings.canaryHash())
        : nothing(state);
  }

  // one version alone, as before the update
  private Course toEnd(ControllerState state) {
    return course(state, states.get(0), settings.canaryHash());
  }

  private Course nothing(ControllerState state) {
    Walk walk = Walk.none(rules, state);
    return course(walk, state.replicas(), state.weights(), settings.canaryHash());
  }

  private Course course(ControllerState start, PlannedState goal, String newest) {
    return course(walk(start), goal.replicas(), goal.weights(), newest);
  }

  private Course course(Walk walk, ReplicaCounts counts, TrafficWeights weights, String newest) {
    ControllerState end = walk.end();
    int index = end.progress().index();
    return new Course(
        walk.passes(),
        end.replicas(),
        end.olderDesired(),
        end.weights(),
        routing(end, newest),
        walk.routingChanges().stream().map(state -> routing(state, newest)).toList(),
        end.isUpdating() && !rules.steps().isDone(index)
            ? OptionalInt.of(index)
            : OptionalInt.empty(),
        walk.seconds(),
        Standstills.of(rules, walk, counts, weights));
  }

  private RoutingState routing(ControllerState state, String newest) {
    Wiring wiring = state.wiring();
    return new RoutingState(
        rules.driven() ? state.weights().canary() : 0,
        state.weights().additional(),
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
    return state.fresh().version() == VersionPods.STABLE ? Phase.STEADY : Phase.PROMOTED;
  }

  private String hash(int version, String newest) {
    return switch (version) {
      case VersionPods.STABLE -> settings.stableHash();
      case VersionPods.CANARY -> settings.canaryHash();
      default -> newest;
    };
  }
}

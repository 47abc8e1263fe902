// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import io.canaryplan.controller.Progress.Mode;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryMoment;
import io.canaryplan.plan.CanarySimulation;
import io.canaryplan.plan.Course;
import io.canaryplan.plan.Envelope;
import io.canaryplan.plan.Goal;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.plan.ScaleLimits;
import io.canaryplan.plan.Standstill;
import io.canaryplan.rollout.Rollout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** What people can do to a rollout that has settled in a state, and what follows (5.1 to 5.5). */
final class CanaryWalks implements CanarySimulation {
  private final ResolvedCanary rules;
  private final PlanSettings settings;
  private final List<Walk> walks;
  private final List<PlannedState> states;
  // only asked by some, and as long as the plan
  private final Supplier<ImmutableList<AbortPlan>> aborts = Suppliers.memoize(this::walkBack);

  CanaryWalks(ResolvedCanary rules) {
    this.rules = rules;
    settings = rules.settings();
    walks = alongSteps(rules);
    states = SettledStates.of(rules, walks);
  }

  // ends early where the update stands still
  private static ImmutableList<Walk> alongSteps(ResolvedCanary rules) {
    ControllerState state = ControllerState.steady(rules);
    ImmutableList.Builder<Walk> walks = ImmutableList.builder();
    walks.add(Walk.none(rules, state));
    state = state.updated(VersionPods.CANARY);
    for (int step = 0; step < rules.steps().size(); step++) {
      Walk walk = Walk.to(rules, state, step);
      walks.add(walk);
      if (!walk.isPast(step)) {
        return walks.build();
      }
      state = walk.goesOn();
    }
    return walks.add(Walk.toRest(rules, state)).build();
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
  public CanaryMoment at(int position) {
    return CanaryPoint.at(rules, position, end(position));
  }

  @Override
  public List<AbortPlan> aborts() {
    return aborts.get();
  }

  private ImmutableList<AbortPlan> walkBack() {
    ImmutableList.Builder<AbortPlan> aborts = ImmutableList.builder();
    Optional<Course> last = Optional.empty();
    for (int step = 0; step < rules.steps().size() && step + 1 < walks.size(); step++) {
      if (last.isEmpty() || !isAbortedAsBefore(step)) {
        last = Optional.of(abort(step + 1));
      }
      aborts.add(new AbortPlan(step, last.get()));
    }
    return aborts.build();
  }

  // many steps leave everything as it is, and the step that is aborted counts only for routes and
  // pins
  private boolean isAbortedAsBefore(int step) {
    return abortable(step + 1).equals(abortable(step));
  }

  private ControllerState abortable(int position) {
    ControllerState end = end(position);
    int index = end.progress().index();
    boolean counts = rules.delays().abortIsWrittenAsZero() || rules.steps().writesRoutes(index);
    return end.withProgress(Progress.drivenBy(counts ? index : 0, Mode.ABORT));
  }

  @Override
  public Course abort(int position) {
    return abort(end(position));
  }

  @Override
  public Course abortAfter(int position) {
    if (position == 0) {
      return abort(end(0).updated(VersionPods.CANARY));
    }
    ControllerState next = walks.get(position).goesOn();
    if (next.progress().index() >= position) {
      return abort(next);
    }
    // the pass that sees the end of an experiment is still one of its step
    Walk over = Walk.to(rules, next, position - 1);
    RoutingStates routing = RoutingStates.of(rules);
    return abort(over.end()).after(over.passes(), routing.all(over.routingChanges()));
  }

  private Course abort(ControllerState state) {
    Walk walk = Walk.toRest(rules, state.drivenBy(Mode.ABORT));
    return course(walk, settings.canaryHash(), Standstills.atAbort(rules, walk));
  }

  @Override
  public Course promoteFull(int position) {
    ControllerState state = end(position);
    return state.isUpdating() ? toEnd(state.drivenBy(Mode.PROMOTE_FULL)) : nothing(state);
  }

  @Override
  public Course promote(int position) {
    // the state of step i has position i + 1, which is the next step's index
    ControllerState state = end(position);
    int index = Math.min(position, rules.steps().size());
    return state.isUpdating()
        ? toStep(
            state.withProgress(state.progress().promotedTo(index)), index, settings.canaryHash())
        : nothing(state);
  }

  @Override
  public Course skipAllSteps(int position) {
    return toStep(end(position), rules.steps().size());
  }

  @Override
  public Course retry(int position) {
    ControllerState state = end(position);
    if (!state.isUpdating()) {
      return nothing(state);
    }
    // the passes are those of the retry; what the abort before it has written stays written
    Walk back = Walk.toRest(rules, state.drivenBy(Mode.ABORT));
    RoutingStates routing = RoutingStates.of(rules);
    return toStep(back.end(), 0)
        .after(
            ImmutableList.of(),
            ImmutableList.<RoutingState>builder()
                .addAll(routing.all(back.routingChanges()))
                .add(routing.at(back.end()))
                .build());
  }

  @Override
  public Course rollbackToStable(int position) {
    ControllerState state = end(position);
    return state.isUpdating() ? toEnd(state.rolledBack(rules.steps().size())) : nothing(state);
  }

  @Override
  public Course rollbackWithinWindow(int position, String hash) {
    ControllerState state = end(position);
    boolean former = !state.isUpdating() && state.newReplicaSet().version() == VersionPods.CANARY;
    int version =
        former && hash.equals(settings.stableHash()) ? VersionPods.STABLE : VersionPods.FORMER;
    return toEnd(state.returned(version, rules.steps().size()), hash);
  }

  @Override
  public Course newVersion(int position, String hash) {
    return toStep(end(position).updated(VersionPods.NEXT), 0, hash);
  }

  @Override
  public Course initialDeploy() {
    return toEnd(ControllerState.undeployed(rules));
  }

  private ControllerState end(int position) {
    return walks.get(position).end();
  }

  private Course toStep(ControllerState state, int index) {
    return state.isUpdating()
        ? toStep(state.withProgress(Progress.at(index)), index, settings.canaryHash())
        : nothing(state);
  }

  private Course toStep(ControllerState start, int index, String newest) {
    if (rules.steps().isDone(index)) {
      return toEnd(start, newest);
    }
    Walk walk = Walk.to(rules, start, index);
    Goal goal = SettledStates.goal(rules, index, Optional.of(walk));
    return course(walk, newest, Standstills.atStep(rules, walk, index, goal));
  }

  // one version alone, as before the update
  private Course toEnd(ControllerState start) {
    return toEnd(start, settings.canaryHash());
  }

  private Course toEnd(ControllerState start, String newest) {
    Walk walk = Walk.toRest(rules, start);
    return course(walk, newest, Standstills.atEnd(rules, walk));
  }

  private Course nothing(ControllerState state) {
    return course(Walk.none(rules, state), settings.canaryHash(), Optional.empty());
  }

  private Course course(Walk walk, String newest, Optional<Standstill> standstill) {
    ControllerState end = walk.end();
    int index = end.progress().index();
    RoutingStates routing = new RoutingStates(rules, newest);
    return new Course(
        walk.passes(),
        end.replicas(),
        end.olderDesired(),
        end.weights(),
        routing.at(end),
        routing.all(walk.routingChanges()),
        end.isUpdating() && !rules.steps().isDone(index)
            ? OptionalInt.of(index)
            : OptionalInt.empty(),
        walk.seconds(),
        standstill);
  }
}

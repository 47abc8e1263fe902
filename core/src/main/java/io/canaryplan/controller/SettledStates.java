// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.Goal;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.PlannedState.Kind;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.rollout.CanaryStep;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Tells the walks through the steps as the states of a plan. */
final class SettledStates {
  private final ResolvedCanary rules;
  private final List<Walk> walks;
  private final RoutingStates routing;

  private SettledStates(ResolvedCanary rules, List<Walk> walks) {
    this.rules = rules;
    this.walks = walks;
    routing = RoutingStates.of(rules);
  }

  /**
   * Returns the initial state, one for each step, and the promoted state.
   *
   * @param walks how the rollout gets to each of them, up to the one that stands still
   */
  static ImmutableList<PlannedState> of(ResolvedCanary rules, List<Walk> walks) {
    SettledStates states = new SettledStates(rules, walks);
    ImmutableList.Builder<PlannedState> result = ImmutableList.builder();
    result.add(states.initial());
    for (int i = 0; i < rules.steps().size(); i++) {
      result.add(states.at(i));
    }
    return result.add(states.promoted()).build();
  }

  private PlannedState initial() {
    return state(
        Kind.INITIAL,
        0,
        single(),
        Reasons.initial(rules.atRest()),
        OptionalLong.of(0),
        Optional.empty());
  }

  private PlannedState promoted() {
    int position = rules.steps().size() + 1;
    if (position >= walks.size()) {
      return unreachable(Kind.PROMOTED, position, single());
    }
    Walk walk = walks.get(position);
    boolean done = !walk.end().isUpdating();
    return state(
        Kind.PROMOTED,
        position,
        single(),
        done ? Reasons.promoted(rules.atRest()) : ImmutableList.of(),
        done ? OptionalLong.of(0) : OptionalLong.empty(),
        Standstills.atEnd(rules, walk));
  }

  // one version alone
  private Goal single() {
    return new Goal(
        new ReplicaCounts(0, rules.atRest()),
        TrafficWeights.of(0, ImmutableList.of(), rules.max()));
  }

  private PlannedState at(int index) {
    int position = index + 1;
    if (position >= walks.size()) {
      return unreachable(Kind.STEP, position, goal(rules, index, Optional.empty()));
    }
    Walk walk = walks.get(position);
    Goal goal = goal(rules, index, Optional.of(walk));
    boolean past = walk.isPast(index);
    return state(
        Kind.STEP,
        position,
        goal,
        Reasons.of(rules, index, goal, walk.end()),
        past ? StepDuration.of(rules.steps().step(index)) : OptionalLong.empty(),
        Standstills.atStep(rules, walk, index, goal));
  }

  /**
   * Returns the sizes that the passes at a step go on to, by the rules of the passes themselves.
   */
  static Goal goal(ResolvedCanary rules, int index, Optional<Walk> walk) {
    StepTable steps = rules.steps();
    TrafficWeights asked =
        TrafficWeights.of(steps.weight(index), steps.experiments(index), rules.max());
    if (!rules.routed()) {
      return new Goal(rules.basic().target(steps.weight(index)), asked);
    }
    TrafficWeights reached = walk.map(Walk::end).map(ControllerState::weights).orElse(asked);
    OptionalInt recorded = rules.recorded(reached.stable());
    return new Goal(rules.scaling().counts(steps.demand(index), recorded), asked);
  }

  private PlannedState state(
      Kind kind,
      int position,
      Goal goal,
      List<String> reasons,
      OptionalLong duration,
      Optional<Standstill> standstill) {
    Walk walk = walks.get(position);
    ControllerState end = walk.end();
    return new PlannedState(
        kind,
        stepIndex(kind, position),
        step(kind, position),
        goal,
        true,
        kind == Kind.STEP ? walk.isPast(position - 1) : kind == Kind.INITIAL || !end.isUpdating(),
        end.replicas(),
        end.available(),
        end.weights(),
        reasons,
        walk.passes(),
        duration,
        routing.at(end),
        routing.all(walk.routingChanges()),
        standstill);
  }

  private PlannedState unreachable(Kind kind, int position, Goal goal) {
    ControllerState end = walks.get(walks.size() - 1).end();
    return new PlannedState(
        kind,
        stepIndex(kind, position),
        step(kind, position),
        goal,
        false,
        false,
        end.replicas(),
        end.available(),
        end.weights(),
        ImmutableList.of(),
        ImmutableList.of(),
        OptionalLong.empty(),
        routing.at(end),
        ImmutableList.of(),
        Optional.empty());
  }

  private static OptionalInt stepIndex(Kind kind, int position) {
    return kind == Kind.STEP ? OptionalInt.of(position - 1) : OptionalInt.empty();
  }

  private Optional<CanaryStep> step(Kind kind, int position) {
    return kind == Kind.STEP ? Optional.of(rules.steps().step(position - 1)) : Optional.empty();
  }
}

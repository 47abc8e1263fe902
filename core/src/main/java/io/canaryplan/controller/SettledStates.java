// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.PlannedState.Kind;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.rollout.CanaryStep;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Where the Rollout settles before, at and after its steps; canary.md 2.2, 3.1, 3.5 and 4.2. */
final class SettledStates {
  private final ControllerRules rules;
  private final List<Walk> walks;
  private ImmutableList<CanaryStep> routes = ImmutableList.of();
  private boolean canarySelected;

  private SettledStates(ControllerRules rules, List<Walk> walks) {
    this.rules = rules;
    this.walks = walks;
    // the pair of ping and pong Services moves without looking at pods (3.4)
    canarySelected = rules.pingPong();
  }

  /**
   * Returns the initial state, one for each step, and the promoted state.
   *
   * @param walks how the rollout gets to each of them
   */
  static ImmutableList<PlannedState> of(ControllerRules rules, List<Walk> walks) {
    SettledStates states = new SettledStates(rules, walks);
    ImmutableList.Builder<PlannedState> result = ImmutableList.builder();
    result.add(states.initial());
    for (int i = 0; i < rules.steps().size(); i++) {
      result.add(states.at(i));
    }
    return result.add(states.promoted()).build();
  }

  private PlannedState initial() {
    RoutingState routing = RoutingState.single(rules.settings().stableHash(), Phase.STEADY);
    return end(Kind.INITIAL, 0, Reasons.initial(rules.atRest()), routing);
  }

  private PlannedState promoted() {
    String hash = rules.settings().canaryHash();
    // a Service only moves to a version that has an available pod
    String selected = rules.replicas() == 0 ? rules.settings().stableHash() : hash;
    RoutingState routing =
        new RoutingState(
            0,
            ImmutableList.of(),
            rules.cleaned(routes),
            hash,
            hash,
            selected,
            rules.replicas() == 0 && canarySelected ? hash : selected,
            Phase.PROMOTED);
    return end(Kind.PROMOTED, walks.size() - 1, Reasons.promoted(rules.atRest()), routing);
  }

  private PlannedState end(Kind kind, int position, List<String> reasons, RoutingState routing) {
    return new PlannedState(
        kind,
        OptionalInt.empty(),
        Optional.empty(),
        new ReplicaCounts(0, rules.atRest()),
        TrafficWeights.of(0, ImmutableList.of(), rules.max()),
        reasons,
        walks.get(position).passes(),
        OptionalLong.of(0),
        routing);
  }

  private PlannedState at(int index) {
    TrafficWeights weights = weights(index);
    ReplicaCounts counts = counts(index, weights);
    CanaryStep step = rules.steps().step(index);
    return new PlannedState(
        Kind.STEP,
        OptionalInt.of(index),
        Optional.of(step),
        counts,
        weights,
        Reasons.of(rules, index, counts, weights),
        walks.get(index + 1).passes(),
        StepDuration.of(step),
        routing(step, counts, weights));
  }

  // table of 3.5; at a step without canary pods the weight is forced to 0 (3.2 row D)
  private TrafficWeights weights(int index) {
    boolean forced =
        rules.driven() && rules.scaling().counts(rules.steps().demand(index)).canary() == 0;
    int canary = forced ? 0 : rules.steps().weight(index);
    return TrafficWeights.of(canary, rules.steps().experiments(index), rules.max());
  }

  private ReplicaCounts counts(int index, TrafficWeights weights) {
    if (!rules.routed()) {
      return rules.basic().target(rules.steps().weight(index));
    }
    return rules.scaling().counts(rules.steps().demand(index), rules.recorded(weights.stable()));
  }

  private RoutingState routing(CanaryStep step, ReplicaCounts counts, TrafficWeights weights) {
    PlanSettings settings = rules.settings();
    boolean router = rules.driven();
    boolean empty = counts.canary() == 0;
    canarySelected |= !empty;
    if (router) {
      ImmutableList<CanaryStep> set = ManagedRoutes.after(routes, step);
      routes = empty ? rules.cleaned(set) : set;
    }
    return new RoutingState(
        router ? weights.canary() : 0,
        weights.additional(),
        routes,
        settings.stableHash(),
        settings.canaryHash(),
        settings.stableHash(),
        canarySelected ? settings.canaryHash() : settings.stableHash(),
        Phase.PROGRESSING);
  }
}

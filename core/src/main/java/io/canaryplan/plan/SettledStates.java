// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.PlannedState.Kind;
import io.canaryplan.rollout.CanaryStep;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where the Rollout settles before, at and after its steps; spec/canary.md 2.2, 3.1, 3.5 and 4.2.
 */
final class SettledStates {
  private final PlanBasis basis;
  private ImmutableList<CanaryStep> routes = ImmutableList.of();
  private boolean canarySelected;

  private SettledStates(PlanBasis basis) {
    this.basis = basis;
    // the pair of ping and pong Services moves without looking at pods (3.4)
    canarySelected = basis.strategy().pingPong().isPresent();
  }

  /** Returns the initial state, one for each step, and the promoted state; without passes. */
  static ImmutableList<PlannedState> of(PlanBasis basis) {
    SettledStates states = new SettledStates(basis);
    ImmutableList.Builder<PlannedState> result = ImmutableList.builder();
    result.add(states.initial());
    for (int i = 0; i < basis.steps().size(); i++) {
      result.add(states.at(i));
    }
    return result.add(states.promoted()).build();
  }

  private PlannedState initial() {
    RoutingState routing = RoutingState.single(basis.settings().stableHash(), Phase.STEADY);
    return end(Kind.INITIAL, Reasons.initial(basis.atRest()), routing);
  }

  private PlannedState promoted() {
    String hash = basis.settings().canaryHash();
    // a Service only moves to a version that has an available pod
    String selected = basis.replicas() == 0 ? basis.settings().stableHash() : hash;
    RoutingState routing =
        new RoutingState(
            0,
            ImmutableList.of(),
            basis.cleaned(routes),
            hash,
            hash,
            selected,
            basis.replicas() == 0 && canarySelected ? hash : selected,
            Phase.PROMOTED);
    return end(Kind.PROMOTED, Reasons.promoted(basis.atRest()), routing);
  }

  private PlannedState end(Kind kind, List<String> reasons, RoutingState routing) {
    return new PlannedState(
        kind,
        OptionalInt.empty(),
        Optional.empty(),
        new ReplicaCounts(0, basis.atRest()),
        TrafficWeights.of(0, ImmutableList.of(), basis.maxWeight()),
        reasons,
        ImmutableList.of(),
        OptionalLong.of(0),
        routing);
  }

  private PlannedState at(int index) {
    TrafficWeights weights = weights(index);
    ReplicaCounts counts = counts(index, weights);
    CanaryStep step = basis.steps().step(index);
    return new PlannedState(
        Kind.STEP,
        OptionalInt.of(index),
        Optional.of(step),
        counts,
        weights,
        Reasons.of(basis, index, counts, weights),
        ImmutableList.of(),
        StepDuration.of(step),
        routing(step, counts, weights));
  }

  // table of 3.5; at a step without canary pods the weight is forced to 0 (3.2 row D)
  private TrafficWeights weights(int index) {
    boolean forced = basis.hasRouter() && basis.canaryAt(index) == 0;
    int canary = forced ? 0 : basis.steps().weightAt(index);
    return TrafficWeights.of(canary, basis.experimentsAt(index), basis.maxWeight());
  }

  private ReplicaCounts counts(int index, TrafficWeights weights) {
    if (!basis.isRouted()) {
      return basis.basic().target(basis.steps().weightAt(index));
    }
    return basis.scaling().counts(basis.steps().demandAt(index), recordedStable(weights));
  }

  // what the status records is not cut at 0, but neither gives stable any pods
  private OptionalInt recordedStable(TrafficWeights weights) {
    return basis.hasRouter() ? OptionalInt.of(weights.stable()) : OptionalInt.empty();
  }

  private RoutingState routing(CanaryStep step, ReplicaCounts counts, TrafficWeights weights) {
    PlanSettings settings = basis.settings();
    boolean router = basis.hasRouter();
    boolean empty = counts.canary() == 0;
    canarySelected |= !empty;
    if (router) {
      ImmutableList<CanaryStep> set = ManagedRoutes.after(routes, step);
      routes = empty ? basis.cleaned(set) : set;
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

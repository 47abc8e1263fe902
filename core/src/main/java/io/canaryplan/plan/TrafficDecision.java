// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;

/** The weight that a pass wants, spec/canary.md 3.2. */
final class TrafficDecision {
  private final int weight;
  private final ImmutableList<AdditionalWeight> experiments;
  private final boolean removesRoutes;
  private final boolean canaryServiceToStable;
  private final boolean keepsCanaryVersion;

  private TrafficDecision(
      int weight,
      ImmutableList<AdditionalWeight> experiments,
      boolean removesRoutes,
      boolean canaryServiceToStable,
      boolean keepsCanaryVersion) {
    this.weight = weight;
    this.experiments = experiments;
    this.removesRoutes = removesRoutes;
    this.canaryServiceToStable = canaryServiceToStable;
    this.keepsCanaryVersion = keepsCanaryVersion;
  }

  static TrafficDecision of(ControllerRules rules, ControllerState state) {
    if (!state.isUpdating()) {
      return isReturning(rules, state) ? rowA(rules, state) : removing(0);
    }
    if (state.progress().isAborted()) {
      return rowC(rules, state);
    }
    int index = state.progress().index();
    if (state.fresh().available() == 0) {
      return new TrafficDecision(0, rules.steps().experiments(index), true, false, false);
    }
    if (state.progress().isFull()) {
      return removing(rowE(rules, state));
    }
    return rowsFG(rules, state, index);
  }

  // dynamicStableScale, back on the stable version, traffic still on another, too few stable pods
  private static boolean isReturning(ControllerRules rules, ControllerState state) {
    return rules.dynamic()
        && rules.driven()
        && state.wiring().canarySubset() != state.fresh().version()
        && state.fresh().available() < rules.replicas();
  }

  private static TrafficDecision rowA(ControllerRules rules, ControllerState state) {
    int weight =
        rules
            .abortWeight()
            .towards(
                rules.max(), state.fresh().available(), rules.recorded(state.weights().canary()));
    return new TrafficDecision(weight, ImmutableList.of(), false, false, true);
  }

  private static TrafficDecision rowC(ControllerRules rules, ControllerState state) {
    int weight =
        rules
            .abortWeight()
            .next(
                state.stable().available(),
                state.fresh().available(),
                rules.recorded(state.weights().canary()));
    boolean toStable = !rules.dynamic() || weight == 0;
    return new TrafficDecision(weight, ImmutableList.of(), true, toStable, false);
  }

  private static int rowE(ControllerRules rules, ControllerState state) {
    if (!rules.dynamic()) {
      return rules.driven() ? state.weights().canary() : 0;
    }
    int replicas = rules.replicas();
    // only a canary pinned above the replicas gets more than the maximum, and only for one pass
    return replicas == 0
        ? 0
        : Share.pods((long) rules.max() * state.fresh().available() / replicas);
  }

  private static TrafficDecision rowsFG(ControllerRules rules, ControllerState state, int index) {
    StepTable steps = rules.steps();
    if (steps.size() == 0) {
      return new TrafficDecision(0, ImmutableList.of(), false, false, false);
    }
    boolean ready = RoutedSizes.isAtDesired(rules, state);
    // once complete, the controller is one step further: what it goes back to is this step's weight
    boolean own = ready || state.progress().completed();
    int weight = own ? steps.weight(index) : steps.weightBefore(index);
    return new TrafficDecision(weight, steps.experiments(index), false, false, false);
  }

  private static TrafficDecision removing(int weight) {
    return new TrafficDecision(weight, ImmutableList.of(), true, false, false);
  }

  /** Returns the canary's weight. */
  int weight() {
    return weight;
  }

  /** Returns the weights of a running experiment. */
  ImmutableList<AdditionalWeight> experiments() {
    return experiments;
  }

  /** Returns whether managed routes go. */
  boolean removesRoutes() {
    return removesRoutes;
  }

  /** Returns whether the canary Service is pointed back to stable. */
  boolean canaryServiceToStable() {
    return canaryServiceToStable;
  }

  /** Returns whether canary objects stay with the version they were written for. */
  boolean keepsCanaryVersion() {
    return keepsCanaryVersion;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

/** The sizes that a pass wants with traffic routing, spec/canary.md 3.1 and 5.1. */
final class RoutedSizes {
  private RoutedSizes() {}

  /** Returns the size of stable, from the weights that the pass before recorded. */
  static int stable(ControllerRules rules, ControllerState state) {
    return counts(rules, state, state.weights()).stable();
  }

  /** Returns the fresh ReplicaSet at its new size, from the weights that this pass wrote. */
  static VersionPods fresh(ControllerRules rules, ControllerState state, TrafficWeights written) {
    VersionPods set = state.fresh();
    if (state.progress().isAborted() && rules.delays().holdsAbortedCanary(rules.dynamic())) {
      return held(rules, state, written);
    }
    return set.withoutDeadline().scaledTo(counts(rules, state, written).canary());
  }

  // scaleDownDelayHelper for the aborted canary, replicaset.go
  private static VersionPods held(
      ControllerRules rules, ControllerState state, TrafficWeights written) {
    VersionPods set = state.fresh();
    if (set.desired() == 0) {
      return set;
    }
    if (set.hasDeadline()) {
      boolean over = state.now() >= set.deadline();
      boolean dropped = !over && rules.delays().isBeyondResync();
      int size = over ? 0 : dropped ? counts(rules, state, written).canary() : set.desired();
      return set.scaledTo(size);
    }
    return isStableBack(rules, state.stable().available())
        ? set.withDeadline(state.now() + rules.delays().abortSeconds())
        : set;
  }

  private static boolean isStableBack(ControllerRules rules, int available) {
    return rules.controller().setsDeadlineWithMorePods()
        ? available >= rules.replicas()
        : available == rules.replicas();
  }

  /** Returns whether the pods have the sizes of the current step, 2.8 and 3.2. */
  static boolean isAtDesired(ControllerRules rules, ControllerState state) {
    return rules.scaling().atDesired(state.sets(), demand(rules, state), rules.basic().threshold());
  }

  private static ReplicaCounts counts(
      ControllerRules rules, ControllerState state, TrafficWeights weights) {
    CanaryDemand demand = demand(rules, state);
    // the status has stable's weight not cut at 0, but neither gives stable any pods
    if (state.progress().isAborted() && rules.driven()) {
      RecordedWeights recorded = new RecordedWeights(weights.canary(), weights.stable());
      return rules.scaling().abortCounts(demand, recorded);
    }
    return rules.scaling().counts(demand, rules.recorded(weights.stable()));
  }

  private static CanaryDemand demand(ControllerRules rules, ControllerState state) {
    Progress progress = state.progress();
    if (!state.isUpdating() || progress.isFull()) {
      return CanaryDemand.ofWeight(rules.max());
    }
    return progress.isAborted() && !rules.pinsAborted(progress.index())
        ? CanaryDemand.ofWeight(abortGoal(rules, state))
        : rules.steps().demand(progress.index());
  }

  private static int abortGoal(ControllerRules rules, ControllerState state) {
    return rules.dynamic() && rules.replicas() > 0
        ? rules.abortWeight().goal(state.stable().available(), state.fresh().available())
        : 0;
  }
}

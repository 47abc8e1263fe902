// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import io.canaryplan.controller.Progress.Phase;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.Capability;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.TrafficWeights;

/** What a pass wants with traffic routing: weights, canary.md 3.2, and sizes, 3.1 and 5.1. */
final class RoutedPass {
  private final ResolvedCanary rules;
  private final ControllerState state;
  private final Progress progress;

  RoutedPass(ResolvedCanary rules, ControllerState state) {
    this.rules = rules;
    this.state = state;
    progress = state.progress();
  }

  /** Returns the canary's weight, by the rows of canary.md 3.2. */
  int weight() {
    if (!state.isUpdating()) {
      return keepsCanaryVersion() ? weightKeepingCanaryVersion() : 0;
    }
    if (progress.isAborted()) {
      return abortedWeight();
    }
    if (state.newReplicaSet().available() == 0) {
      return 0;
    }
    return progress.isFull() ? fullPromotionWeight() : stepWeight();
  }

  /** Returns the weights of all versions. */
  TrafficWeights weights() {
    return TrafficWeights.of(weight(), experiments(), rules.max());
  }

  private int weightKeepingCanaryVersion() {
    return rules
        .abortWeight()
        .towards(
            rules.max(),
            state.newReplicaSet().available(),
            rules.recorded(state.weights().canary()));
  }

  private int abortedWeight() {
    return rules
        .abortWeight()
        .next(
            state.stableReplicaSet().available(),
            state.newReplicaSet().available(),
            rules.recorded(state.weights().canary()));
  }

  private int fullPromotionWeight() {
    if (!rules.dynamic()) {
      return state.weights().canary();
    }
    // a router lets the controller panic before it comes here; without one nothing is divided
    if (rules.replicas() == 0) {
      return 0;
    }
    // only a canary pinned above the replicas gets more than the maximum, and only for one pass
    return Ints.saturatedCast(
        (long) rules.max() * state.newReplicaSet().available() / rules.replicas());
  }

  private int stepWeight() {
    StepTable steps = rules.steps();
    if (steps.size() == 0) {
      return 0;
    }
    int index = isAtDesired() ? progress.index() : progress.index() - 1;
    return index < 0 ? 0 : steps.weight(index);
  }

  /**
   * Returns whether the controller crashes: promoteFull under dynamicStableScale divides by {@code
   * replicas}, which may be 0 while setCanaryScale has given the canary pods (canary.md 5.4).
   */
  boolean panics() {
    return rules.driven()
        && rules.dynamic()
        && rules.replicas() == 0
        && state.isUpdating()
        && progress.isFull()
        && state.newReplicaSet().available() > 0;
  }

  /** Returns the weights of a running experiment; there is none after the last step. */
  ImmutableList<AdditionalWeight> experiments() {
    StepTable steps = rules.steps();
    if (progress.experiment() == Phase.LEFT) {
      return steps.isDone(progress.index())
          ? ImmutableList.of()
          : steps.experiments(progress.index() - 1);
    }
    boolean none =
        progress.isAborted()
            || progress.experiment() != Phase.RUNNING
            || (progress.isFull() && state.newReplicaSet().available() > 0);
    return none ? ImmutableList.of() : steps.experiments(progress.index());
  }

  /** Returns whether managed routes go. */
  boolean removesRoutes() {
    return state.isUpdating()
        ? progress.isAborted() || progress.isFull() || state.newReplicaSet().available() == 0
        : !keepsCanaryVersion();
  }

  /**
   * Returns whether canary objects stay with the version they were written for: dynamicStableScale,
   * back on the stable version, traffic still on another, too few stable pods.
   */
  boolean keepsCanaryVersion() {
    return !state.isUpdating()
        && rules.dynamic()
        && rules.driven()
        && state.selected().canarySubset() != state.newReplicaSet().version()
        && state.newReplicaSet().available() < rules.replicas();
  }

  /** Returns the size of stable, from the weights that the pass before recorded. */
  int stable() {
    return counts(state.weights()).stable();
  }

  /** Returns the new ReplicaSet at its new size, from the weights that this pass wrote. */
  VersionPods newReplicaSet(TrafficWeights written) {
    if (progress.isAborted() && rules.delays().holdsAbortedCanary(rules.dynamic())) {
      return held(written);
    }
    return state.newReplicaSet().withoutDeadline().scaledTo(counts(written).canary());
  }

  // scaleDownDelayHelper for the aborted canary, replicaset.go
  private VersionPods held(TrafficWeights written) {
    VersionPods set = state.newReplicaSet();
    if (set.desired() == 0) {
      return set;
    }
    if (set.hasDeadline()) {
      boolean over = state.now() >= set.deadline();
      boolean dropped = !over && rules.delays().isBeyondResync();
      int size = over ? 0 : dropped ? counts(written).canary() : set.desired();
      return set.scaledTo(size);
    }
    return isStableBack(state.stableReplicaSet().available())
        ? set.withDeadline(state.now() + rules.delays().abortSeconds())
        : set;
  }

  private boolean isStableBack(int available) {
    return rules.controller().has(Capability.SETS_DEADLINE_WITH_MORE_PODS)
        ? available >= rules.replicas()
        : available == rules.replicas();
  }

  /** Returns whether the pods have the sizes of the current step, 2.8 and 3.2. */
  boolean isAtDesired() {
    return rules.scaling().atDesired(state.sets(), demand(), rules.basic().threshold());
  }

  private ReplicaCounts counts(TrafficWeights weights) {
    // the status has stable's weight not cut at 0, but neither gives stable any pods
    if (progress.isAborted() && rules.driven()) {
      RecordedWeights recorded = new RecordedWeights(weights.canary(), weights.stable());
      return rules.scaling().abortCounts(demand(), recorded);
    }
    return rules.scaling().counts(demand(), rules.recorded(weights.stable()));
  }

  private CanaryDemand demand() {
    if (!state.isUpdating() || progress.isFull()) {
      return CanaryDemand.ofWeight(rules.max());
    }
    return progress.isAborted() && !rules.pinsAborted(progress.index())
        ? CanaryDemand.ofWeight(abortGoal())
        : rules.steps().demand(progress.index());
  }

  private int abortGoal() {
    return rules.dynamic()
        ? rules
            .abortWeight()
            .goal(state.stableReplicaSet().available(), state.newReplicaSet().available())
        : 0;
  }
}

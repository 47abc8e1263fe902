// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.DeploymentSpec.Strategy;
import java.util.List;
import java.util.Optional;

/** What the controller does when replicas have changed, and always while paused (rolling.md 5). */
final class ScalingSync {
  private ScalingSync() {}

  /** Returns whether an active ReplicaSet was sized for other replicas than are wanted now. */
  static boolean isDue(DeploymentState state) {
    for (OwnedSet set : state.sets()) {
      if (set.isActive() && set.desired() != state.replicas()) {
        return true;
      }
    }
    return false;
  }

  static DeploymentState of(DeploymentState state) {
    List<OwnedSet> active = state.active();
    if (active.size() <= 1) {
      Optional<OwnedSet> only = active.isEmpty() ? newest(state) : Optional.of(active.get(0));
      // an equal size is not written, nor what is remembered with it (9.1)
      return only.isPresent() && only.get().size() != state.replicas()
          ? state.sized(only.get(), state.replicas())
          : state;
    }
    if (isSaturated(state)) {
      return withoutOld(state);
    }
    return state.spec().strategy() == Strategy.ROLLING_UPDATE
        ? ProportionalScaling.of(state)
        : state;
  }

  /** Returns the state with no pod of another version than the wanted one. */
  static DeploymentState withoutOld(DeploymentState state) {
    return state.each(
        set -> set.isActive() && !state.isNewReplicaSet(set) ? set.sized(0, state) : set);
  }

  private static Optional<OwnedSet> newest(DeploymentState state) {
    Optional<OwnedSet> newReplicaSet = state.newReplicaSet();
    return newReplicaSet.isPresent() || state.sets().isEmpty()
        ? newReplicaSet
        : Optional.of(state.sets().get(state.sets().size() - 1));
  }

  private static boolean isSaturated(DeploymentState state) {
    int replicas = state.replicas();
    return state
        .newReplicaSet()
        .filter(
            set ->
                set.size() == replicas && set.desired() == replicas && set.available() == replicas)
        .isPresent();
  }
}

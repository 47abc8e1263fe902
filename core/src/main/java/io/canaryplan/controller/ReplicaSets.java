// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * The ReplicaSets of a Rollout at the start of a controller pass.
 *
 * @param canary the ReplicaSet of the current pod template; absent until it is created
 * @param stable the ReplicaSet of the stable version; absent until the first deploy has one, equal
 *     to {@code canary} when {@code canaryIsStable}
 * @param canaryIsStable whether both names mean the same ReplicaSet: the first deploy, the steady
 *     state and a rollback to stable
 * @param olderReplicaSets all other ReplicaSets, newest first
 */
record ReplicaSets(
    Optional<ReplicaSetState> canary,
    Optional<ReplicaSetState> stable,
    boolean canaryIsStable,
    List<ReplicaSetState> olderReplicaSets) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if {@code canaryIsStable} but the two are absent or differ
   */
  public ReplicaSets {
    requireNonNull(canary, "canary");
    requireNonNull(stable, "stable");
    olderReplicaSets = ImmutableList.copyOf(olderReplicaSets);
    if (canaryIsStable && (canary.isEmpty() || !canary.equals(stable))) {
      throw new IllegalArgumentException(
          "one ReplicaSet cannot be both " + canary + " and " + stable);
    }
  }

  /** Returns a new version beside a stable one. */
  public static ReplicaSets of(
      ReplicaSetState canary, ReplicaSetState stable, List<ReplicaSetState> olderReplicaSets) {
    return new ReplicaSets(Optional.of(canary), Optional.of(stable), false, olderReplicaSets);
  }

  /** Returns a current version that is also the stable one. */
  public static ReplicaSets single(
      ReplicaSetState current, List<ReplicaSetState> olderReplicaSets) {
    return new ReplicaSets(Optional.of(current), Optional.of(current), true, olderReplicaSets);
  }

  /** Returns whether there is a stable ReplicaSet beside the canary's. */
  public boolean hasSeparateStable() {
    return stable.isPresent() && !canaryIsStable;
  }

  /** Returns the pods that the older ReplicaSets ask for together. */
  public long olderDesired() {
    long pods = 0;
    for (ReplicaSetState set : olderReplicaSets) {
      pods += set.desired();
    }
    return pods;
  }

  /** Returns the available pods of the older ReplicaSets together. */
  public long olderAvailable() {
    long pods = 0;
    for (ReplicaSetState set : olderReplicaSets) {
      pods += set.available();
    }
    return pods;
  }
}

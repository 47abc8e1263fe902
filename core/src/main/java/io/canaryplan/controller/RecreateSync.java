// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

/** What Recreate does in one sync (rolling.md 4): all old pods go, then all new ones come. */
final class RecreateSync {
  private RecreateSync() {}

  static DeploymentState of(DeploymentState found) {
    if (!found.activeOld().isEmpty()) {
      return ScalingSync.withoutOld(found);
    }
    boolean waits =
        found.sets().stream().anyMatch(set -> !found.isNewReplicaSet(set) && set.terminating() > 0);
    if (waits) {
      return found;
    }
    DeploymentState state = NewSet.create(found);
    OwnedSet newReplicaSet = state.newReplicaSet().orElseThrow();
    return newReplicaSet.size() == state.replicas()
        ? state
        : state.sized(newReplicaSet, state.replicas());
  }
}

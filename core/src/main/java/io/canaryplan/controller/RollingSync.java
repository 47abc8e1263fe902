// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import java.util.List;

/** What a rolling update does in one sync (rolling.md 3.1): grow the new version, else shrink. */
final class RollingSync {
  private RollingSync() {}

  static DeploymentState of(DeploymentState found, boolean resumed) {
    DeploymentState state = NewSet.create(found);
    if (found.newReplicaSet().isEmpty()) {
      // the status that a resume wrote makes the next write fail, and the sync ends (5.4)
      return resumed ? state : shrunk(state);
    }
    OwnedSet newReplicaSet = state.newReplicaSet().orElseThrow();
    int replicas = state.replicas();
    if (newReplicaSet.size() > replicas) {
      return state.sized(newReplicaSet, replicas);
    }
    long room = state.maxPods() - state.total();
    if (newReplicaSet.size() < replicas && room > 0) {
      return state.sized(
          newReplicaSet,
          (int) (newReplicaSet.size() + Math.min(room, replicas - newReplicaSet.size())));
    }
    return shrunk(state);
  }

  private static DeploymentState shrunk(DeploymentState found) {
    OwnedSet newReplicaSet = found.newReplicaSet().orElseThrow();
    long quota = found.total() - found.minAvailable() - newReplicaSet.unavailable();
    if (quota <= 0) {
      return found;
    }
    List<OwnedSet> active = found.activeOld();
    // availability as it was before: taking away broken pods does not change it
    long spare = (long) newReplicaSet.available() - found.minAvailable();
    for (OwnedSet old : active) {
      spare += old.available();
    }
    DeploymentState state = found;
    for (OwnedSet old : active) {
      int cut = (int) Math.min(quota, old.unavailable());
      if (cut > 0) {
        state = state.sized(old, old.size() - cut);
        quota -= cut;
      }
    }
    for (OwnedSet old : state.activeOld()) {
      int cut = (int) Math.min(spare, old.size());
      if (cut > 0) {
        state = state.sized(old, old.size() - cut);
        spare -= cut;
      }
    }
    return state;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.DeploymentSpec.Strategy;

/** The ReplicaSet of the wanted version: it is created when there is none. */
final class NewSet {
  private NewSet() {}

  /** Returns the state with it, as it is if it is there (rolling.md 3.1, 4). */
  static DeploymentState create(DeploymentState state) {
    if (state.newReplicaSet().isPresent()) {
      return state;
    }
    long room =
        state.spec().strategy() == Strategy.RECREATE
            ? state.replicas()
            : Math.max(0, state.maxPods() - state.total());
    int size = (int) Math.min(state.replicas(), room);
    int revision = newestRevision(state) + 1;
    return state.plus(
        new OwnedSet(state.version(), size, 0, state.replicas(), state.maxPods(), revision, 0));
  }

  /** Returns the state with the highest revision at the wanted version, if it is there (2.2). */
  static DeploymentState numbered(DeploymentState state) {
    int next = newestRevision(state) + 1;
    return state.each(
        set -> state.isNewReplicaSet(set) && set.revision() < next ? set.withRevision(next) : set);
  }

  private static int newestRevision(DeploymentState state) {
    int newest = 0;
    for (OwnedSet set : state.sets()) {
      if (!state.isNewReplicaSet(set)) {
        newest = Math.max(newest, set.revision());
      }
    }
    return newest;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.DeploymentSpec.Strategy;

/**
 * Syncs of the Deployment controller up to one that creates or sizes a ReplicaSet, which is a pass,
 * or up to one that writes nothing (rolling.md 2.1, where it is called a tick).
 *
 * @param before what is found
 * @param after what the syncs leave, before any pod has moved
 */
record DeploymentRound(DeploymentState before, DeploymentState after) {
  static DeploymentRound of(DeploymentState found) {
    DeploymentState state = NewSet.numbered(found);
    DeploymentState next = sync(state, state.wasPaused());
    // writes that change no size: the controller decides again at once
    while (!Identity.isSame(next, state) && !next.equals(state) && !isPass(found, next)) {
      state = next;
      next = sync(state, false);
    }
    return new DeploymentRound(found, next);
  }

  /** Returns whether a ReplicaSet was created or sized. */
  boolean isPass() {
    return isPass(before, after);
  }

  private static boolean isPass(DeploymentState before, DeploymentState after) {
    if (Identity.isSame(after.sets(), before.sets())) {
      return false;
    }
    for (OwnedSet set : after.sets()) {
      if (isChanged(before, set)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a ReplicaSet was created or sized in this round. */
  boolean isChanged(OwnedSet set) {
    return isChanged(before, set);
  }

  private static boolean isChanged(DeploymentState before, OwnedSet set) {
    for (OwnedSet old : before.sets()) {
      if (old.version() == set.version() && old.size() == set.size()) {
        return false;
      }
    }
    return true;
  }

  private static DeploymentState sync(DeploymentState state, boolean wasPaused) {
    if (state.spec().paused()) {
      return SetHistory.trimmed(ScalingSync.of(state), state);
    }
    if (ScalingSync.isDue(state)) {
      return ScalingSync.of(state);
    }
    // of an update that has failed, or cannot, neither pause nor resume is written (15)
    boolean resumed =
        wasPaused
            && !state.timedOut()
            && state.spec().progressDeadlineSeconds() != DeploymentSpec.NO_DEADLINE;
    DeploymentState next =
        state.spec().strategy() == Strategy.RECREATE
            ? RecreateSync.of(state)
            : RollingSync.of(state, resumed);
    return next.equals(state) && state.isComplete() ? SetHistory.trimmed(state, state) : next;
  }
}

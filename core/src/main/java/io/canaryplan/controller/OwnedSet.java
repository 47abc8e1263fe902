// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.PodPace;

/**
 * A ReplicaSet of a Deployment, with what the controller remembers at it (rolling.md 2.2).
 *
 * @param version whose pod template it has; 0 is what ran at the start
 * @param size pods asked for
 * @param available pods of them that are available
 * @param desired replicas of the Deployment when this was sized last
 * @param max replicas and surge of the Deployment when this was sized last
 * @param revision its revision number
 * @param terminating rounds for which pods that it lost are still there
 */
record OwnedSet(
    int version, int size, int available, int desired, int max, int revision, int terminating) {
  /** The version that runs at the start. */
  static final int FIRST = 0;

  boolean isActive() {
    return size > 0;
  }

  int unavailable() {
    return size - available;
  }

  /**
   * Returns this at another size: surplus pods go, unavailable ones first; new ones are not ready.
   */
  OwnedSet sized(int value, DeploymentState state) {
    return new OwnedSet(
        version,
        value,
        Math.min(available, value),
        state.replicas(),
        state.maxPods(),
        revision,
        terminating);
  }

  /** Returns this with other counts and all else as it was. */
  OwnedSet counting(int otherSize, int otherAvailable) {
    return new OwnedSet(version, otherSize, otherAvailable, desired, max, revision, terminating);
  }

  OwnedSet withRevision(int value) {
    return new OwnedSet(version, size, available, desired, max, value, terminating);
  }

  /** Returns this a round later, when pods have become available and lost ones may be gone. */
  OwnedSet moved(PodPace pace, boolean shrunk) {
    int left = shrunk ? pace.terminatingRounds() : Math.max(0, terminating - 1);
    int next = availableNext(pace);
    return left == terminating && next == available
        ? this
        : new OwnedSet(version, size, next, desired, max, revision, left);
  }

  private int availableNext(PodPace pace) {
    if (version == FIRST && pace.unavailableBefore() > 0) {
      return available;
    }
    return version == FIRST && pace.readiness().isNever()
        ? size
        : pace.readiness().available(size, available);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.Readiness;

/**
 * The ReplicaSet of one version at the start of a pass.
 *
 * @param version which version it runs; later versions have larger numbers
 * @param pods its pods
 * @param deadline when it is to be removed, in seconds since the start; {@link #NO_DEADLINE} if
 *     nobody said so
 */
record VersionPods(int version, ReplicaSetState pods, long deadline) {
  /** A version from before the stable one, for a return within the window. */
  static final int FORMER = 0;

  /** The version that is stable when the plan begins. */
  static final int STABLE = 1;

  /** The version that the plan brings. */
  static final int CANARY = 2;

  /** A version that comes while the plan is on its way. */
  static final int NEXT = 3;

  static final long NO_DEADLINE = Long.MAX_VALUE;

  static VersionPods ready(int version, int pods) {
    return new VersionPods(version, ReplicaSetState.ready(pods), NO_DEADLINE);
  }

  int desired() {
    return pods.desired();
  }

  int available() {
    return pods.available();
  }

  boolean hasDeadline() {
    return deadline != NO_DEADLINE;
  }

  /** Returns this ReplicaSet at another size: surplus pods go at once, new ones are not ready. */
  VersionPods scaledTo(int desired) {
    if (desired == desired()) {
      return this;
    }
    ReplicaSetState state = ReplicaSetState.of(desired, Math.min(desired, available()));
    return new VersionPods(version, state, desired == 0 ? NO_DEADLINE : deadline);
  }

  VersionPods withDeadline(long value) {
    return new VersionPods(version, pods, value);
  }

  VersionPods withoutDeadline() {
    return hasDeadline() ? withDeadline(NO_DEADLINE) : this;
  }

  VersionPods readyAs(Readiness readiness) {
    boolean isNew = version >= CANARY;
    int available =
        readiness.isNever() && !isNew ? desired() : readiness.available(desired(), available());
    return available == available()
        ? this
        : new VersionPods(version, ReplicaSetState.of(desired(), available), deadline);
  }
}

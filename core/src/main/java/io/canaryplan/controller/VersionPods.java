// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.Readiness;
import java.util.List;

/**
 * The ReplicaSet of one version at the start of a pass.
 *
 * @param version which version it runs; later versions have larger numbers
 * @param pods its pods
 * @param young pods that are not available yet because they are {@link Readiness.Kind#LATE}: at
 *     place i those that become available after i + 1 passes
 * @param deadline when it is to be removed, in seconds since the start; {@link #NO_DEADLINE} if
 *     nobody said so
 */
record VersionPods(int version, ReplicaSetState pods, List<Integer> young, long deadline) {

  /** No version: what no controller has written yet. */
  static final int NONE = -1;

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
    return new VersionPods(version, ReplicaSetState.ready(pods), ImmutableList.of(), NO_DEADLINE);
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
    return new VersionPods(version, state, young, desired == 0 ? NO_DEADLINE : deadline);
  }

  VersionPods withDeadline(long value) {
    return new VersionPods(version, pods, young, value);
  }

  VersionPods withoutDeadline() {
    return hasDeadline() ? withDeadline(NO_DEADLINE) : this;
  }

  /** Returns this ReplicaSet with other sizes. */
  VersionPods withPods(ReplicaSetState value) {
    return new VersionPods(version, value, young, deadline);
  }

  /** Returns this ReplicaSet one pass later, when further pods are available. */
  VersionPods readyAs(Readiness readiness) {
    return switch (readiness.kind()) {
      case AT_ONCE -> availableUpTo(desired());
      case PER_PASS -> availableUpTo((long) available() + readiness.number());
      case NEVER -> version > STABLE ? this : availableUpTo(desired());
      case LATE -> older(readiness.number());
    };
  }

  private VersionPods availableUpTo(long most) {
    int available = (int) Math.min(desired(), most);
    return available == available()
        ? this
        : new VersionPods(version, ReplicaSetState.of(desired(), available), young, deadline);
  }

  // pods that the last pass asked for wait for so many passes; surplus pods are the youngest
  private VersionPods older(int passes) {
    int available =
        available() + (young.isEmpty() ? 0 : Math.min(young.get(0), desired() - available()));
    ImmutableList.Builder<Integer> waiting = ImmutableList.builder();
    int left = desired() - available;
    boolean any = false;
    for (int i = 1; i <= passes; i++) {
      int pods = i == passes ? left : Math.min(left, i < young.size() ? young.get(i) : 0);
      waiting.add(pods);
      left -= pods;
      any |= pods > 0;
    }
    ReplicaSetState state = ReplicaSetState.of(desired(), available);
    return new VersionPods(version, state, any ? waiting.build() : ImmutableList.of(), deadline);
  }
}

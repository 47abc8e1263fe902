// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/**
 * A ReplicaSet of a blue-green Rollout (bluegreen.md 1.3).
 *
 * @param version whose pod template it has, 1 or more
 * @param size pods asked for
 * @param pods pods that exist
 * @param available pods of them that are available
 * @param starting those that are not, in the order in which they will be
 * @param created when it was created, in seconds
 * @param revision its revision number
 * @param deadline when it is to be removed, in seconds; {@link #NO_DEADLINE} if nobody said so
 * @param desired replicas of the Rollout when this was sized last
 * @param role whose metadata its pods have
 */
record BlueGreenSet(
    int version,
    int size,
    int pods,
    int available,
    ImmutableList<Starting> starting,
    long created,
    int revision,
    long deadline,
    int desired,
    Role role) {
  static final long NO_DEADLINE = Long.MIN_VALUE;

  /** Whose metadata pods have. */
  enum Role {
    NONE,
    ACTIVE,
    PREVIEW
  }

  /** Pods that become available at some time, in seconds. */
  record Starting(int pods, long at) {}

  static BlueGreenSet created(int version, int desired, long now, int revision, Role role) {
    return new BlueGreenSet(
        version, 0, 0, 0, ImmutableList.of(), now, revision, NO_DEADLINE, desired, role);
  }

  boolean hasDeadline() {
    return deadline != NO_DEADLINE;
  }

  boolean isOverdue(long now) {
    return hasDeadline() && now >= deadline;
  }

  /**
   * Returns this with its pods as they are now: surplus ones are gone, starting ones first.
   *
   * @param most pods that become available at once at most
   */
  BlueGreenSet at(long now, int most) {
    if (starting.isEmpty() && pods == size && available <= size) {
      return this;
    }
    List<Starting> left = new ArrayList<>();
    int ready = Math.min(size, available);
    int room = size - ready;
    int more = most;
    for (Starting some : starting) {
      int kept = Math.min(room, some.pods());
      room -= kept;
      int come = some.at() <= now ? Math.min(kept, more) : 0;
      ready += come;
      more -= come;
      if (kept > come) {
        left.add(new Starting(kept - come, some.at()));
      }
    }
    return new BlueGreenSet(
        version,
        size,
        size,
        ready,
        ImmutableList.copyOf(left),
        created,
        revision,
        deadline,
        desired,
        role);
  }

  /** Returns this at another size; new pods are there from the next pass on. */
  BlueGreenSet sized(int value, int replicas, long readyAt) {
    ImmutableList.Builder<Starting> more = ImmutableList.<Starting>builder().addAll(starting);
    if (value > size) {
      more.add(new Starting(value - size, readyAt));
    }
    return new BlueGreenSet(
        version, value, pods, available, more.build(), created, revision, deadline, replicas, role);
  }

  /** Returns this with its starting pods available no earlier than at that time. */
  BlueGreenSet startingLate(long time) {
    ImmutableList.Builder<Starting> late = ImmutableList.builder();
    starting.forEach(some -> late.add(new Starting(some.pods(), Math.max(time, some.at()))));
    return new BlueGreenSet(
        version, size, pods, available, late.build(), created, revision, deadline, desired, role);
  }

  BlueGreenSet withDeadline(long value) {
    return new BlueGreenSet(
        version, size, pods, available, starting, created, revision, value, desired, role);
  }

  BlueGreenSet withRevision(int value) {
    return new BlueGreenSet(
        version, size, pods, available, starting, created, value, deadline, desired, role);
  }

  BlueGreenSet withRole(Role value) {
    return new BlueGreenSet(
        version, size, pods, available, starting, created, revision, deadline, desired, value);
  }
}

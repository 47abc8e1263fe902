// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.ReplicaCounts;

/** One computation of the next sizes; the steps A to D of canary.md 2.6 in order. */
final class BasicPass {
  private static final ReplicaSetState NONE = ReplicaSetState.ready(0);

  private final ReplicaSets sets;
  private final ReplicaSetState canarySet;
  private final ReplicaSetState stableSet;
  private final boolean two;
  private final ReplicaCounts target;
  private final long most;
  private final long least;
  private long canary;
  private long stable;

  private BasicPass(BasicScaling scaling, ReplicaSets sets, int weight) {
    int replicas = scaling.replicas();
    this.sets = sets;
    canarySet = sets.canary().orElse(NONE);
    stableSet = sets.stable().orElse(NONE);
    two = sets.hasSeparateStable();
    target = two ? scaling.target(weight) : new ReplicaCounts(replicas, 0);
    int extra = scaling.extraSurge(weight);
    most = (long) replicas + scaling.limits().maxSurge() + extra;
    least = scaling.leastAvailable();
    canary = canarySet.desired();
    stable = two ? stableSet.desired() : 0;
  }

  // CalculateReplicaCountsForBasicCanary, Argo Rollouts; without a separate stable ReplicaSet the
  // second number has no meaning except to the at-desired test, as there
  static ReplicaCounts next(BasicScaling scaling, ReplicaSets sets, int weight) {
    BasicPass pass = new BasicPass(scaling, sets, weight);
    pass.grow();
    if (sets.olderDesired() == 0) {
      pass.shrink();
    }
    return new ReplicaCounts(Math.toIntExact(pass.canary), Math.toIntExact(pass.stable));
  }

  private void grow() {
    long room = most - sets.olderDesired() - canary - stable;
    if (two) {
      long more = growth(target.stable() - stable, room);
      stable += more;
      room -= more;
    }
    if (sets.canary().isPresent()) {
      canary += growth(target.canary() - canary, room);
    }
  }

  private static long growth(long missing, long room) {
    return Math.max(0, Math.min(missing, room));
  }

  private void shrink() {
    boolean up = target.canary() >= canarySet.desired();
    // the stable ReplicaSet counts here even when it is the canary's, so that its pods count twice
    long budget = counted(canarySet, !up) + counted(stableSet, up) - least;
    if (budget <= 0) {
      return;
    }
    if (!up) {
      canary = Math.max(target.canary(), canarySet.desired() - budget);
      stable = repaired(stableSet, stable, Math.min(canarySet.available(), canary));
      canary -= above(most, canary + stable);
    } else if (two) {
      stable = Math.min(stable, Math.max(target.stable(), stableSet.desired() - budget));
      canary = repaired(canarySet, canary, Math.min(stableSet.available(), stable));
      stable -= above(most, canary + stable);
    }
  }

  // what counts as serving: the side being drained at its size, the other at its available pods
  private static long counted(ReplicaSetState set, boolean drained) {
    return drained ? set.desired() : Math.min(set.desired(), set.available());
  }

  // adjustReplicaWithinLimits: growing and shrinking in one computation must not break the limits;
  // the new size of the side that is not drained
  private long repaired(ReplicaSetState set, long size, long drainedAvailable) {
    long kept = size - above(most, canary + stable);
    long available = drainedAvailable + Math.min(set.available(), kept);
    long lost = Math.max(0, set.available() - kept);
    return kept + Math.min(lost, Math.max(0, least - available));
  }

  private static long above(long limit, long pods) {
    return Math.max(0, pods - limit);
  }
}

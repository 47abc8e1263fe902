// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import java.util.Optional;

/** One computation of the next sizes; the steps A to D of spec/canary.md 2.6 in order. */
final class BasicPass {
  private final ReplicaSets sets;
  private final boolean two;
  private final ReplicaCounts target;
  private final long most;
  private final long least;
  private long canary;
  private long stable;

  private BasicPass(BasicScaling scaling, ReplicaSets sets, int weight) {
    int replicas = scaling.replicas();
    this.sets = sets;
    two = sets.hasSeparateStable();
    target = two ? scaling.target(weight) : new ReplicaCounts(replicas, 0);
    int extra = scaling.rounding().extraSurge(replicas, weight);
    most = (long) replicas + scaling.limits().maxSurge() + extra;
    least = (long) replicas - scaling.limits().maxUnavailable();
    canary = desired(sets.canary());
    stable = two ? desired(sets.stable()) : 0;
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
    if (two && stable < target.stable() && room > 0) {
      long more = Math.min(room, target.stable() - stable);
      stable += more;
      room -= more;
    }
    if (sets.canary().isPresent() && canary < target.canary() && room > 0) {
      canary = Math.min(target.canary(), canary + room);
    }
  }

  private void shrink() {
    long canaryNow = desired(sets.canary());
    boolean up = sets.canary().isEmpty() || target.canary() >= canaryNow;
    // the stable ReplicaSet counts here even when it is the canary's, so that its pods count twice
    long budget = counted(sets.canary(), !up) + counted(sets.stable(), up) - least;
    if (budget <= 0) {
      return;
    }
    if (!up) {
      canary = Math.max(target.canary(), canaryNow - budget);
      Sizes sizes = repaired(sets.canary(), sets.stable(), new Sizes(canary, stable));
      canary = sizes.drained;
      stable = sizes.kept;
    } else if (two) {
      long stableNow = desired(sets.stable());
      if (stableNow > target.stable()) {
        stable = Math.max(target.stable(), stableNow - budget);
      }
      Sizes sizes = repaired(sets.stable(), sets.canary(), new Sizes(stable, canary));
      stable = sizes.drained;
      canary = sizes.kept;
    }
  }

  // what counts as serving: the side being drained at its size, the other at its available pods
  private static long counted(Optional<ReplicaSetState> set, boolean drained) {
    return set.map(s -> drained ? s.desired() : Math.min(s.desired(), s.available())).orElse(0);
  }

  private record Sizes(long drained, long kept) {}

  // adjustReplicaWithinLimits: growing and shrinking in one computation must not break the limits
  private Sizes repaired(
      Optional<ReplicaSetState> drainedSet, Optional<ReplicaSetState> keptSet, Sizes sizes) {
    if (keptSet.isEmpty()) {
      return sizes;
    }
    long keptAvailable = keptSet.get().available();
    long kept = sizes.kept - above(most, sizes.drained + sizes.kept);
    long drainedAvailable = drainedSet.map(ReplicaSetState::available).orElse(0);
    long available = Math.min(drainedAvailable, sizes.drained) + Math.min(keptAvailable, kept);
    long lost = Math.max(0, keptAvailable - kept);
    kept += Math.min(lost, Math.max(0, least - available));
    return new Sizes(sizes.drained - above(most, sizes.drained + kept), kept);
  }

  private static long above(long limit, long pods) {
    return Math.max(0, pods - limit);
  }

  private static long desired(Optional<ReplicaSetState> set) {
    return set.map(ReplicaSetState::desired).orElse(0);
  }
}

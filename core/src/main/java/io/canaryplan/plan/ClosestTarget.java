// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import java.util.Optional;

/** The split whose share is closest to the weight, canary.md 2.2. */
final class ClosestTarget {
  private final int weight;
  private long canary;
  // of both versions, a long since it may be 2³¹; 0 until there is a split
  private long total;

  private ClosestTarget(int weight) {
    this.weight = weight;
  }

  /**
   * Returns the split; empty if none is allowed, so that the controller falls back to no canary at
   * all: without surge at 75 % of 2, 90 % of 5, 95 % of 10, 98 % of 25 and 99 % of 50 (2.4).
   */
  // approximateWeightedCanaryStableReplicaCounts, Argo Rollouts v1.2 and later
  static Optional<ReplicaCounts> of(int replicas, int weight, boolean surge) {
    if (replicas == 0) {
      return Optional.of(new ReplicaCounts(0, 0));
    }
    int up = WeightMath.roundedUp(replicas, weight, 100);
    int down = WeightMath.roundedDown(replicas, weight, 100);
    boolean zeroAllowed = weight == 0 || weight == 100 || (replicas == 1 && !surge);
    ClosestTarget best = new ClosestTarget(weight);
    // in the order that decides ties
    for (long pods = replicas; pods <= replicas + (surge ? 1L : 0L); pods++) {
      if (up < pods || zeroAllowed) {
        best.offer(up, pods);
      }
      boolean endsInHalf = pods * weight % 100 == 50;
      if (!endsInHalf && (down != 0 || zeroAllowed)) {
        best.offer(down, pods);
      }
    }
    return best.total == 0 ? Optional.empty() : Optional.of(best.counts());
  }

  private void offer(long pods, long of) {
    if (total == 0 || error(pods, of) * total < error(canary, total) * of) {
      canary = pods;
      total = of;
    }
  }

  // |canary·100 − weight·total|: at most 200 by the choice of the splits, so products stay small
  private long error(long pods, long of) {
    return Math.abs(pods * 100 - weight * of);
  }

  private ReplicaCounts counts() {
    return new ReplicaCounts(Math.toIntExact(canary), Math.toIntExact(total - canary));
  }
}

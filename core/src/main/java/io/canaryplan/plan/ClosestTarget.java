// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** The split whose share is closest to the weight, spec/canary.md 2.2. */
final class ClosestTarget {
  /** Pods of the new version out of all pods; a {@code long}, since the total may be 2³¹. */
  private record Option(long canary, long total) {
    // |canary·100 − weight·total|: at most 200 by the choice of the options, so products stay small
    private long error(int weight) {
      return Math.abs(canary * 100 - weight * total);
    }

    private boolean isCloserThan(Option other, int weight) {
      return error(weight) * other.total < other.error(weight) * total;
    }
  }

  private ClosestTarget() {}

  // approximateWeightedCanaryStableReplicaCounts, Argo Rollouts v1.2 and later
  static ReplicaCounts of(int replicas, int weight, boolean surge) {
    if (replicas == 0) {
      return new ReplicaCounts(0, 0);
    }
    Optional<Option> best = Optional.empty();
    for (Option option : options(replicas, weight, surge)) {
      if (best.isEmpty() || option.isCloserThan(best.get(), weight)) {
        best = Optional.of(option);
      }
    }
    return best.map(ClosestTarget::counts).orElse(new ReplicaCounts(0, replicas));
  }

  /**
   * Returns whether no split is allowed, so that the controller falls back to no canary at all:
   * without surge at 75 % of 2, 90 % of 5, 95 % of 10, 98 % of 25 and 99 % of 50 (2.4).
   */
  static boolean hasNone(int replicas, int weight, boolean surge) {
    return replicas > 0 && options(replicas, weight, surge).isEmpty();
  }

  // in the order that decides ties
  private static ImmutableList<Option> options(int replicas, int weight, boolean surge) {
    int up = Share.roundedUp(replicas, weight, 100);
    int down = Share.roundedDown(replicas, weight, 100);
    boolean zeroAllowed = weight == 0 || weight == 100 || (replicas == 1 && !surge);
    boolean downAllowed = down != 0 || zeroAllowed;
    long more = replicas + 1L;
    ImmutableList.Builder<Option> options = ImmutableList.builder();
    if (up < replicas || zeroAllowed) {
      options.add(new Option(up, replicas));
    }
    if (!endsInHalf(replicas, weight) && downAllowed) {
      options.add(new Option(down, replicas));
    }
    if (surge) {
      options.add(new Option(up, more));
    }
    if (surge && !endsInHalf(more, weight) && downAllowed) {
      options.add(new Option(down, more));
    }
    return options.build();
  }

  private static boolean endsInHalf(long total, int weight) {
    return total * weight % 100 == 50;
  }

  private static ReplicaCounts counts(Option option) {
    return new ReplicaCounts(
        Math.toIntExact(option.canary), Math.toIntExact(option.total - option.canary));
  }
}

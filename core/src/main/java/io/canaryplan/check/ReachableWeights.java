// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.ScaleLimits;
import io.canaryplan.rollout.CanaryStrategy;

/** Which shares of the pods a number of replicas can have without traffic routing. */
final class ReachableWeights {
  private final Rounding rounding;
  private final int replicas;
  private final CanaryStrategy canary;

  ReachableWeights(CanaryPlan plan) {
    rounding = plan.rounding();
    replicas = plan.replicas();
    canary = plan.rollout().canary().orElseThrow();
  }

  /**
   * Returns the nearest shares that any weight from 0 to 100 gives, below and above: {@code are 0 %
   * and 33.3 %}.
   */
  String around(int weight) {
    // Weights 0 and 100 are always exact, so there is something on both sides.
    ReplicaCounts low = target(replicas, 0);
    ReplicaCounts high = target(replicas, 100);
    for (int other = 1; other < 100; other++) {
      ReplicaCounts counts = target(replicas, other);
      long distance = counts.canary() * 100L - weight * counts.total();
      if (distance <= 0 && isLess(low, counts)) {
        low = counts;
      }
      if (distance >= 0 && isLess(counts, high)) {
        high = counts;
      }
    }
    return isLess(low, high)
        ? "are " + percent(low) + " % and " + percent(high) + " %"
        : "is " + percent(low) + " %";
  }

  /** Returns the smallest number of replicas at which {@code weight} is exact; at most 100. */
  int replicasFor(int weight) {
    for (int count = 1; count < 100; count++) {
      ReplicaCounts counts = target(count, weight);
      if (counts.canary() * 100L == weight * counts.total()) {
        return count;
      }
    }
    return 100;
  }

  ReplicaCounts target(int count, int weight) {
    ScaleLimits limits = ScaleLimits.resolve(canary.maxSurge(), canary.maxUnavailable(), count);
    return rounding.target(count, weight, limits.maxSurge());
  }

  private static boolean isLess(ReplicaCounts a, ReplicaCounts b) {
    return a.canary() * b.total() < b.canary() * a.total();
  }

  /** Returns the canary's share in percent, rounded to a tenth: {@code 33.3}, {@code 20}. */
  static String percent(ReplicaCounts counts) {
    long whole = counts.total();
    long tenths = Math.floorDiv(counts.canary() * 2000L + whole, 2 * whole);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }
}

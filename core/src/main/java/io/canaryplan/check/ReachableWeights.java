// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.WeightMath;
import java.util.List;

/** Which shares of the pods can be had without traffic routing, in the words of a finding. */
final class ReachableWeights {
  private final Rounding rounding;
  private final int replicas;
  private final int maxSurge;

  /** Looks at the replicas of a plan, which must be 1 or more. */
  ReachableWeights(CanaryPlan plan) {
    rounding = plan.rounding();
    replicas = plan.replicas();
    // a percentage above 0 is at least a pod at any replicas, and no more is asked
    maxSurge = plan.limits().maxSurge();
  }

  /**
   * Returns the nearest shares that any weight from 0 to 100 gives, below and above: {@code are 0 %
   * and 33.3 %}.
   */
  String around(int weight) {
    List<ReplicaCounts> reachable = WeightMath.reachableCounts(rounding, replicas, maxSurge);
    // weights 0 and 100 are always exact, so there is something on both sides
    ReplicaCounts low = reachable.get(0);
    for (ReplicaCounts counts : reachable) {
      long distance = counts.canary() * 100L - weight * counts.total();
      if (distance >= 0) {
        return distance == 0
            ? "is " + percent(counts) + " %"
            : "are " + percent(low) + " % and " + percent(counts) + " %";
      }
      low = counts;
    }
    throw new IllegalArgumentException("no share of " + weight + " %");
  }

  /** Returns the smallest number of replicas at which {@code weight} is exact; at most 100. */
  int replicasFor(int weight) {
    return WeightMath.smallestReplicas(rounding, weight, maxSurge);
  }

  /** Returns the counts that {@code weight} settles at with a number of replicas. */
  ReplicaCounts target(int count, int weight) {
    return WeightMath.targetCounts(rounding, count, weight, maxSurge);
  }

  /** Returns the canary's share in percent. */
  static String percent(ReplicaCounts counts) {
    return new Ratio(counts.canary(), counts.total()).percent();
  }
}

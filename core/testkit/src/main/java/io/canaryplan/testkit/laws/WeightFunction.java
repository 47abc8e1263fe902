// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit.laws;

import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.ScaleLimits;
import io.canaryplan.plan.WeightMath;

/**
 * What {@link WeightLaws} are checked on: how a weight becomes pods without traffic routing. The
 * planner's own is {@link #of}; another tool's is a lambda.
 *
 * <p>Implementations without state are safe for use by several threads.
 */
@FunctionalInterface
public interface WeightFunction {
  /**
   * Returns the pods of both versions.
   *
   * @param replicas pods asked for, 0 or more
   * @param weight share of the new version of 100, 0 to 100
   * @param limits maxSurge and maxUnavailable in pods
   */
  ReplicaCounts counts(int replicas, int weight, ScaleLimits limits);

  /** Returns what this library computes under a rounding. */
  static WeightFunction of(Rounding rounding) {
    return (replicas, weight, limits) ->
        WeightMath.targetCounts(rounding, replicas, weight, limits.maxSurge());
  }
}

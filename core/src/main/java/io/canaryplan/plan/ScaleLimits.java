// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.kubernetes.WorkloadDefaults;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * maxSurge and maxUnavailable resolved to pods. Only canaries without traffic routing are bound by
 * them; with a router they merely pace the removal of old ReplicaSets.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param maxSurge pods allowed above {@code replicas}, 0 or more
 * @param maxUnavailable pods that may be missing from {@code replicas}, 0 or more
 */
public record ScaleLimits(int maxSurge, int maxUnavailable) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a limit is negative
   */
  public ScaleLimits {
    if (maxSurge < 0 || maxUnavailable < 0) {
      throw new IllegalArgumentException(
          "limits must not be negative but were " + maxSurge + " and " + maxUnavailable);
    }
  }

  /**
   * Resolves what the Rollout says, canary.md 1.3 and 1.4: a percentage of surge is rounded up and
   * one of unavailable down; if both come out as 0, one pod may be unavailable, since nothing could
   * move otherwise; unavailable is at most {@code replicas}, surge has no limit.
   *
   * <p>25 % and 25 % of 10 are 3 and 2; of 0 both are 0. A text that is no number silently makes
   * both limits 0, so that nothing moves.
   *
   * @param maxSurge as written; absent means 25 %
   * @param maxUnavailable as written; absent means 25 %
   * @param replicas pods asked for, 0 or more
   * @throws IllegalArgumentException if replicas or a limit are negative; the controller would
   *     count on with such a limit (rule surge-limit-negative), which is not planned
   */
  public static ScaleLimits resolve(
      Optional<IntOrPercent> maxSurge, Optional<IntOrPercent> maxUnavailable, int replicas) {
    OptionalLong up = maxSurge.orElse(WorkloadDefaults.LIMIT).resolveRoundingUp(replicas);
    OptionalLong down = maxUnavailable.orElse(WorkloadDefaults.LIMIT).resolveRoundingDown(replicas);
    if (up.isEmpty() || down.isEmpty()) {
      // resolveFenceposts returns early on a parse error, before the rule for two zeros
      return new ScaleLimits(0, 0);
    }
    if (up.getAsLong() < 0 || down.getAsLong() < 0) {
      throw new IllegalArgumentException(
          "limits must not be negative but were " + up.getAsLong() + " and " + down.getAsLong());
    }
    int surge = WeightMath.pods(up.getAsLong());
    int unavailable = WeightMath.pods(down.getAsLong());
    if (surge == 0 && unavailable == 0) {
      unavailable = 1;
    }
    return new ScaleLimits(surge, Math.min(unavailable, replicas));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

/**
 * maxSurge and maxUnavailable resolved to pods. Only canaries without traffic routing are bound by
 * them; with a router they merely pace the removal of old ReplicaSets.
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
}

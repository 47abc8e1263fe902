// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * How traffic is shared. The parts add up to the maximum traffic weight, which is 100 unless
 * maxTrafficWeight is set, except when experiments ask for more than the canary leaves: then stable
 * is 0 and the sum is larger.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param canary weight of the new version, 0 or more
 * @param stable weight of the stable version, 0 or more
 * @param additional weights of running experiments, in the order of their templates
 */
public record TrafficWeights(int canary, int stable, List<AdditionalWeight> additional) {
  /**
   * Checks the ranges and copies the list.
   *
   * @throws IllegalArgumentException if a weight is negative
   */
  public TrafficWeights {
    if (canary < 0 || stable < 0) {
      throw new IllegalArgumentException(
          "weights must not be negative but were " + canary + "/" + stable);
    }
    additional = ImmutableList.copyOf(additional);
  }

  /**
   * Shares what canary and experiments leave to stable; 0 if they leave nothing.
   *
   * @param canary weight of the new version, 0 to {@code max}
   * @param additional weights of running experiments
   * @param max the maximum traffic weight
   */
  public static TrafficWeights of(int canary, List<AdditionalWeight> additional, int max) {
    long rest = (long) max - canary - sum(additional);
    return new TrafficWeights(canary, WeightMath.pods(rest), additional);
  }

  /** Returns the sum of all weights. */
  public long total() {
    return (long) canary + stable + sum(additional);
  }

  /**
   * Returns stable's weight as {@code status.canary.weights} has it: what canary and experiments
   * leave of {@code max}, which is negative where they ask for more (canary.md 10.6). A
   * VirtualService has 0 then.
   *
   * @param max the maximum traffic weight
   */
  public long stableInStatus(int max) {
    return (long) max - canary - sum(additional);
  }

  /** Returns {@code canary/stable}. */
  @Override
  public String toString() {
    return canary + "/" + stable;
  }

  private static long sum(List<AdditionalWeight> additional) {
    long sum = 0;
    for (AdditionalWeight weight : additional) {
      sum += weight.weight();
    }
    return sum;
  }
}

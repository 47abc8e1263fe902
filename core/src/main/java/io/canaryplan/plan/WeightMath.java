// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.primitives.Ints;

/**
 * What a share of the traffic comes to in pods: exact integers, no floating point.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class WeightMath {
  private WeightMath() {}

  /**
   * Returns {@code replicas · weight / max} rounded up, as a number of pods: 15 of 100 of 10 pods
   * is 1.5, so 2. Below 0 becomes 0 and above 2³¹−1 becomes 2³¹−1, which only a setCanaryScale
   * weight outside 0 to {@code max} reaches.
   *
   * @param replicas pods asked for, 0 or more
   * @param weight share of {@code max}
   * @param max the whole, 1 or more
   */
  public static int roundedUp(int replicas, long weight, int max) {
    return pods(-Math.floorDiv(-product(replicas, weight), (long) max));
  }

  /**
   * Returns {@code replicas · weight / max} rounded down, with the same limits as {@link
   * #roundedUp}.
   */
  public static int roundedDown(int replicas, long weight, int max) {
    return pods(Math.floorDiv(product(replicas, weight), (long) max));
  }

  static int pods(long count) {
    return Ints.saturatedCast(Math.max(0, count));
  }

  private static long product(int replicas, long weight) {
    return Math.multiplyExact((long) replicas, weight);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

/** Exact shares of a number of pods; 15 of 100 of 10 pods is 1.5. */
final class Share {
  private Share() {}

  /**
   * Returns {@code replicas · weight / max} rounded up, as a number of pods: below 0 becomes 0 and
   * above 2³¹−1 becomes 2³¹−1, which only a setCanaryScale weight outside 0 to {@code max} reaches.
   */
  static int roundedUp(int replicas, long weight, int max) {
    return pods(-Math.floorDiv(-product(replicas, weight), (long) max));
  }

  /** Returns {@code replicas · weight / max} rounded down, with the same limits. */
  static int roundedDown(int replicas, long weight, int max) {
    return pods(Math.floorDiv(product(replicas, weight), (long) max));
  }

  /**
   * Returns {@code replicas · weight / max} as an exact decimal, for example {@code 1.5}; a share
   * that has no end within four places is cut there and marked, for example {@code 3.3333…}.
   */
  static String decimal(int replicas, long weight, long max) {
    long product = product(replicas, weight);
    String sign = product < 0 ? "-" : "";
    long whole = Math.abs(product / max);
    long rest = Math.abs(product % max);
    StringBuilder text = new StringBuilder(sign).append(whole);
    for (int place = 0; rest != 0 && place < 4; place++) {
      rest *= 10;
      text.append(place == 0 ? "." : "").append(rest / max);
      rest %= max;
    }
    return rest == 0 ? text.toString() : text.append('…').toString();
  }

  static int pods(long count) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, count));
  }

  private static long product(int replicas, long weight) {
    return Math.multiplyExact((long) replicas, weight);
  }
}

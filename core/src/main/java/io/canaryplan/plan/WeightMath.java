// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a share of the traffic comes to in pods: exact integers, no floating point. These are the
 * numbers that a test of a manifest wants to state, for example that {@code setWeight: 20} is exact
 * at the replicas that production has:
 *
 * <pre>{@code
 * WeightMath.reachableWeights(Rounding.CLOSEST, 4, 1)      // 0, 20, 25, 40, 50, 60, 75, 80, 100
 * WeightMath.smallestReplicas(Rounding.CLOSEST, 20, 1)     // 4: one canary beside four
 * WeightMath.targetCounts(Rounding.CLOSEST, 10, 15, 3)     // 2/9
 * }</pre>
 *
 * <p>The first three functions are about canaries without traffic routing, where the ratio of pods
 * is the only weight. A router reaches every weight with any number of replicas; its canary has
 * {@link #roundedUp} pods.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class WeightMath {
  private static final int WHOLE = 100;

  private WeightMath() {}

  /**
   * Computes the counts that a weight settles at without traffic routing, canary.md 2.2-2.4 and 9.
   *
   * <p>Weight 0 is {@code 0/replicas} and weight 100 is {@code replicas/0} under both rules.
   *
   * @param rounding the rule
   * @param replicas pods asked for, 0 or more, up to 2³¹−1
   * @param weight share of the new version of 100, 0 to 100
   * @param maxSurge resolved pods above {@code replicas}, 0 or more; only CLOSEST looks at it, and
   *     only whether it is 0
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static ReplicaCounts targetCounts(
      Rounding rounding, int replicas, int weight, int maxSurge) {
    return rounding.target(replicas, weight, maxSurge);
  }

  /**
   * Returns the counts that the weights from 0 to 100 settle at without traffic routing, each once,
   * from the smallest share of the canary to the largest: the first is {@code 0/replicas} and the
   * last {@code replicas/0}. With no replicas both are {@code 0/0}.
   *
   * @param rounding the rule
   * @param replicas pods asked for, 0 or more
   * @param maxSurge resolved pods above {@code replicas}, 0 or more
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static List<ReplicaCounts> reachableCounts(Rounding rounding, int replicas, int maxSurge) {
    return IntStream.rangeClosed(0, WHOLE)
        .mapToObj(weight -> rounding.target(replicas, weight, maxSurge))
        .distinct()
        .sorted(Comparator.comparing(counts -> new Ratio(counts.canary(), counts.total())))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Returns the weights from 0 to 100 that are reached exactly without traffic routing: the pods
   * that such a weight settles at have just this share. Rising; 0 and 100 are always among them.
   *
   * @param rounding the rule
   * @param replicas pods asked for, 0 or more; with none every weight is reached by nothing
   * @param maxSurge resolved pods above {@code replicas}, 0 or more
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static List<Integer> reachableWeights(Rounding rounding, int replicas, int maxSurge) {
    return IntStream.rangeClosed(0, WHOLE)
        .filter(weight -> isExact(rounding, replicas, weight, maxSurge))
        .boxed()
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Returns the fewest replicas at which a weight is reached exactly without traffic routing, 1 to
   * 100: with 100 replicas every weight is.
   *
   * @param rounding the rule
   * @param weight share of the new version of 100, 0 to 100
   * @param maxSurge resolved pods above replicas, 0 or more; a percentage above 0 is at least one
   *     pod of any number of replicas, and CLOSEST only looks whether there is one
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static int smallestReplicas(Rounding rounding, int weight, int maxSurge) {
    return IntStream.range(1, WHOLE)
        .filter(replicas -> isExact(rounding, replicas, weight, maxSurge))
        .findFirst()
        .orElse(WHOLE);
  }

  private static boolean isExact(Rounding rounding, int replicas, int weight, int maxSurge) {
    ReplicaCounts counts = rounding.target(replicas, weight, maxSurge);
    return (long) counts.canary() * WHOLE == weight * counts.total();
  }

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

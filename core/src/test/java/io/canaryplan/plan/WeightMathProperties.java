// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * What is derived from the targets, against a search by brute force that shares nothing with them:
 * decimals, every split of canary.md 2.2 in turn. The targets themselves are held by the laws of
 * the test kit.
 */
class WeightMathProperties {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** A split, and its distance from the weight as canary.md 2.2 measures it. */
  private record Split(int canary, int total, BigDecimal distance) {}

  private static int up(int replicas, int weight) {
    return decimal(replicas, weight).setScale(0, RoundingMode.CEILING).intValueExact();
  }

  private static BigDecimal decimal(int replicas, int weight) {
    return BigDecimal.valueOf(replicas).multiply(BigDecimal.valueOf(weight)).divide(HUNDRED);
  }

  /** Returns {@code canary, stable}. */
  private static List<Integer> oracle(Rounding rounding, int replicas, int weight, int surge) {
    if (rounding == Rounding.CEILING) {
      return List.of(up(replicas, weight), up(replicas, 100 - weight));
    }
    if (replicas == 0) {
      return List.of(0, 0);
    }
    int ceil = up(replicas, weight);
    int floor = decimal(replicas, weight).setScale(0, RoundingMode.FLOOR).intValueExact();
    boolean anyway = weight == 0 || weight == 100 || (replicas == 1 && surge == 0);
    List<Split> splits = new ArrayList<>();
    for (int total = replicas; total <= replicas + Math.min(surge, 1); total++) {
      if (ceil < total || anyway) {
        splits.add(split(ceil, total, weight));
      }
      boolean half =
          decimal(total, weight).remainder(BigDecimal.ONE).compareTo(new BigDecimal("0.5")) == 0;
      if (!half && (floor > 0 || anyway)) {
        splits.add(split(floor, total, weight));
      }
    }
    List<Integer> best = List.of(0, replicas);
    BigDecimal least = null;
    for (Split split : splits) {
      if (least == null || split.distance().compareTo(least) < 0) {
        least = split.distance();
        best = List.of(split.canary(), split.total() - split.canary());
      }
    }
    return best;
  }

  // 40 digits tell any two shares of less than 10⁵ pods apart
  private static Split split(int canary, int total, int weight) {
    BigDecimal share =
        BigDecimal.valueOf(canary)
            .multiply(HUNDRED)
            .divide(BigDecimal.valueOf(total), 40, RoundingMode.HALF_EVEN);
    return new Split(canary, total, share.subtract(BigDecimal.valueOf(weight)).abs());
  }

  @Property(tries = 100, seed = "1")
  void reachableIsWhatSomeWeightGives(
      @ForAll Rounding rounding,
      @ForAll @IntRange(min = 1, max = 150) int replicas,
      @ForAll @IntRange(max = 2) int surge) {
    TreeMap<BigDecimal, String> counts = new TreeMap<>();
    List<Integer> exact = new ArrayList<>();
    for (int weight = 0; weight <= 100; weight++) {
      List<Integer> pods = oracle(rounding, replicas, weight, surge);
      Split split = split(pods.get(0), pods.get(0) + pods.get(1), 0);
      counts.put(split.distance(), pods.get(0) + "/" + pods.get(1));
      if (split.distance().compareTo(BigDecimal.valueOf(weight)) == 0) {
        exact.add(weight);
      }
    }
    assertThat(WeightMath.reachableCounts(rounding, replicas, surge))
        .extracting(ReplicaCounts::toString)
        .containsExactlyElementsOf(counts.values());
    assertThat(WeightMath.reachableWeights(rounding, replicas, surge)).isEqualTo(exact);
  }

  @Property(tries = 200, seed = "1")
  void noFewerReplicasAreExact(
      @ForAll Rounding rounding,
      @ForAll @IntRange(max = 100) int weight,
      @ForAll @IntRange(max = 2) int surge) {
    int replicas = 1;
    while (true) {
      List<Integer> pods = oracle(rounding, replicas, weight, surge);
      if (pods.get(0) * (100 - weight) == pods.get(1) * weight) {
        break;
      }
      replicas++;
    }
    assertThat(WeightMath.smallestReplicas(rounding, weight, surge)).isEqualTo(replicas);
  }
}

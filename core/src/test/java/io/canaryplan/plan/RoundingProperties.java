// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RoundingProperties {
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  @Property(tries = 300, seed = "1")
  void ceilingIsTheLeastNumberOfPodsThatReachesTheShare(
      @ForAll @IntRange(max = Integer.MAX_VALUE) int replicas,
      @ForAll @IntRange(max = 100) int weight) {
    ReplicaCounts counts = Rounding.CEILING.target(replicas, weight, 0);
    assertLeast(counts.canary(), replicas, weight);
    assertLeast(counts.stable(), replicas, 100 - weight);
    assertThat(counts.total() - replicas).isBetween(0L, 1L);
  }

  // canary·100 ≥ replicas·weight, and one pod fewer is not enough
  private static void assertLeast(int pods, int replicas, int weight) {
    BigInteger share = BigInteger.valueOf(replicas).multiply(BigInteger.valueOf(weight));
    BigInteger reached = BigInteger.valueOf(pods).multiply(HUNDRED);
    assertThat(reached).isGreaterThanOrEqualTo(share);
    assertThat(reached.subtract(share)).isLessThan(HUNDRED);
  }

  @Property(tries = 300, seed = "1")
  void moreWeightIsNeverFewerCanariesUnderCeiling(
      @ForAll @IntRange(max = 100_000) int replicas, @ForAll @IntRange(max = 99) int weight) {
    ReplicaCounts less = Rounding.CEILING.target(replicas, weight, 0);
    ReplicaCounts more = Rounding.CEILING.target(replicas, weight + 1, 0);
    assertThat(more.canary()).isGreaterThanOrEqualTo(less.canary());
    assertThat(more.stable()).isLessThanOrEqualTo(less.stable());
  }

  @Property(tries = 300, seed = "1")
  void nothingAndEverythingAreExact(
      @ForAll Rounding rounding,
      @ForAll @IntRange(max = Integer.MAX_VALUE) int replicas,
      @ForAll @IntRange(max = 5) int surge) {
    assertThat(rounding.target(replicas, 0, surge)).isEqualTo(new ReplicaCounts(0, replicas));
    assertThat(rounding.target(replicas, 100, surge)).isEqualTo(new ReplicaCounts(replicas, 0));
  }

  @Property(tries = 500, seed = "1")
  void closestHasOnePodMoreAtMostAndOnlyWithSurge(
      @ForAll @IntRange(max = Integer.MAX_VALUE) int replicas,
      @ForAll @IntRange(max = 100) int weight,
      @ForAll @IntRange(max = 2) int surge) {
    ReplicaCounts counts = Rounding.CLOSEST.target(replicas, weight, surge);
    assertThat(counts.total() - replicas).isBetween(0L, surge > 0 ? 1L : 0L);
  }

  @Property(tries = 500, seed = "1")
  void closestKeepsBothVersionsAlive(
      @ForAll @IntRange(min = 1, max = 2000) int replicas,
      @ForAll @IntRange(min = 1, max = 99) int weight,
      @ForAll @IntRange(max = 1) int surge) {
    Assume.that(replicas > 1 || surge > 0);
    Assume.that(ClosestTarget.of(replicas, weight, surge > 0).isPresent());
    ReplicaCounts counts = Rounding.CLOSEST.target(replicas, weight, surge);
    assertThat(counts.canary()).isPositive();
    assertThat(counts.stable()).isPositive();
  }

  @Property(tries = 300, seed = "1")
  void onlyWhetherThereIsSurgeMatters(
      @ForAll Rounding rounding,
      @ForAll @IntRange(max = 2000) int replicas,
      @ForAll @IntRange(max = 100) int weight,
      @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int surge) {
    assertThat(rounding.target(replicas, weight, surge))
        .isEqualTo(rounding.target(replicas, weight, 1));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.ScaleLimits;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasicScalingTest {
  // the transition vectors of canary.md 2.7; ReplicaSets are desired/available
  @ParameterizedTest(name = "{1} % of {0}, limits {2} and {3}: {4} beside {5}")
  @CsvSource(
      nullValues = "–",
      textBlock =
          """
          # replicas, weight, surge, unavailable, canary, stable, older, target, next canary, next stable
          10, 20, 2, 0, 0/0, 10/10, –, 2/8, 2, 10
          10, 20, 3, 2, 0/0, 10/10, –, 2/8, 2, 8
          10, 20, 0, 2, 0/0, 10/10, –, 2/8, 0, 8
          10, 30, 2, 0, 0/0, 10/10, –, 3/7, 2, 10
          10, 50, 2, 1, 0/0, 10/10, –, 5/5, 2, 9
          10, 20, 2, 0, 2/2, 10/10, –, 2/8, 2, 8
          10, 20, 2, 0, 2/1, 10/10, –, 2/8, 2, 9
          10, 30, 1, 0, 0/0, 1/1, 3/3, 3/7, 1, 7
          10, 30, 0, 3, 4/4, 8/5, –, 3/7, 3, 7
          10, 100, 1, 0, 10/8, 10/2, –, 10/0, 9, 2
          10, 30, 0, 1, 4/2, 8/6, 3/3, 3/7, 4, 8
          4, 100, 1, 0, 0/0, 4/1, –, 4/0, 1, 4
          4, 100, 1, 0, 1/1, 4/1, –, 4/0, 1, 3
          4, 0, 1, 0, 4/4, 0/0, –, 0/4, 4, 1
          4, 0, 1, 0, 4/4, 1/0, –, 0/4, 4, 1
          4, 0, 1, 0, 4/4, 1/1, –, 0/4, 3, 1
          1, 50, 1, 0, 0/0, 1/1, –, 1/1, 1, 1
          1, 49, 0, 1, 0/0, 1/1, –, 0/1, 0, 1
          1, 51, 0, 1, 0/0, 1/1, –, 1/0, 0, 0
          1, 51, 0, 1, 0/0, 0/0, –, 1/0, 1, 0
          3, 33, 1, 0, 0/0, 3/3, –, 1/2, 1, 3
          3, 33, 1, 0, 1/0, 3/3, –, 1/2, 1, 3
          3, 33, 1, 0, 1/1, 3/3, –, 1/2, 1, 2
          3, 99, 0, 2, 0/0, 3/3, –, 2/1, 0, 1
          3, 99, 0, 2, 0/0, 1/1, –, 2/1, 2, 1
          5, 20, 2, 1, 0/0, 5/5, –, 1/4, 1, 4
          5, 66, 2, 1, 1/1, 4/4, –, 4/2, 3, 3
          5, 66, 2, 1, 3/1, 3/3, –, 4/2, 4, 3
          2, 50, 1, 0, 0/0, 2/2, –, 1/1, 1, 2
          2, 75, 0, 1, 1/1, 1/1, –, 0/2, 0, 1
          10, 95, 0, 1, 9/9, 1/1, –, 0/10, 8, 1
          10, 85, 3, 2, 5/5, 5/5, –, 9/2, 8, 3
          10, 85, 3, 2, 8/5, 3/3, –, 9/2, 9, 3
          10, 10, 1, 0, 5/5, 6/4, –, 1/9, 5, 6
          """)
  void nextSizes(
      int replicas,
      int weight,
      int surge,
      int unavailable,
      String canary,
      String stable,
      String older,
      String target,
      int nextCanary,
      int nextStable) {
    BasicScaling scaling = closest(replicas, surge, unavailable);
    List<ReplicaSetState> others = older == null ? List.of() : List.of(set(older));
    ReplicaSets sets = ReplicaSets.of(set(canary), set(stable), others);
    assertThat(scaling.target(weight)).hasToString(target);
    assertThat(scaling.next(sets, weight)).isEqualTo(new ReplicaCounts(nextCanary, nextStable));
  }

  @Test
  void growingAndShrinkingAtOnceStaysWithinTheSurge() {
    // the example under 2.6: 10/8 beside 10/2 at weight 100, surge 1
    assertThat(closest(10, 1, 0).next(sets("10/8", "10/2"), 100))
        .isEqualTo(new ReplicaCounts(9, 2));
  }

  @Test
  void aVersionOnItsOwnGrowsAsFarAsThereIsRoom() {
    BasicScaling scaling = closest(5, 1, 0);
    assertThat(scaling.next(ReplicaSets.single(set("0/0"), List.of()), 100))
        .isEqualTo(new ReplicaCounts(5, 0));
    // rollback to stable from canary 3 beside stable 2: the old canary is an older ReplicaSet
    assertThat(scaling.next(ReplicaSets.single(set("2/2"), List.of(set("3/3"))), 100))
        .isEqualTo(new ReplicaCounts(3, 0));
  }

  @Test
  void aVersionOnItsOwnShrinksAtOnceWhenHealthy() {
    assertThat(closest(3, 1, 0).next(ReplicaSets.single(set("7/7"), List.of()), 100))
        .isEqualTo(new ReplicaCounts(3, 0));
  }

  @Test
  void aVersionOnItsOwnThatIsMostlyUnavailableUndershootsForAPass() {
    // canary.md 2.9: replicas 3, surge 0 (so unavailable 1), 7 pods of which 1 is available
    BasicScaling scaling = closest(3, 0, 1);
    assertThat(scaling.next(ReplicaSets.single(set("7/1"), List.of()), 100))
        .isEqualTo(new ReplicaCounts(2, 0));
    assertThat(scaling.next(ReplicaSets.single(set("2/1"), List.of()), 100))
        .isEqualTo(new ReplicaCounts(3, 0));
  }

  @Test
  void aMissingCanaryStaysMissing() {
    ReplicaSets sets =
        new ReplicaSets(Optional.empty(), Optional.of(set("10/10")), false, List.of());
    assertThat(closest(10, 3, 2).next(sets, 20)).isEqualTo(new ReplicaCounts(0, 8));
    assertThat(closest(10, 3, 2).atDesired(sets, 20)).isFalse();
  }

  @Test
  void replicasUpToTheLargestIntegerWork() {
    int max = Integer.MAX_VALUE;
    BasicScaling closest = closest(max, max, 0);
    ReplicaSets sets = ReplicaSets.of(set("0/0"), ReplicaSetState.ready(max), List.of());
    // 15 % of 2147483647 is 322122547.05
    assertThat(closest.target(15)).isEqualTo(new ReplicaCounts(322122547, 1825361100));
    assertThat(closest.next(sets, 15)).isEqualTo(new ReplicaCounts(322122547, max));
    BasicScaling ceiling =
        new BasicScaling(Rounding.CEILING, max, new ScaleLimits(max, max), Optional.empty());
    assertThat(ceiling.target(15)).isEqualTo(new ReplicaCounts(322122548, 1825361100));
  }

  @Test
  void theCeilingRuleRaisesTheSurgeForAnUnevenSplit() {
    // 15 % of 10 is 2 + 9 although maxSurge is 0; the first pass may create one pod more than 10
    BasicScaling scaling =
        new BasicScaling(Rounding.CEILING, 10, new ScaleLimits(0, 1), Optional.empty());
    assertThat(scaling.next(sets("1/1", "10/10"), 15)).isEqualTo(new ReplicaCounts(1, 9));
    assertThat(scaling.next(sets("1/1", "9/9"), 15)).isEqualTo(new ReplicaCounts(2, 9));
    // an even split gets no extra pod
    assertThat(scaling.next(sets("1/1", "9/9"), 20)).isEqualTo(new ReplicaCounts(1, 8));
  }

  @Test
  void atDesiredNeedsAvailableCanariesAndCreatedStablePods() {
    BasicScaling scaling = closest(10, 2, 0);
    assertThat(scaling.atDesired(sets("2/2", "8/8"), 20)).isTrue();
    assertThat(scaling.atDesired(sets("2/1", "8/8"), 20)).isFalse();
    assertThat(scaling.atDesired(sets("2/2", "10/10"), 20)).isFalse();
    ReplicaSetState starting = new ReplicaSetState(8, 8, 7);
    assertThat(scaling.atDesired(ReplicaSets.of(set("2/2"), starting, List.of()), 20)).isTrue();
    ReplicaSetState uncreated = new ReplicaSetState(8, 7, 7);
    assertThat(scaling.atDesired(ReplicaSets.of(set("2/2"), uncreated, List.of()), 20)).isFalse();
    ReplicaSets withOlder = ReplicaSets.of(set("2/2"), set("8/8"), List.of(set("0/1")));
    assertThat(scaling.atDesired(withOlder, 20)).isFalse();
  }

  @Test
  void atDesiredUnderTheCeilingRuleNeedsAvailableStablePodsToo() {
    BasicScaling scaling =
        new BasicScaling(Rounding.CEILING, 10, new ScaleLimits(3, 2), Optional.empty());
    assertThat(scaling.atDesired(sets("2/2", "9/9"), 15)).isTrue();
    assertThat(scaling.atDesired(sets("2/2", "9/8"), 15)).isFalse();
  }

  @Test
  void aFallingWeightIsAtDesiredBeforeItsTarget() {
    // canary.md 2.8: 5 replicas, 80 to 20, surge 1; the second stable pod is not ready
    BasicScaling scaling = closest(5, 1, 0);
    ReplicaSets sets = sets("4/4", "2/1");
    assertThat(scaling.target(20)).hasToString("1/4");
    assertThat(scaling.next(sets, 20)).hasToString("4/2");
    assertThat(scaling.atDesired(sets, 20)).isTrue();
  }

  @Test
  void aThresholdIsEnoughBeforeAllCanariesAreAvailable() {
    assertThat(with(new SizeThreshold(true, 50)).atDesired(sets("4/2", "6/6"), 40)).isTrue();
    assertThat(with(new SizeThreshold(true, 51)).atDesired(sets("4/2", "6/6"), 40)).isFalse();
    assertThat(with(new SizeThreshold(false, 3)).atDesired(sets("4/3", "6/6"), 40)).isTrue();
    assertThat(with(new SizeThreshold(false, 3)).atDesired(sets("4/2", "6/6"), 40)).isFalse();
    assertThat(with(new SizeThreshold(true, 100)).atDesired(sets("0/0", "10/10"), 0)).isTrue();
  }

  private static BasicScaling with(SizeThreshold threshold) {
    return new BasicScaling(Rounding.CLOSEST, 10, new ScaleLimits(2, 0), Optional.of(threshold));
  }

  private static BasicScaling closest(int replicas, int surge, int unavailable) {
    return new BasicScaling(
        Rounding.CLOSEST, replicas, new ScaleLimits(surge, unavailable), Optional.empty());
  }

  private static ReplicaSets sets(String canary, String stable) {
    return ReplicaSets.of(set(canary), set(stable), List.of());
  }

  private static ReplicaSetState set(String text) {
    String[] parts = text.split("/", -1);
    return ReplicaSetState.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.ReplicaCounts;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RoutedScalingProperties {
  @Property(tries = 300, seed = "1", edgeCases = EdgeCasesMode.NONE)
  void bothVersionsCarryTheirTraffic(
      @ForAll @IntRange(max = Integer.MAX_VALUE) int replicas,
      @ForAll @IntRange(max = 100) int weight,
      @ForAll @IntRange(max = 100) int recordedStable) {
    RoutedScaling scaling = new RoutedScaling(replicas, 100, true, 0);
    ReplicaCounts counts =
        scaling.counts(CanaryDemand.ofWeight(weight), OptionalInt.of(recordedStable));
    assertThat(counts.canary() * 100L).isGreaterThanOrEqualTo((long) replicas * weight);
    assertThat(counts.stable() * 100L)
        .isGreaterThanOrEqualTo((long) replicas * Math.max(100 - weight, recordedStable));
    assertThat(counts.stable()).isLessThanOrEqualTo(replicas);
  }

  @Property(tries = 300, seed = "1", edgeCases = EdgeCasesMode.NONE)
  void aReplicaSetIsEmptyOrHasItsLeastSize(
      @ForAll @IntRange(max = 100) int replicas,
      @ForAll @IntRange(max = 100) int weight,
      @ForAll @IntRange(max = 20) int minPods) {
    RoutedScaling scaling = new RoutedScaling(replicas, 100, true, minPods);
    ReplicaCounts counts = scaling.counts(CanaryDemand.ofWeight(weight));
    assertThat(counts.canary() == 0 || counts.canary() >= minPods).isTrue();
    assertThat(counts.stable() == 0 || counts.stable() >= minPods).isTrue();
    assertThat(counts.canary() == 0).isEqualTo((long) replicas * weight == 0);
  }

  @Property(tries = 500, seed = "1", edgeCases = EdgeCasesMode.NONE)
  void anAbortNeverRaisesTheWeightAndEndsAtNothing(
      @ForAll ControllerVersion controller,
      @ForAll @IntRange(min = 1, max = 200) int replicas,
      @ForAll @IntRange(max = 200) int stable,
      @ForAll @IntRange(max = 200) int canary,
      @ForAll @IntRange(max = 100) int recorded) {
    RoutedScaling scaling = new RoutedScaling(replicas, 100, true, 0);
    AbortWeight weight = new AbortWeight(scaling, List.of(5, 20, 60), false, controller);
    int next = weight.next(Math.min(stable, replicas), canary, OptionalInt.of(recorded));
    assertThat(next).isBetween(0, recorded);
    assertThat(weight.next(replicas, 0, OptionalInt.of(recorded))).isEqualTo(0);
  }
}

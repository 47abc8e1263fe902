// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.plan.ControllerVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RoutedScalingTest {
  private static final RoutedScaling PLAIN = new RoutedScaling(10, 100, false, 0);
  private static final RoutedScaling DYNAMIC = new RoutedScaling(10, 100, true, 0);

  @Test
  void stableStaysAtReplicasAndTheCanaryIsRoundedUp() {
    assertThat(PLAIN.counts(CanaryDemand.ofWeight(15))).hasToString("2/10");
    assertThat(PLAIN.counts(CanaryDemand.ofWeight(0))).hasToString("0/10");
    assertThat(PLAIN.counts(CanaryDemand.ofWeight(100))).hasToString("10/10");
    assertThat(new RoutedScaling(2, 100, false, 0).counts(CanaryDemand.ofWeight(5)))
        .hasToString("1/2");
  }

  @Test
  void stableShrinksWithTheTrafficUnderDynamicStableScale() {
    assertThat(DYNAMIC.counts(CanaryDemand.ofWeight(15))).hasToString("2/9");
    assertThat(DYNAMIC.counts(CanaryDemand.ofWeight(100))).hasToString("10/0");
    // the traffic has not moved yet: 90 % of it is still on stable
    assertThat(DYNAMIC.counts(CanaryDemand.ofWeight(50), OptionalInt.of(90))).hasToString("5/9");
    assertThat(DYNAMIC.counts(CanaryDemand.ofWeight(50), OptionalInt.of(-20))).hasToString("5/5");
  }

  @Test
  void pinnedPodsHoldStableUnderDynamicStableScale() {
    assertThat(DYNAMIC.counts(CanaryDemand.ofPods(3), OptionalInt.of(40))).hasToString("3/10");
    // setCanaryScale.weight does not
    assertThat(DYNAMIC.counts(CanaryDemand.ofWeight(50), OptionalInt.of(60))).hasToString("5/6");
  }

  @Test
  void theLeastSizeBindsPinnedPodsOnlyUnderDynamicStableScale() {
    assertThat(new RoutedScaling(10, 100, false, 3).counts(CanaryDemand.ofPods(1)))
        .hasToString("1/10");
    assertThat(new RoutedScaling(10, 100, true, 3).counts(CanaryDemand.ofPods(1)))
        .hasToString("3/10");
    assertThat(new RoutedScaling(10, 100, true, 3).counts(CanaryDemand.ofWeight(95)))
        .hasToString("10/3");
    assertThat(new RoutedScaling(10, 100, true, 3).counts(CanaryDemand.ofWeight(100)))
        .hasToString("10/0");
  }

  @Test
  void onlyTheMainBranchCapsTheLeastSizeAtReplicas() {
    OptionalInt fifty = OptionalInt.of(50);
    assertThat(RoutedScaling.minPods(fifty, 5, ControllerVersion.MAIN)).isEqualTo(5);
    assertThat(RoutedScaling.minPods(fifty, 5, ControllerVersion.V1_9)).isEqualTo(50);
    assertThat(RoutedScaling.minPods(OptionalInt.empty(), 5, ControllerVersion.V1_9)).isEqualTo(0);
  }

  @Test
  void anotherMaximumWeightIsTheWholeTraffic() {
    RoutedScaling scaling = new RoutedScaling(10, 1000, true, 0);
    assertThat(scaling.counts(CanaryDemand.ofWeight(150))).hasToString("2/9");
    assertThat(scaling.podsFor(1)).isEqualTo(1);
  }

  @Test
  void aScaleAboveTheWholeIsAllowedAndStopsAtTheLargestInteger() {
    assertThat(PLAIN.counts(CanaryDemand.ofWeight(200))).hasToString("20/10");
    assertThat(DYNAMIC.counts(CanaryDemand.ofWeight(200))).hasToString("20/0");
    RoutedScaling large = new RoutedScaling(Integer.MAX_VALUE, 100, true, 0);
    assertThat(large.podsFor(200)).isEqualTo(Integer.MAX_VALUE);
    assertThat(large.counts(CanaryDemand.ofWeight(1))).hasToString("21474837/2126008811");
  }

  @Test
  void anAbortedCanaryKeepsThePodsForItsTrafficUnderDynamicStableScale() {
    RecordedWeights recorded = new RecordedWeights(60, 40);
    assertThat(DYNAMIC.abortCounts(CanaryDemand.ofWeight(40), recorded)).hasToString("6/6");
    assertThat(PLAIN.abortCounts(CanaryDemand.ofWeight(0), recorded)).hasToString("0/10");
  }

  @Test
  void atDesiredLooksAtStableOnlyWithoutDynamicStableScale() {
    CanaryDemand twenty = CanaryDemand.ofWeight(20);
    ReplicaSets shrunk = sets(ReplicaSetState.ready(2), ReplicaSetState.ready(8));
    assertThat(DYNAMIC.atDesired(shrunk, twenty, Optional.empty())).isTrue();
    assertThat(PLAIN.atDesired(shrunk, twenty, Optional.empty())).isFalse();
    // created is enough
    ReplicaSets starting = sets(ReplicaSetState.ready(2), ReplicaSetState.of(10, 4));
    assertThat(PLAIN.atDesired(starting, twenty, Optional.empty())).isTrue();
    ReplicaSets unready = sets(ReplicaSetState.of(2, 1), ReplicaSetState.ready(10));
    assertThat(PLAIN.atDesired(unready, twenty, Optional.empty())).isFalse();
    assertThat(PLAIN.atDesired(unready, twenty, Optional.of(new SizeThreshold(true, 50)))).isTrue();
  }

  @Test
  void refusesImpossibleValues() {
    assertThatThrownBy(() -> new RoutedScaling(-1, 100, false, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no sizes for -1 replicas and a maximum weight of 100");
    assertThatThrownBy(() -> new RoutedScaling(1, 0, false, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ReplicaSets sets(ReplicaSetState canary, ReplicaSetState stable) {
    return ReplicaSets.of(canary, stable, List.of());
  }
}

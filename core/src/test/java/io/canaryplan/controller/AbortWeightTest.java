// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.ControllerVersion;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The traces of canary.md 5.1.4: 10 replicas, steps 20, 40, 60, pause, 80. */
class AbortWeightTest {
  private static final RoutedScaling TEN = new RoutedScaling(10, 100, true, 0);
  private static final List<Integer> STEPS = List.of(20, 40, 60, 80);

  @ParameterizedTest(name = "{0}: {1} stable, {2} canary at {3}")
  @CsvSource(
      textBlock =
          """
          canary does not cover it yet, 4, 6, 60, 60
          stable has grown to 6,        6, 6, 60, 40
          canary has shrunk to 4,       6, 4, 40, 40
          stable has grown to 8,        8, 4, 40, 20
          canary has shrunk to 2,       8, 2, 20, 20
          stable is complete,          10, 2, 20, 0
          """)
  void goesDownTheStepsWithoutADelay(
      String reason, int stable, int canary, int recorded, int expected) {
    AbortWeight weight = new AbortWeight(TEN, STEPS, false, ControllerVersion.MAIN);
    assertThat(weight.next(stable, canary, OptionalInt.of(recorded))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} stable, canary kept at 6, at {1}")
  @CsvSource({"4, 60, 60", "6, 60, 60", "8, 60, 20", "10, 20, 0"})
  void looksAtStableAloneWithADelay(int stable, int recorded, int expected) {
    AbortWeight weight = new AbortWeight(TEN, STEPS, true, ControllerVersion.MAIN);
    assertThat(weight.next(stable, 6, OptionalInt.of(recorded))).isEqualTo(expected);
  }

  @Test
  void version19StopsPartWayWithADelay() {
    AbortWeight weight = new AbortWeight(TEN, STEPS, true, ControllerVersion.V1_9);
    assertThat(weight.next(6, 6, OptionalInt.of(60))).isEqualTo(40);
    assertThat(weight.next(6, 6, OptionalInt.of(40))).isEqualTo(40);
    assertThat(TEN.abortCounts(CanaryDemand.ofWeight(40), new RecordedWeights(40, 60)))
        .hasToString("4/6");
  }

  @Test
  void version18FollowsTheAvailableStablePods() {
    AbortWeight weight = new AbortWeight(TEN, STEPS, false, ControllerVersion.V1_8);
    assertThat(weight.goal(4, 6)).isEqualTo(0);
    assertThat(weight.next(4, 6, OptionalInt.of(60))).isEqualTo(60);
    assertThat(weight.next(7, 6, OptionalInt.of(60))).isEqualTo(30);
    assertThat(weight.next(10, 6, OptionalInt.of(30))).isEqualTo(0);
  }

  @Test
  void isNothingWithoutReplicasOrDynamicStableScale() {
    RoutedScaling none = new RoutedScaling(0, 100, true, 0);
    RoutedScaling plain = new RoutedScaling(10, 100, false, 0);
    OptionalInt recorded = OptionalInt.of(60);
    assertThat(new AbortWeight(none, STEPS, false, ControllerVersion.MAIN).next(0, 0, recorded))
        .isEqualTo(0);
    assertThat(new AbortWeight(plain, STEPS, false, ControllerVersion.MAIN).next(4, 6, recorded))
        .isEqualTo(0);
  }

  @Test
  void withoutRecordedWeightsTheCanaryKeepsWhatStableCannotCarry() {
    AbortWeight weight = new AbortWeight(TEN, STEPS, false, ControllerVersion.MAIN);
    assertThat(weight.next(4, 6, OptionalInt.empty())).isEqualTo(60);
    assertThat(weight.next(10, 0, OptionalInt.empty())).isEqualTo(0);
  }

  @Test
  void aRollbackKeepsTheRecordedWeightUntilStableIsComplete() {
    // canary.md 3.2: the goal is the whole traffic
    AbortWeight weight = new AbortWeight(TEN, STEPS, false, ControllerVersion.MAIN);
    assertThat(weight.towards(100, 5, OptionalInt.of(50))).isEqualTo(50);
  }
}

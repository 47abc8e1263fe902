// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PlanSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Peaks, overload and aborts that stand still: what only the passes between two settled states
 * show.
 */
class PathChecksTest {
  private static final String I = Cases.ISTIO;

  @ParameterizedTest
  @CsvSource({"15, 0", "16, 1"})
  void overloadBeginsAboveOneAndAHalf(int weight, int count) {
    List<String> found =
        Cases.planned(
            Cases.canary(
                10,
                I
                    + "steps: [{setCanaryScale: {replicas: 1}}, {setWeight: "
                    + weight
                    + "}, {pause: {}}]"));
    assertThat(Cases.of(PathRules.OVERLOAD, found)).hasSize(count);
  }

  @Test
  void aPeakAboveTheWrittenSurgeIsNamed() {
    String steps = "steps: [{setWeight: 20}, {pause: {}}]";
    assertThat(
            Cases.of(
                LimitRules.POD_PEAK, Cases.planned(Cases.canary(10, I + "maxSurge: 1\n" + steps))))
        .containsExactly(
            "pod-peak spec.replicas: \"10\" replicas become up to 20 pods on the way to the promoted"
                + " state, where maxSurge suggests 11");
    assertThat(
            Cases.of(
                LimitRules.POD_PEAK,
                Cases.planned(Cases.canary(10, I + "maxSurge: 100%\n" + steps))))
        .isEmpty();
    assertThat(Cases.of(LimitRules.POD_PEAK, Cases.planned(Cases.canary(10, I + steps)))).isEmpty();
  }

  @Test
  void overloadNamesTheWorstMoment() {
    // 80 of 100 on 2 of 10 pods, between cutting the pods and lowering the weight (canary.md 3.6)
    assertThat(
            Cases.of(
                PathRules.OVERLOAD,
                Cases.planned(
                    Cases.canary(
                        10, I + "steps: [{setWeight: 80}, {pause: {}}, {setWeight: 20}]"))))
        .containsExactly(
            "overload spec.strategy.canary.steps[2]: \"setWeight: 20\" lets 80 of 100 parts of the"
                + " traffic reach 2 pods of the canary version, where 10 replicas carry all of it");
  }

  @Test
  void overloadIsSeenAfterAPassWithoutTrafficAndPods() {
    // The first step only writes a route: 0 of 100 on 0 pods, which is no load at all.
    String steps =
        "steps: [{setHeaderRoute: {name: h, match: [{headerName: x, headerValue: {exact: z}}]}},"
            + " {setCanaryScale: {replicas: 1}}, {setWeight: 40}, {pause: {}}]";
    assertThat(Cases.of(PathRules.OVERLOAD, Cases.planned(Cases.canary(7, I + steps))))
        .containsExactly(
            "overload spec.strategy.canary.steps[2]: \"setWeight: 40\" lets 40 of 100 parts of the"
                + " traffic reach 1 pod of the canary version, where 7 replicas carry all of it");
  }

  @Test
  void theLargestWeightOnTheMostPodsIsNoOverload() {
    // every part of the traffic on every pod: the share is 1, and 3 times either term leaves long
    String spec =
        """
        stableService: s
        canaryService: c
        trafficRouting: {maxTrafficWeight: 2147483647, istio: {virtualService: {name: v}}}
        steps: [{setWeight: 2147483647}, {pause: {}}]
        """;
    assertThat(Cases.of(PathRules.OVERLOAD, Cases.planned(Cases.canary(Integer.MAX_VALUE, spec))))
        .isEmpty();
  }

  @Test
  void anAbortThatStandsStillIsFoundForTheControllersThatDoIt() {
    // The trace of canary.md 5.1.4 with n = 30: stuck up to v1.9.1
    String canary =
        I
            + "dynamicStableScale: true\nabortScaleDownDelaySeconds: 30\n"
            + "steps: [{setWeight: 20}, {setWeight: 40}, {setWeight: 60}, {pause: {}}, {setWeight: 80}]";
    assertThat(Cases.of(AbortRules.ABORT_STANDS_STILL, Cases.planned(Cases.canary(10, canary))))
        .singleElement()
        .asString()
        .contains(": an abort here does not come to its end: ");
    assertThat(
            Cases.of(
                AbortRules.ABORT_STANDS_STILL,
                Cases.planned(
                    Cases.canary(10, canary),
                    PlanSettings.DEFAULT.withController(ControllerVersion.MAIN))))
        .isEmpty();
  }
}

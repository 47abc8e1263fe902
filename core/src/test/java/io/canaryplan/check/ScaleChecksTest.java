// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static io.canaryplan.check.Cases.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Rule;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PlanSettings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sizes and delays, each where it fires and where it just does not. */
class ScaleChecksTest {
  private static final String I = Cases.ISTIO;

  static Stream<Arguments> scales() {
    Rule range = ScaleRules.SET_CANARY_SCALE_OUT_OF_RANGE;
    Rule min = LimitRules.MIN_PODS_WITHOUT_EFFECT;
    String dynamic = I + "dynamicStableScale: true\n";
    return Stream.of(
        row(
            range,
            "set-canary-scale-out-of-range: above both",
            10,
            I + "steps: [{setCanaryScale: {replicas: 11}}, {setCanaryScale: {weight: 101}}]",
            "spec.strategy.canary.steps[0].setCanaryScale.replicas: \"11\" pods are more than"
                + " spec.replicas, which is 10; the canary would be larger than the version it"
                + " replaces",
            "spec.strategy.canary.steps[1].setCanaryScale.weight: \"101\" % is more than all of"
                + " spec.replicas; the canary would be larger than the version it replaces"),
        row(
            range,
            "set-canary-scale-out-of-range: all of it is fine",
            10,
            I + "steps: [{setCanaryScale: {replicas: 10}}, {setCanaryScale: {weight: 100}}]"),
        row(
            ScaleRules.STABLE_GONE_BEFORE_PROMOTION,
            "stable-gone-before-promotion: weight 100",
            10,
            dynamic + "steps: [{setWeight: 100}, {pause: {}}]",
            "spec.strategy.canary.steps[0].setWeight: \"setWeight: 100\" takes stable to 0 pods"
                + " before the promotion, since dynamicStableScale is set; an abort must start all of"
                + " them again"),
        row(
            ScaleRules.STABLE_GONE_BEFORE_PROMOTION,
            "stable-gone-before-promotion: weight 99",
            10,
            dynamic + "steps: [{setWeight: 99}, {pause: {}}]"),
        row(
            ScaleRules.STABLE_PINNED,
            "stable-pinned: by replicas",
            10,
            dynamic + "steps: [{setCanaryScale: {replicas: 3}}, {setWeight: 50}, {pause: {}}]",
            "spec.strategy.canary.steps[0].setCanaryScale.replicas: \"3\" pins the canary and keeps"
                + " stable at its full 10 pods however much traffic has moved, in spite of"
                + " dynamicStableScale"),
        row(
            ScaleRules.STABLE_PINNED,
            "stable-pinned: not by weight",
            10,
            dynamic + "steps: [{setCanaryScale: {weight: 30}}, {setWeight: 50}, {pause: {}}]"),
        row(
            min,
            "min-pods-without-effect: no router",
            10,
            "minPodsPerReplicaSet: 2",
            "spec.strategy.canary.minPodsPerReplicaSet: minPodsPerReplicaSet \"2\" has no effect without traffic routing"),
        row(
            min,
            "min-pods-without-effect: above the replicas",
            2,
            I + "minPodsPerReplicaSet: 3",
            "spec.strategy.canary.minPodsPerReplicaSet: minPodsPerReplicaSet \"3\" is above the replicas, 2, and every"
                + " version gets that many pods up to v1.9; up to v1.8.4 such an update is never"
                + " promoted"),
        row(min, "min-pods-without-effect: as many as replicas", 2, I + "minPodsPerReplicaSet: 2"),
        row(
            min,
            "min-pods-without-effect: bypassed",
            10,
            I + "minPodsPerReplicaSet: 3\nsteps: [{setCanaryScale: {replicas: 2}}, {pause: {}}]",
            "spec.strategy.canary.minPodsPerReplicaSet: minPodsPerReplicaSet \"3\" does not hold for"
                + " setCanaryScale.replicas, which wins without dynamicStableScale"));
  }

  static Stream<Arguments> delays() {
    String abort = "spec.strategy.canary.abortScaleDownDelaySeconds: ";
    return Stream.of(
        row(
            AbortRules.OLD_PODS_NEVER_REMOVED,
            "old-pods-never-removed: delay 0",
            10,
            I + "scaleDownDelaySeconds: 0",
            "spec.strategy.canary.scaleDownDelaySeconds: scaleDownDelaySeconds \"0\" means that the old pods are never"
                + " removed, not that they go at once"),
        row(
            AbortRules.OLD_PODS_NEVER_REMOVED,
            "old-pods-never-removed: one second",
            10,
            I + "scaleDownDelaySeconds: 1"),
        row(
            AbortRules.ABORT_DELAY_ZERO,
            "abort-delay-zero: delay 0",
            10,
            I + "abortScaleDownDelaySeconds: 0\nsteps: [{setWeight: 5}, {pause: {}}]",
            abort
                + "abortScaleDownDelaySeconds \"0\" is meant to keep the canary after an abort, but without a size from setCanaryScale in the"
                + " first step its pods go at once"),
        row(
            AbortRules.ABORT_DELAY_ZERO,
            "abort-delay-zero: pinned",
            10,
            I
                + "abortScaleDownDelaySeconds: 0\nsteps: [{setCanaryScale: {weight: 5}}, {pause: {}}]"),
        row(
            AbortRules.ABORT_DELAY_ZERO,
            "abort-delay-zero: first step follows the traffic",
            10,
            I
                + "abortScaleDownDelaySeconds: 0\n"
                + "steps: [{setCanaryScale: {matchTrafficWeight: true}}, {setWeight: 5}, {pause: {}}]",
            abort
                + "abortScaleDownDelaySeconds \"0\" is meant to keep the canary after an abort, but without a size from setCanaryScale in the"
                + " first step its pods go at once"),
        row(
            AbortRules.ABORT_MAY_STALL,
            "abort-may-stall: with dynamicStableScale",
            10,
            I + "dynamicStableScale: true\nabortScaleDownDelaySeconds: 30",
            abort
                + "abortScaleDownDelaySeconds \"30\" together with dynamicStableScale can stop an abort half way on controllers"
                + " up to v1.9.1, with traffic left on the canary"),
        row(
            AbortRules.ABORT_MAY_STALL,
            "abort-may-stall: not dynamic",
            10,
            I + "abortScaleDownDelaySeconds: 30"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"scales", "delays"})
  void checks(String reason, Rule rule, int replicas, String canary, List<String> findings) {
    assertThat(Cases.of(rule, Cases.planned(Cases.canary(replicas, canary)))).isEqualTo(findings);
  }

  @Test
  void theNewestControllerFinishesItsAborts() {
    PlanSettings main = PlanSettings.DEFAULT.withController(ControllerVersion.MAIN);
    assertThat(
            Cases.planned(
                Cases.canary(10, I + "dynamicStableScale: true\nabortScaleDownDelaySeconds: 30"),
                main))
        .containsExactly(
            "scale-down-before-mesh spec.strategy.canary.dynamicStableScale: dynamicStableScale"
                + " \"true\" removes old pods as soon as their traffic is gone; requests that"
                + " proxies still send to them fail");
    assertThat(Cases.planned(Cases.canary(2, I + "minPodsPerReplicaSet: 3"), main))
        .singleElement()
        .asString()
        .endsWith("\"3\" is above the replicas, 2, and capped there");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Severity;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Rollout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * P2, P5, P8, P9, P13, P17 to P25, each where it fires and where it just does not; what only passes
 * show is in {@link PathChecksTest}.
 */
class PlanChecksTest {
  private static final String I = Cases.ISTIO;
  private static final String ROUTE =
      "{setHeaderRoute: {name: geo, match: [{headerName: h, headerValue: {exact: a}}]}}";

  static Stream<Arguments> rows() {
    return Stream.of(steps(), limits(), routes(), scales(), delays()).flatMap(rows -> rows);
  }

  private static Stream<Arguments> steps() {
    CheckRule two = CheckRule.DEGENERATE_STEPS;
    return Stream.of(
        row(
            two,
            "P2 identical pods",
            2,
            "steps: [{setWeight: 10}, {pause: {}}, {setWeight: 20}, {pause: {}}]",
            "spec.strategy.canary.steps[2].setWeight: setWeight \"20\" changes nothing: like"
                + " setWeight 10 of step 0 it settles at 1 canary + 2 stable; 2 replicas cannot tell"
                + " the two apart"),
        row(two, "P2 other pods", 2, "steps: [{setWeight: 10}, {pause: {}}, {setWeight: 50}]"),
        row(two, "P2 with a router", 2, I + "steps: [{setWeight: 10}, {setWeight: 20}]"),
        row(
            two,
            "P2 one replica, once",
            1,
            "steps: [{setWeight: 10}, {pause: {}}, {setWeight: 20}]",
            "spec.replicas: \"1\" replica cannot be shared: setWeight 10 settles at 1 canary + 1"
                + " stable; a canary without traffic routing needs more replicas"),
        row(two, "P2 one replica, all or nothing", 1, "steps: [{setWeight: 0}, {setWeight: 100}]"),
        row(
            CheckRule.STEP_MIXES_KINDS,
            "P17 mixed",
            2,
            I + "steps: [{setWeight: 10, setCanaryScale: {weight: 50}}, {pause: {}}]",
            "spec.strategy.canary.steps[0]: \"setWeight\" and \"setCanaryScale\" stand in one step;"
                + " that is legal and all act at once, but reads like a sequence"),
        row(
            CheckRule.SET_CANARY_SCALE_EMPTY,
            "P17 empty",
            2,
            I + "steps: [{setCanaryScale: {matchTrafficWeight: false}}, {pause: {}}]",
            "spec.strategy.canary.steps[0].setCanaryScale: \"{}\" sets nothing and acts like"
                + " matchTrafficWeight: true"),
        row(
            CheckRule.SET_CANARY_SCALE_EMPTY,
            "P17 not empty",
            2,
            I + "steps: [{setCanaryScale: {matchTrafficWeight: true}}, {pause: {}}]"),
        row(
            CheckRule.WEIGHT_GOES_DOWN,
            "P19 down",
            10,
            I + "steps: [{setWeight: 80}, {pause: {}}, {setWeight: 20}]",
            "spec.strategy.canary.steps[2].setWeight: setWeight \"20\" is below the 80 before it: the"
                + " controller first cuts the canary to 2 pods and lowers the weight one pass later,"
                + " so that for a while they carry 80 of 100"),
        row(
            CheckRule.WEIGHT_GOES_DOWN,
            "P19 pinned pods stay",
            10,
            I + "steps: [{setCanaryScale: {replicas: 8}}, {setWeight: 80}, {setWeight: 20}]"),
        row(
            CheckRule.WEIGHT_GOES_DOWN,
            "P19 no router",
            10,
            "steps: [{setWeight: 80}, {setWeight: 20}]"),
        row(
            CheckRule.NO_SOAK,
            "P20 nothing after the last share",
            10,
            "steps: [{setWeight: 20}, {pause: {}}, {setWeight: 50}, {setWeight: 100}]",
            "spec.strategy.canary.steps[2]: \"setWeight: 50\" is the last share before all traffic"
                + " and nothing waits after it; all traffic follows as soon as its pods are ready"),
        row(CheckRule.NO_SOAK, "P20 a pause after it", 10, "steps: [{setWeight: 50}, {pause: {}}]"),
        row(
            CheckRule.NO_PAUSE,
            "P20 no pause at all",
            10,
            "steps: [{setWeight: 20}, {setWeight: 50}]",
            "spec.strategy.canary.steps: none of \"setWeight\" waits; the rollout runs to the end as"
                + " fast as pods get ready"),
        row(CheckRule.NO_PAUSE, "P20 no steps", 10, "steps: []"),
        row(
            CheckRule.PAUSE_WITHOUT_CANARY,
            "P20 pause first",
            10,
            "steps: [{pause: {}}, {setWeight: 20}, {pause: {}}]",
            "spec.strategy.canary.steps[0].pause: \"pause: {}\" waits while the canary has no pod;"
                + " there is nothing to watch yet"),
        row(
            CheckRule.PAUSE_WITHOUT_CANARY,
            "P20 weight first",
            10,
            "steps: [{setWeight: 1}, {pause: {}}]"));
  }

  private static Stream<Arguments> limits() {
    CheckRule five = CheckRule.SURGE_LIMITS_WITHOUT_EFFECT;
    CheckRule quoted = CheckRule.QUOTED_NUMBER_IS_PERCENT;
    return Stream.of(
        row(
            five,
            "P5 both",
            2,
            I + "maxSurge: 25%\nmaxUnavailable: 0",
            "spec.strategy.canary.maxSurge: maxSurge \"25%\" bounds no step while trafficRouting is set; the"
                + " canary's weight decides its pods, beside all stable pods",
            "spec.strategy.canary.maxUnavailable: maxUnavailable \"0\" bounds no step while trafficRouting is set"
                + " and only paces the removal of old pods; the canary's weight decides its pods,"
                + " beside all stable pods"),
        row(five, "P5 no router", 2, "maxSurge: 25%\nmaxUnavailable: 0"),
        row(
            quoted,
            "P25 surge is rounded up",
            10,
            "maxSurge: \"5\"",
            "spec.strategy.canary.maxSurge: maxSurge \"5\" is in quotes and therefore 5 %, which is 1 pod of"
                + " 10; without quotes it is 5 pods"),
        row(
            quoted,
            "P25 unavailable is rounded down",
            10,
            "maxUnavailable: '1'",
            "spec.strategy.canary.maxUnavailable: maxUnavailable \"1\" is in quotes and therefore 1 %, which is 0"
                + " pods of 10; without quotes it is 1 pod"),
        row(quoted, "P25 a sign is clear", 10, "maxSurge: \"5%\"\nmaxUnavailable: 5"),
        row(
            CheckRule.SURGE_LIMIT_UNREADABLE,
            "both limits become 0",
            10,
            "maxSurge: five",
            "spec.strategy.canary.maxSurge: maxSurge \"five\" is no number; the controller then takes maxSurge"
                + " and maxUnavailable as 0 without a word"));
  }

  private static Stream<Arguments> routes() {
    return Stream.of(
        row(
            CheckRule.ROUTE_WITHOUT_PODS,
            "P8 no canary yet",
            10,
            I + "steps: [{setWeight: 0}, " + ROUTE + ", {setWeight: 20}, {pause: {}}]",
            "spec.strategy.canary.steps[1].setHeaderRoute: \"setHeaderRoute: geo\" comes while the"
                + " canary has no pod; the controller writes the route once and removes it again"),
        row(
            CheckRule.ROUTE_WITHOUT_PODS,
            "P8 pods first",
            10,
            I + "steps: [{setCanaryScale: {replicas: 1}}, " + ROUTE + ", {pause: {}}]"),
        row(
            CheckRule.ROUTE_STEP_FIRST,
            "P9 first",
            10,
            I + "steps: [" + ROUTE + ", {pause: {}}]",
            "spec.strategy.canary.steps[0].setHeaderRoute: \"setHeaderRoute: geo\" is the first step;"
                + " an abort goes back to it and adds the route again in every pass"),
        row(
            CheckRule.ROUTE_STEP_FIRST,
            "P9 removing is harmless",
            10,
            I + "steps: [{setHeaderRoute: {name: geo}}, {pause: {}}]"),
        row(
            CheckRule.WEIGHTS_ABOVE_MAXIMUM,
            "P13 101",
            10,
            I + "steps: [{setWeight: 90}, {experiment: {templates: [{name: a, weight: 11}]}}]",
            "spec.strategy.canary.steps[1].experiment: canary and experiments together ask for"
                + " \"101\" of 100; nothing is left for stable and the weights do not add up"),
        row(
            CheckRule.WEIGHTS_ABOVE_MAXIMUM,
            "P13 100",
            10,
            I + "steps: [{setWeight: 90}, {experiment: {templates: [{name: a, weight: 10}]}}]"));
  }

  private static Stream<Arguments> scales() {
    CheckRule range = CheckRule.SET_CANARY_SCALE_OUT_OF_RANGE;
    CheckRule min = CheckRule.MIN_PODS_WITHOUT_EFFECT;
    String dynamic = I + "dynamicStableScale: true\n";
    return Stream.of(
        row(
            range,
            "P18 above both",
            10,
            I + "steps: [{setCanaryScale: {replicas: 11}}, {setCanaryScale: {weight: 101}}]",
            "spec.strategy.canary.steps[0].setCanaryScale.replicas: \"11\" pods are more than"
                + " spec.replicas, which is 10; the canary would be larger than the version it"
                + " replaces",
            "spec.strategy.canary.steps[1].setCanaryScale.weight: \"101\" % is more than all of"
                + " spec.replicas; the canary would be larger than the version it replaces"),
        row(
            range,
            "P18 all of it is fine",
            10,
            I + "steps: [{setCanaryScale: {replicas: 10}}, {setCanaryScale: {weight: 100}}]"),
        row(
            CheckRule.STABLE_GONE_BEFORE_PROMOTION,
            "P21 weight 100",
            10,
            dynamic + "steps: [{setWeight: 100}, {pause: {}}]",
            "spec.strategy.canary.steps[0].setWeight: \"setWeight: 100\" takes stable to 0 pods"
                + " before the promotion, since dynamicStableScale is set; an abort must start all of"
                + " them again"),
        row(
            CheckRule.STABLE_GONE_BEFORE_PROMOTION,
            "P21 weight 99",
            10,
            dynamic + "steps: [{setWeight: 99}, {pause: {}}]"),
        row(
            CheckRule.STABLE_PINNED,
            "P21 replicas pin stable",
            10,
            dynamic + "steps: [{setCanaryScale: {replicas: 3}}, {setWeight: 50}, {pause: {}}]",
            "spec.strategy.canary.steps[0].setCanaryScale.replicas: \"3\" pins the canary and keeps"
                + " stable at its full 10 pods however much traffic has moved, in spite of"
                + " dynamicStableScale"),
        row(
            CheckRule.STABLE_PINNED,
            "P21 weight does not",
            10,
            dynamic + "steps: [{setCanaryScale: {weight: 30}}, {setWeight: 50}, {pause: {}}]"),
        row(
            min,
            "P24 no router",
            10,
            "minPodsPerReplicaSet: 2",
            "spec.strategy.canary.minPodsPerReplicaSet: minPodsPerReplicaSet \"2\" has no effect without traffic routing"),
        row(
            min,
            "P24 above the replicas",
            2,
            I + "minPodsPerReplicaSet: 3",
            "spec.strategy.canary.minPodsPerReplicaSet: minPodsPerReplicaSet \"3\" is above the replicas, 2, and every"
                + " version gets that many pods up to v1.9"),
        row(min, "P24 as many as replicas", 2, I + "minPodsPerReplicaSet: 2"),
        row(
            min,
            "P24 bypassed",
            10,
            I + "minPodsPerReplicaSet: 3\nsteps: [{setCanaryScale: {replicas: 2}}, {pause: {}}]",
            "spec.strategy.canary.minPodsPerReplicaSet: minPodsPerReplicaSet \"3\" does not hold for"
                + " setCanaryScale.replicas, which wins without dynamicStableScale"));
  }

  private static Stream<Arguments> delays() {
    String abort = "spec.strategy.canary.abortScaleDownDelaySeconds: ";
    return Stream.of(
        row(
            CheckRule.OLD_PODS_NEVER_REMOVED,
            "P22 scale-down delay 0",
            10,
            I + "scaleDownDelaySeconds: 0",
            "spec.strategy.canary.scaleDownDelaySeconds: scaleDownDelaySeconds \"0\" means that the old pods are never"
                + " removed, not that they go at once"),
        row(CheckRule.OLD_PODS_NEVER_REMOVED, "P22 one second", 10, I + "scaleDownDelaySeconds: 1"),
        row(
            CheckRule.ABORT_DELAY_ZERO,
            "P22 abort delay 0",
            10,
            I + "abortScaleDownDelaySeconds: 0\nsteps: [{setWeight: 5}, {pause: {}}]",
            abort
                + "abortScaleDownDelaySeconds \"0\" is meant to keep the canary after an abort, but without a size from setCanaryScale in the"
                + " first step its pods go at once"),
        row(
            CheckRule.ABORT_DELAY_ZERO,
            "P22 abort delay 0, pinned",
            10,
            I
                + "abortScaleDownDelaySeconds: 0\nsteps: [{setCanaryScale: {weight: 5}}, {pause: {}}]"),
        row(
            CheckRule.ABORT_DELAY_ZERO,
            "P22 abort delay 0, first step follows the traffic",
            10,
            I
                + "abortScaleDownDelaySeconds: 0\n"
                + "steps: [{setCanaryScale: {matchTrafficWeight: true}}, {setWeight: 5}, {pause: {}}]",
            abort
                + "abortScaleDownDelaySeconds \"0\" is meant to keep the canary after an abort, but without a size from setCanaryScale in the"
                + " first step its pods go at once"),
        row(
            CheckRule.ABORT_MAY_STALL,
            "P22 deadlock",
            10,
            I + "dynamicStableScale: true\nabortScaleDownDelaySeconds: 30",
            abort
                + "abortScaleDownDelaySeconds \"30\" together with dynamicStableScale can stop an abort half way on controllers"
                + " up to v1.9.1, with traffic left on the canary"),
        row(
            CheckRule.ABORT_MAY_STALL,
            "P22 not dynamic",
            10,
            I + "abortScaleDownDelaySeconds: 30"));
  }

  private static Arguments row(
      CheckRule rule, String reason, int replicas, String canary, String... findings) {
    List<String> expected =
        Arrays.stream(findings).map(finding -> rule.id() + " " + finding).toList();
    return Arguments.of(reason, rule, replicas, canary, expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void checks(String reason, CheckRule rule, int replicas, String canary, List<String> findings) {
    assertThat(Cases.of(rule, Cases.planned(Cases.canary(replicas, canary)))).isEqualTo(findings);
  }

  @Test
  void theNewestControllerFinishesItsAborts() {
    PlanSettings main = PlanSettings.DEFAULT.withController(ControllerVersion.MAIN);
    assertThat(
            Cases.planned(
                Cases.canary(10, I + "dynamicStableScale: true\nabortScaleDownDelaySeconds: 30"),
                main))
        .isEmpty();
    assertThat(Cases.planned(Cases.canary(2, I + "minPodsPerReplicaSet: 3"), main))
        .singleElement()
        .asString()
        .endsWith("\"3\" is above the replicas, 2, and capped there");
  }

  @Test
  void aDeadlineNeedsTimeForAPodToStart() {
    String spec = "minReadySeconds: 60\nprogressDeadlineSeconds: %d\nstrategy: {canary: {}}";
    assertThat(Cases.planned(Cases.spec(spec.formatted(89))))
        .containsExactly(
            "deadline-tight spec.progressDeadlineSeconds: progressDeadlineSeconds \"89\" leaves 29 seconds"
                + " for a pod to start"
                + " beside minReadySeconds, which is 60; a slower pod counts as no progress");
    assertThat(Cases.planned(Cases.spec(spec.formatted(90)))).isEmpty();
    String bare = "progressDeadlineSeconds: %d\nstrategy: {canary: {}}";
    assertThat(Cases.planned(Cases.spec(bare.formatted(1))))
        .containsExactly(
            "deadline-tight spec.progressDeadlineSeconds: progressDeadlineSeconds \"1\" leaves 1"
                + " second for a pod to start; a slower pod counts as no progress");
    assertThat(Cases.planned(Cases.spec(bare.formatted(30)))).isEmpty();
  }

  @Test
  void theExampleIsFreeOfComplaints() {
    assertThat(
            Cases.planned(Cases.canary(2, I + "steps: [{setWeight: 5}, {pause: {duration: 1m}}]")))
        .isEmpty();
  }

  /** Every kind of step goes through every check. */
  @Test
  void everyKindOfStepIsHandled() {
    Map<Class<?>, String> steps =
        Map.of(
            CanaryStep.SetWeight.class, "{setWeight: 5}",
            CanaryStep.Pause.class, "{pause: {}}",
            CanaryStep.SetCanaryScale.class, "{setCanaryScale: {replicas: 1}}",
            CanaryStep.Experiment.class, "{experiment: {templates: [{name: a, weight: 1}]}}",
            CanaryStep.Analysis.class, "{analysis: {templates: [{templateName: a}]}}",
            CanaryStep.SetHeaderRoute.class, ROUTE,
            CanaryStep.SetMirrorRoute.class, "{setMirrorRoute: {name: geo, match: [{}]}}",
            CanaryStep.Plugin.class, "{plugin: {name: a}}",
            CanaryStep.Combined.class, "{setWeight: 5, plugin: {name: a}}");
    assertThat(steps).containsOnlyKeys(CanaryStep.class.getPermittedSubclasses());
    steps.values().forEach(step -> Cases.planned(Cases.canary(10, I + "steps: [" + step + "]")));
  }

  @Test
  void aPlanMadeInJavaIsCheckedAsWell() {
    CanaryPlan plan =
        CanaryPlan.of(
            Rollout.builder(
                    "shop",
                    CanaryStrategy.builder()
                        .steps(new CanaryStep.SetWeight(20), CanaryStep.Pause.untilResumed())
                        .build())
                .replicas(2)
                .build(),
            PlanSettings.DEFAULT);
    assertThat(PlanChecks.check(plan))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("unreachable-weight");
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.position()).isEmpty();
              assertThat(finding.hint())
                  .contains("set spec.replicas to 4, or add spec.strategy.canary.trafficRouting");
            });
  }
}

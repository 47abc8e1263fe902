// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static io.canaryplan.check.Cases.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.controller.CanaryController;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.Severity;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.StepKind;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Steps, limits, routes and the deadline of a plan, each where it fires and where it just does not;
 * what only passes show is in {@link PathChecksTest}, sizes and delays in {@link ScaleChecksTest}.
 */
class PlanChecksTest {
  private static final String I = Cases.ISTIO;
  private static final String ROUTE =
      "{setHeaderRoute: {name: geo, match: [{headerName: h, headerValue: {exact: a}}]}}";

  static Stream<Arguments> rows() {
    return Stream.of(steps(), limits(), routes()).flatMap(rows -> rows);
  }

  private static Stream<Arguments> steps() {
    Rule two = WeightRules.DEGENERATE_STEPS;
    return Stream.of(
        row(
            two,
            "degenerate-steps: identical pods",
            2,
            "steps: [{setWeight: 10}, {pause: {}}, {setWeight: 20}, {pause: {}}]",
            "spec.strategy.canary.steps[2].setWeight: setWeight \"20\" changes nothing: like"
                + " setWeight 10 of step 1 it settles at 1 canary + 2 stable; 2 replicas cannot tell"
                + " the two apart"),
        row(
            two,
            "degenerate-steps: other pods",
            2,
            "steps: [{setWeight: 10}, {pause: {}}, {setWeight: 50}]"),
        row(
            two,
            "degenerate-steps: with a router",
            2,
            I + "steps: [{setWeight: 10}, {setWeight: 20}]"),
        row(
            two,
            "degenerate-steps: one replica, once",
            1,
            "steps: [{setWeight: 10}, {pause: {}}, {setWeight: 20}]",
            "spec.replicas: \"1\" replica cannot be shared: setWeight 10 settles at 1 canary + 1"
                + " stable; a canary without traffic routing needs more replicas"),
        row(
            two,
            "degenerate-steps: one replica, all or nothing",
            1,
            "steps: [{setWeight: 0}, {setWeight: 100}]"),
        row(
            SequenceRules.STEP_MIXES_KINDS,
            "step-mixes-kinds: two",
            2,
            I + "steps: [{setWeight: 10, setCanaryScale: {weight: 50}}, {pause: {}}]",
            "spec.strategy.canary.steps[0]: \"setWeight\" and \"setCanaryScale\" stand in one step;"
                + " that is legal and all act at once, but reads like a sequence"),
        row(
            ScaleRules.SET_CANARY_SCALE_EMPTY,
            "set-canary-scale-empty: no field",
            2,
            I + "steps: [{setCanaryScale: {matchTrafficWeight: false}}, {pause: {}}]",
            "spec.strategy.canary.steps[0].setCanaryScale: \"{}\" sets nothing and acts like"
                + " matchTrafficWeight: true"),
        row(
            ScaleRules.SET_CANARY_SCALE_EMPTY,
            "set-canary-scale-empty: a field",
            2,
            I + "steps: [{setCanaryScale: {matchTrafficWeight: true}}, {pause: {}}]"),
        row(
            SequenceRules.WEIGHT_GOES_DOWN,
            "weight-goes-down: down",
            10,
            I + "steps: [{setWeight: 80}, {pause: {}}, {setWeight: 20}]",
            "spec.strategy.canary.steps[2].setWeight: setWeight \"20\" is below the 80 before it: the"
                + " controller first cuts the canary to 2 pods and lowers the weight one pass later,"
                + " so that for a while they carry 80 of 100"),
        row(
            SequenceRules.WEIGHT_GOES_DOWN,
            "weight-goes-down: pinned pods stay",
            10,
            I + "steps: [{setCanaryScale: {replicas: 8}}, {setWeight: 80}, {setWeight: 20}]"),
        row(
            SequenceRules.WEIGHT_GOES_DOWN,
            "weight-goes-down: no router",
            10,
            "steps: [{setWeight: 80}, {setWeight: 20}]"),
        row(
            SequenceRules.NO_SOAK,
            "no-soak: nothing after the last share",
            10,
            "steps: [{setWeight: 20}, {pause: {}}, {setWeight: 50}, {setWeight: 100}]",
            "spec.strategy.canary.steps[2]: \"setWeight: 50\" is the last share before all traffic"
                + " and nothing waits after it; all traffic follows as soon as its pods are ready"),
        row(
            SequenceRules.NO_SOAK,
            "no-soak: a pause after it",
            10,
            "steps: [{setWeight: 50}, {pause: {}}]"),
        row(
            SequenceRules.NO_PAUSE,
            "no-pause: no pause at all",
            10,
            "steps: [{setWeight: 20}, {setWeight: 50}]",
            "spec.strategy.canary.steps: none of \"setWeight\" waits; the rollout runs to the end as"
                + " fast as pods get ready"),
        row(SequenceRules.NO_PAUSE, "no-pause: no steps", 10, "steps: []"),
        row(
            SequenceRules.PAUSE_WITHOUT_CANARY,
            "pause-without-canary: pause first",
            10,
            "steps: [{pause: {}}, {setWeight: 20}, {pause: {}}]",
            "spec.strategy.canary.steps[0].pause: \"pause: {}\" waits while the canary has no pod;"
                + " there is nothing to watch yet"),
        row(
            SequenceRules.PAUSE_WITHOUT_CANARY,
            "pause-without-canary: weight first",
            10,
            "steps: [{setWeight: 1}, {pause: {}}]"));
  }

  private static Stream<Arguments> limits() {
    Rule five = LimitRules.SURGE_LIMITS_WITHOUT_EFFECT;
    Rule quoted = LimitRules.QUOTED_NUMBER_IS_PERCENT;
    return Stream.of(
        row(
            five,
            "surge-limits-without-effect: both",
            2,
            I + "maxSurge: 25%\nmaxUnavailable: 0",
            "spec.strategy.canary.maxSurge: maxSurge \"25%\" bounds no step while trafficRouting is set; the"
                + " canary's weight decides its pods, beside all stable pods",
            "spec.strategy.canary.maxUnavailable: maxUnavailable \"0\" bounds no step while trafficRouting is set"
                + " and only paces the removal of old pods; the canary's weight decides its pods,"
                + " beside all stable pods"),
        row(five, "surge-limits-without-effect: no router", 2, "maxSurge: 25%\nmaxUnavailable: 0"),
        row(
            quoted,
            "quoted-number-is-percent: surge is rounded up",
            10,
            "maxSurge: \"5\"",
            "spec.strategy.canary.maxSurge: maxSurge \"5\" is in quotes and therefore 5 %, which is 1 pod of"
                + " 10; without quotes it is 5 pods"),
        row(
            quoted,
            "quoted-number-is-percent: unavailable is rounded down",
            10,
            "maxUnavailable: '1'",
            "spec.strategy.canary.maxUnavailable: maxUnavailable \"1\" is in quotes and therefore 1 %, which is 0"
                + " pods of 10; without quotes it is 1 pod"),
        row(
            quoted,
            "quoted-number-is-percent: a sign is clear",
            10,
            "maxSurge: \"5%\"\nmaxUnavailable: 5"),
        row(
            LimitRules.SURGE_LIMIT_UNREADABLE,
            "both limits become 0",
            10,
            "maxSurge: five",
            "spec.strategy.canary.maxSurge: maxSurge \"five\" is no number; the controller then takes maxSurge"
                + " and maxUnavailable as 0 without a word"));
  }

  private static Stream<Arguments> routes() {
    return Stream.of(
        row(
            RouteRules.ROUTE_WITHOUT_PODS,
            "route-without-pods: no canary yet",
            10,
            I + "steps: [{setWeight: 0}, " + ROUTE + ", {setWeight: 20}, {pause: {}}]",
            "spec.strategy.canary.steps[1].setHeaderRoute: \"setHeaderRoute: geo\" comes while the"
                + " canary has no pod; the controller writes the route once and removes it again"),
        row(
            RouteRules.ROUTE_WITHOUT_PODS,
            "route-without-pods: pods first",
            10,
            I + "steps: [{setCanaryScale: {replicas: 1}}, " + ROUTE + ", {pause: {}}]"),
        row(
            RouteRules.ROUTE_STEP_FIRST,
            "route-step-first: first",
            10,
            I + "steps: [" + ROUTE + ", {pause: {}}]",
            "spec.strategy.canary.steps[0].setHeaderRoute: \"setHeaderRoute: geo\" is the first step;"
                + " an abort goes back to it and adds the route again in every pass"),
        row(
            RouteRules.ROUTE_STEP_FIRST,
            "route-step-first: removing is harmless",
            10,
            I + "steps: [{setHeaderRoute: {name: geo}}, {pause: {}}]"),
        row(
            RouteRules.WEIGHTS_ABOVE_MAXIMUM,
            "weights-above-maximum: 101",
            10,
            I
                + "steps: [{setWeight: 90}, {experiment: {templates: [{name: a, specRef: canary, weight: 11}]}}]",
            "spec.strategy.canary.steps[1].experiment: canary and experiments together ask for"
                + " \"101\" of 100; nothing is left for stable, the status gives it -1, the"
                + " VirtualService 0, and the weights do not add up"),
        row(
            RouteRules.WEIGHTS_ABOVE_MAXIMUM,
            "weights-above-maximum: 100",
            10,
            I
                + "steps: [{setWeight: 90}, {experiment: {templates: [{name: a, specRef: canary, weight: 10}]}}]"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void checks(String reason, Rule rule, int replicas, String canary, List<String> findings) {
    assertThat(Cases.of(rule, Cases.planned(Cases.canary(replicas, canary)))).isEqualTo(findings);
  }

  @Test
  void aDeadlineNeedsTimeForAPodToStart() {
    String spec =
        Cases.SOUND + "minReadySeconds: 60\nprogressDeadlineSeconds: %d\nstrategy: {canary: {}}";
    assertThat(Cases.planned(Cases.spec(spec.formatted(89))))
        .containsExactly(
            "deadline-tight spec.progressDeadlineSeconds: progressDeadlineSeconds \"89\" leaves 29 seconds"
                + " for a pod to start"
                + " beside minReadySeconds, which is 60; a slower pod counts as no progress");
    assertThat(Cases.planned(Cases.spec(spec.formatted(90)))).isEmpty();
    String bare = Cases.SOUND + "progressDeadlineSeconds: %d\nstrategy: {canary: {}}";
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
    Map<StepKind, String> steps =
        Map.of(
            StepKind.SET_WEIGHT, "setWeight: 5",
            StepKind.PAUSE, "pause: {}",
            StepKind.SET_CANARY_SCALE, "setCanaryScale: {replicas: 1}",
            StepKind.EXPERIMENT, "experiment: {templates: [{name: a, specRef: canary, weight: 1}]}",
            StepKind.ANALYSIS, "analysis: {templates: [{templateName: a}]}",
            StepKind.SET_HEADER_ROUTE,
                "setHeaderRoute: {name: geo, match: [{headerName: h, headerValue: {exact: a}}]}",
            StepKind.SET_MIRROR_ROUTE, "setMirrorRoute: {name: geo, match: [{}]}",
            StepKind.PLUGIN, "plugin: {name: a}");
    assertThat(steps).containsOnlyKeys(StepKind.values());
    steps.values().forEach(step -> everyCheckTakes("steps: [{" + step + "}]"));
    everyCheckTakes("steps: [{setWeight: 5, plugin: {name: a}}]");
  }

  private static void everyCheckTakes(String steps) {
    YamlDocument rollout = Cases.canary(10, I + steps);
    assertThat(Cases.planned(rollout)).isEqualTo(Cases.planned(rollout));
  }

  @Test
  void aPlanMadeInJavaIsCheckedAsWell() {
    CanaryPlan plan =
        CanaryController.plan(
            Rollout.builder(
                    "shop",
                    CanaryStrategy.builder()
                        .steps(new CanaryStep.SetWeight(20), CanaryStep.Pause.untilResumed())
                        .build())
                .replicas(2)
                .build(),
            PlanSettings.DEFAULT);
    assertThat(Checks.run(Subject.of(plan.rollout()).with(plan)))
        .filteredOn(finding -> WeightRules.GROUP.rules().contains(finding.rule()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).hasToString("unreachable-weight");
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.position()).isEmpty();
              assertThat(finding.hint())
                  .contains("set spec.replicas to 4, or add spec.strategy.canary.trafficRouting");
            });
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import static io.canaryplan.comparison.Compared.deployment;
import static io.canaryplan.comparison.Compared.rollout;
import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.plan.Act;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.Ratio;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where each way waits, what it costs over time, and how its users get back. */
class WaysOverTimeTest {
  private static final String ROUTED =
      """
      canary: {canaryService: c, stableService: s, \
      trafficRouting: {istio: {virtualService: {name: v}}}, \
      """;

  private static Plan plan(String manifest) {
    return CanaryPlanner.plan(Manifests.read("shop.yaml", manifest), PlannerOptions.DEFAULT)
        .workloads()
        .get(0)
        .update()
        .value()
        .map(plan -> (Plan) plan)
        .orElseThrow();
  }

  private static Plan of(int replicas, String strategy) {
    return plan(rollout(replicas, strategy));
  }

  /** 4 replicas; bluegreen.md 5.2, 6, canary.md 4.1, 1.7; 25 % of 4 is 1+3, 50 % is 2+2. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " | ",
      nullValues = "-",
      textBlock =
          """
          a person before the switch | blueGreen: {activeService: a, autoPromotionEnabled: false} | person | 2 | - | 0
          seconds before the switch | blueGreen: {activeService: a, autoPromotionSeconds: 20} | time | 2 | 20 | 0
          an analysis before it | blueGreen: {activeService: a, prePromotionAnalysis: {templates: [{templateName: t}]}} | check | 2 | - | 0
          an analysis after it | blueGreen: {activeService: a, postPromotionAnalysis: {templates: [{templateName: t}]}} | check | 3 | - | 100
          no gate at all | blueGreen: {activeService: a} | - | - | - | 100
          a pause without an end | canary: {steps: [{setWeight: 25}, {pause: {}}]} | person | 2 | - | 25
          a pause with an end | canary: {steps: [{setWeight: 25}, {pause: {duration: 1m}}]} | time | 2 | 60 | 25
          a pause before anything | canary: {steps: [{pause: {}}, {setWeight: 25}]} | person | 1 | - | 0
          two weights before the pause | canary: {steps: [{setWeight: 25}, {setWeight: 50}, {pause: {}}]} | person | 3 | - | 50
          a pause of no time | canary: {steps: [{setWeight: 25}, {pause: {duration: 0}}]} | - | - | - | 100
          an analysis | canary: {steps: [{setWeight: 25}, {analysis: {templates: [{templateName: t}]}}]} | check | 2 | - | 25
          weights alone | canary: {steps: [{setWeight: 25}]} | - | - | - | 100
          no steps | canary: {} | - | - | - | 100
          """)
  void waitsFor(
      String what, String strategy, String kind, Integer state, Long seconds, String percent) {
    Exposure exposure = Exposure.of(of(4, strategy));

    assertThat(exposure.gate().map(gate -> gate.kind().toString()))
        .isEqualTo(Optional.ofNullable(kind));
    assertThat(exposure.gate().map(Gate::state)).isEqualTo(Optional.ofNullable(state));
    assertThat(exposure.gate().map(Gate::seconds).orElse(OptionalLong.empty()))
        .isEqualTo(seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds));
    assertThat(exposure.beforeStop().percent()).isEqualTo(percent);
  }

  /** rolling.md 8.3: a Deployment cannot hold at a share, whatever minReadySeconds are. */
  @Test
  void aDeploymentNeverWaits() {
    for (String more : List.of("minReadySeconds: 300", "strategy: {type: Recreate}")) {
      Exposure exposure = Exposure.of(plan(deployment(4, more)));
      assertThat(exposure.gate()).isEmpty();
      assertThat(exposure.beforeStop()).isEqualByComparingTo(new Ratio(1, 1));
    }
    // paused, which is where it stands still (rolling.md 5.4)
    assertThat(Exposure.of(plan(deployment(4, "paused: true"))).gate().orElseThrow().kind())
        .isEqualTo(Gate.Kind.STANDSTILL);
  }

  /** rolling.md 4, bluegreen.md 2, 10.11 of canary.md. */
  @Test
  void aSessionSeesBothWhereBothServe() {
    assertThat(Exposure.of(plan(deployment(4, ""))).mixed()).isTrue();
    assertThat(Exposure.of(plan(deployment(4, "strategy: {type: Recreate}"))).mixed()).isFalse();
    assertThat(Exposure.of(of(4, "blueGreen: {activeService: a}")).mixed()).isFalse();
    assertThat(Exposure.of(of(4, ROUTED + "steps: [{setWeight: 1}]}")).mixed()).isTrue();
    // all at once: no weight is ever written (canary.md 3.6)
    assertThat(Exposure.of(of(4, ROUTED + "steps: []}")).mixed()).isFalse();
  }

  @Test
  void aHeaderRouteReachesUsersThatNobodyCounts() {
    String steps =
        """
        steps: [{setCanaryScale: {replicas: 1}}, \
        {setHeaderRoute: {name: b, match: [{headerName: x, headerValue: {exact: y}}]}}, {pause: {}}]}\
        """;
    Exposure exposure =
        Exposure.of(of(4, ROUTED.replace("{istio", "{managedRoutes: [{name: b}], istio") + steps));

    assertThat(exposure.byHeader()).isTrue();
    assertThat(exposure.mixed()).isTrue();
    assertThat(exposure.beforeStop().part()).isZero();
  }

  /** canary.md 3.6: 10/1 for a minute, 10/5 for 5 s, 10/10 until 30 s after the promotion. */
  @Test
  void countsExtraPodsOverTimesThatAreKnown() {
    Plan routed =
        of(
            10,
            ROUTED
                + "steps: [{setWeight: 10}, {pause: {duration: 60}}, {setWeight: 50}, {pause:"
                + " {duration: 5}}]}");

    assertThat(ExtraPods.of(routed).podSeconds()).isEqualTo(60 + 5 * 5 + 10 * 30);
    assertThat(ExtraPods.of(routed).open()).isEmpty();
    assertThat(TimeToFull.of(routed).seconds()).hasValue(65);
  }

  /** bluegreen.md 5.5 T2, 4.3: 4 extra pods while it is paused and for 30 s after the switch. */
  @Test
  void namesExtraPodsOfOpenTimes() {
    Plan manual = of(4, "blueGreen: {activeService: a, autoPromotionEnabled: false}");

    assertThat(ExtraPods.of(manual).podSeconds()).isEqualTo(120);
    assertThat(ExtraPods.of(manual).open()).containsExactly(new ExtraPods.Open(2, 4));
    assertThat(TimeToFull.of(manual).open()).containsExactly(2);
    assertThat(TimeToFull.of(manual).seconds()).isEmpty();
    // scaleDownDelaySeconds 0 keeps the old pods for ever (bluegreen.md 1.1)
    Plan kept = of(4, "blueGreen: {activeService: a, scaleDownDelaySeconds: 0}");
    assertThat(ExtraPods.of(kept).open())
        .containsExactly(new ExtraPods.Open(kept.states().size() - 1, 4));
  }

  /** canary.md 5.1, rolling.md 6.2, bluegreen.md 5.5 T7, T10. */
  @Test
  void theWayBackDependsOnThePodsThatAreLeft() {
    Plan basic = of(10, "canary: {steps: [{setWeight: 20}, {pause: {}}]}");
    Plan routed = of(10, ROUTED + "steps: [{setWeight: 20}, {pause: {}}]}");
    Plan manual = of(10, "blueGreen: {activeService: a, autoPromotionEnabled: false}");

    // 20 % of 10 is 2+8: two stable pods are missing; with a router none is
    assertThat(WayBack.fromGate(basic)).contains(back(Act.Kind.ABORT, 2, new Ratio(2, 10), 2));
    assertThat(WayBack.fromGate(routed)).contains(back(Act.Kind.ABORT, 2, new Ratio(20, 100), 0));
    assertThat(WayBack.fromGate(manual)).contains(back(Act.Kind.ABORT, 2, new Ratio(0, 1), 0));
    assertThat(WayBack.fromFull(plan(deployment(10, ""))))
        .contains(back(Act.Kind.ROLLBACK, 1, new Ratio(10, 10), 10));
  }

  private static WayBack back(Act.Kind act, int state, Ratio share, long pods) {
    OptionalLong at = OptionalLong.of(0);
    return new WayBack(act, state, share, pods, at, false, OptionalLong.empty(), Optional.empty());
  }

  /** bluegreen.md 5.5 T10: within the delay nobody is asked, and no pod has to start. */
  @Test
  void aBlueGreenUpdateComesBackAtOnceWithinItsDelay() {
    WayBack back =
        WayBack.fromFull(
                of(
                    4,
                    "blueGreen: {activeService: a, autoPromotionEnabled: false,"
                        + " scaleDownDelaySeconds: 60}"))
            .orElseThrow();

    assertThat(back.seconds()).hasValue(0);
    assertThat(back.podsToStart()).isZero();
    assertThat(back.within()).hasValue(60);
  }

  /** canary.md 5.5: without a rollbackWindow the version before is a version like every other. */
  @Test
  void afterItsEndACanaryGoesThroughItsStepsAgain() {
    String steps = "canary: {steps: [{setWeight: 20}, {pause: {duration: 1m}}]}";
    WayBack again = WayBack.fromFull(of(4, steps)).orElseThrow();
    WayBack window =
        WayBack.fromFull(
                plan(
                    rollout(4, steps)
                        .replace("  replicas:", "  rollbackWindow: {revisions: 3}\n  replicas:")))
            .orElseThrow();

    assertThat(again.throughSteps()).isTrue();
    assertThat(again.seconds()).hasValue(60);
    assertThat(window.throughSteps()).isFalse();
    assertThat(window.seconds()).hasValue(0);
    assertThat(window.podsToStart()).isEqualTo(4);
  }
}

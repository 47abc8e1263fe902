// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import static io.canaryplan.comparison.Compared.deployment;
import static io.canaryplan.comparison.Compared.plan;
import static io.canaryplan.comparison.Compared.rollout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.Readiness;
import io.canaryplan.report.ComparisonFormat;
import io.canaryplan.rollout.RouterKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonsTest {
  private static final String CANARY = "canary: {steps: [{setWeight: 20}, {pause: {}}]}";

  private static List<String> ways(Comparison comparison) {
    return comparison.ways().stream().map(ComparedWay::toString).toList();
  }

  /** rolling.md 8.2 and 10, canary.md 9 and 3.1, bluegreen.md 5.5. */
  @Test
  void twoReplicasAndAFifth() {
    Comparison two = Compared.of(rollout(2, CANARY));
    Exposure rolling = Exposure.of(plan(two, Way.ROLLING_UPDATE));
    Exposure basic = Exposure.of(plan(two, Way.CANARY));
    Exposure routed = Exposure.of(plan(two, Way.ROUTED_CANARY));
    Exposure blueGreen = Exposure.of(plan(two, Way.BLUE_GREEN));

    assertThat(rolling.first()).contains(new UserMoment(1, new Ratio(1, 3), 1, 3));
    assertThat(basic.first()).contains(new UserMoment(1, new Ratio(1, 3), 1, 3));
    assertThat(routed.first()).contains(new UserMoment(1, new Ratio(20, 100), 1, 3));
    assertThat(blueGreen.shares()).containsExactly(new Ratio(0, 1), new Ratio(1, 1));
    assertThat(List.of(rolling.beforeStop(), basic.beforeStop(), routed.beforeStop()))
        .containsExactly(new Ratio(2, 2), new Ratio(1, 3), new Ratio(20, 100));
    assertThat(two.planned().stream().map(way -> way.plan().orElseThrow().peakPods()))
        .containsExactly(3L, 4L, 3L, 4L);
  }

  @Test
  void eachStrategyIsComparedWithTheOthers() {
    assertThat(ways(Compared.of(rollout(2, CANARY))))
        .containsExactly(
            "rollingUpdate (derived)",
            "blueGreen (derived)",
            "canary (written)",
            "routedCanary (derived)");
    assertThat(ways(Compared.of(rollout(2, "blueGreen: {activeService: shop}"))))
        .containsExactly(
            "rollingUpdate (derived)",
            "blueGreen (written)",
            "canary (derived)",
            "routedCanary (derived)");
    assertThat(ways(Compared.of(deployment(2, "strategy: {type: Recreate}"))))
        .containsExactly(
            "rollingUpdate (derived)",
            "recreate (written)",
            "blueGreen (derived)",
            "canary (derived)",
            "routedCanary (derived)");
  }

  @Test
  void stepsToTryStandBesideThoseThatAreWritten() {
    TrialSteps trial = TrialSteps.parse("10,60").orElseThrow();
    Comparison comparison = Compared.of(rollout(10, CANARY), PlannerOptions.DEFAULT, trial);

    assertThat(ways(comparison))
        .containsExactly(
            "rollingUpdate (derived)",
            "blueGreen (derived)",
            "canary (written)",
            "canary (trial)",
            "routedCanary (trial)");
    assertThat(plan(comparison, Way.ROUTED_CANARY).states().stream().map(Object::toString))
        .containsExactly(
            "initial 0/10 at 0/100",
            "setWeight: 10 1/10 at 10/90",
            "pause: {} 1/10 at 10/90",
            "setWeight: 60 6/10 at 60/40",
            "pause: {} 6/10 at 60/40",
            "promoted 0/10 at 0/100");
  }

  @Test
  void theOptionsHoldForAllWays() {
    PlannerOptions options = PlannerOptions.forController(ControllerVersion.V1_9).withReplicas(10);
    Comparison comparison =
        Compared.of(
            rollout(3, "blueGreen: {activeService: shop}"),
            options,
            TrialSteps.parse("15").orElseThrow());

    assertThat(comparison.planned())
        .allSatisfy(way -> assertThat(way.plan().orElseThrow().replicas()).isEqualTo(10));
    // the closest split of 15 % is 2+9, which the documented rule has too; of 41 % it is 4+6
    assertThat(((CanaryPlan) plan(comparison, Way.CANARY)).step(0).toString())
        .isEqualTo("setWeight: 15 2/9 at 15/85");
    Comparison other =
        Compared.of(
            rollout(3, "blueGreen: {activeService: shop}"),
            options,
            TrialSteps.parse("41").orElseThrow());
    assertThat(((CanaryPlan) plan(other, Way.CANARY)).step(0).toString())
        .isEqualTo("setWeight: 41 4/6 at 41/59");
  }

  /** rolling.md 3.3, bluegreen.md 5.3: a broken version stops everywhere before any user has it. */
  @Test
  void aBrokenVersionReachesNobody() {
    Comparison broken =
        Compared.of(
            rollout(10, CANARY),
            PlannerOptions.DEFAULT.withReadiness(Readiness.NEVER),
            TrialSteps.NONE);

    assertThat(broken.planned()).hasSize(4);
    for (ComparedWay way : broken.planned()) {
      Exposure exposure = Exposure.of(way.plan().orElseThrow());
      assertThat(exposure.beforeStop().part()).isZero();
      assertThat(exposure.first()).isEmpty();
      assertThat(exposure.gate().orElseThrow().kind()).isEqualTo(Gate.Kind.STANDSTILL);
      assertThat(TimeToFull.of(way.plan().orElseThrow()).never()).isPresent();
    }
  }

  /** canary.md 1.6: which steps are refused without traffic routing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "setCanaryScale: {replicas: 1}",
        "setHeaderRoute: {name: a, match: [{headerName: x, headerValue: {exact: y}}]}",
        "setMirrorRoute: {name: a, match: [{method: {exact: GET}}]}",
        "experiment: {templates: [{name: a, specRef: canary, weight: 5}]}"
      })
  void aStepThatNeedsARouterLeavesOneWayOut(String step) {
    Comparison comparison =
        Compared.of(
            rollout(
                4,
                """
                canary: {canaryService: c, stableService: s, \
                trafficRouting: {managedRoutes: [{name: a}], istio: {virtualService: {name: v}}}, \
                steps: [{setWeight: 20}, {%s}]}\
                """
                    .formatted(step)));

    assertThat(comparison.ways())
        .filteredOn(way -> way.way() == Way.CANARY)
        .singleElement()
        .satisfies(
            way ->
                assertThat(way.refusal())
                    .contains(
                        "step 2, " + step.substring(0, step.indexOf(':')) + ", needs a router"));
    assertThat(comparison.planned()).hasSize(3);
  }

  @Test
  void weightsBeyondPercentNeedTheirRouter() {
    Comparison comparison =
        Compared.of(
            rollout(
                4,
                """
                canary: {canaryService: c, stableService: s, \
                trafficRouting: {maxTrafficWeight: 1000, nginx: {stableIngress: i}}, \
                steps: [{setWeight: 50}, {pause: {}}]}\
                """));

    assertThat(comparison.ways())
        .filteredOn(way -> way.way() == Way.CANARY)
        .singleElement()
        .satisfies(
            way ->
                assertThat(way.refusal())
                    .contains("its weights are parts of 1000, which only a router has"));
    assertThat(Exposure.of(plan(comparison, Way.ROUTED_CANARY)).beforeStop())
        .isEqualTo(new Ratio(50, 1000));
  }

  @Test
  void saysWhatEachNeeds() {
    Comparison comparison =
        Compared.of(
            rollout(
                4,
                """
                canary: {canaryService: c, stableService: s, \
                trafficRouting: {nginx: {stableIngress: i}}, steps: [{setWeight: 50}]}\
                """));

    assertThat(comparison.ways().stream().map(ComparedWay::needs))
        .containsExactly(
            new Needs(false, false, List.of(), 1),
            new Needs(true, false, List.of(), 1),
            new Needs(true, false, List.of(), 1),
            new Needs(true, true, List.of(RouterKind.NGINX), 2));
    assertThat(Compared.of(rollout(4, CANARY)).ways().stream().map(ComparedWay::needs))
        .last()
        .isEqualTo(new Needs(true, true, List.of(), 2));
  }

  /** rolling.md 5.5: the controller cannot count so many pods. */
  @Test
  void theMostReplicasHaveNoRollingUpdate() {
    Comparison most = Compared.of(rollout(Integer.MAX_VALUE, CANARY));

    assertThat(most.ways().get(0).refusal().orElseThrow())
        .startsWith("replicas and maxSurge are above 2147483647");
    assertThat(most.planned()).hasSize(3);
    // 2³¹−1 old pods for 30 seconds
    assertThat(ExtraPods.of(plan(most, Way.BLUE_GREEN)).podSeconds()).isEqualTo(2147483647L * 30);
  }

  @Test
  void oneWorkloadEachAndOthersGoOn() {
    String referenced =
        deployment(3, "").replace("name: shop}", "name: web}")
            + "---\n"
            + rollout(3, CANARY)
                .replaceFirst(
                    "template: .*",
                    "workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}")
            + "---\n"
            + rollout(2, "canary: {steps: [{setWeight: 120}]}").replace("name: shop}", "name: bad}")
            + "---\n"
            + deployment(1, "");
    Comparisons all =
        Comparisons.of(
            Manifests.read("all.yaml", referenced), PlannerOptions.DEFAULT, TrialSteps.NONE);

    assertThat(all.comparisons().stream().map(one -> one.kind() + " " + one.name()))
        .containsExactly("Rollout shop", "Deployment shop");
    assertThat(all.comparisons().get(0).services()).isEmpty();
    assertThat(all.comparisons().get(1).services().orElseThrow()).isEmpty();
    assertThat(all.withoutPlan().stream().map(one -> one.kind() + " " + one.name().orElse("")))
        .containsExactly("Rollout bad");
    assertThat(ComparisonFormat.TABLE.text(all)).contains("\nRollout bad is not compared: ");
    assertThat(ComparisonFormat.MARKDOWN.text(all)).contains("\n- Rollout bad is not compared: ");
    assertThat(all.planned().hasErrors()).isTrue();
  }

  @Test
  void findsTheServicesThatSelectThePods() {
    String service =
        """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: %s, namespace: %s}
        spec: {selector: {%s}}
        """;
    Comparison comparison =
        Compared.of(
            deployment(2, "").replace("name: shop}", "name: shop, namespace: here}")
                + service.formatted("own", "here", "app: shop")
                + service.formatted("elsewhere", "there", "app: shop")
                + service.formatted("other", "here", "app: web")
                + service.formatted("none", "here", ""));

    assertThat(comparison.services().orElseThrow()).containsExactly("own");
  }

  @Test
  void equalInputsGiveEqualComparisons() {
    assertThat(Compared.of(rollout(5, CANARY))).isEqualTo(Compared.of(rollout(5, CANARY)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "5,", "5,5", "25,5", "101", "-1", "5 ,6", "1.5", "0005", "x"})
  void refusesOtherSteps(String text) {
    assertThat(TrialSteps.parse(text)).isEmpty();
  }

  @Test
  void takesWeightsThatRise() {
    assertThat(TrialSteps.parse("0,5,100").orElseThrow().weights()).containsExactly(0, 5, 100);
    assertThat(TrialSteps.parse("5").orElseThrow().canarySteps().toString())
        .isEqualTo("[setWeight: 5, pause: {}]");
    assertThatThrownBy(() -> new TrialSteps(List.of(5, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weights must be from 0 to 100, each above the one before, but were [5, 5]");
  }
}

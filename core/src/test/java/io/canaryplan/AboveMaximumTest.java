// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Course;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.Standstill.WeightRefused;
import io.canaryplan.report.PlanTable;
import io.canaryplan.report.ReportFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Canary and experiments, or a full promotion, ask for more than all traffic (canary.md 10.6). */
class AboveMaximumTest {
  private static final String PINNED =
      "dynamicStableScale: true, steps: [{setCanaryScale: {replicas: 15}}, {setWeight: 50}, {pause: {}}]";

  private static final String EXPERIMENT =
      "steps: [{setWeight: 90}, {experiment: {duration: 1m, templates: [{name: a, specRef: stable,"
          + " weight: 20}]}}]";

  private static PlannedRollout planned(String canary, ControllerVersion controller) {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: 10
          selector: {matchLabels: {app: shop}}
          template:
            metadata: {labels: {app: shop}}
            spec: {containers: [{name: web, image: "demo:v1"}]}
          strategy:
            canary:
              {stableService: s, canaryService: c, trafficRouting: {istio: {virtualService: {name: v}}}, %s}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: v}
        spec:
          hosts: [shop]
          http: [{route: [{destination: {host: s}, weight: 100}, {destination: {host: c}, weight: 0}]}]
        """
            .formatted(canary);
    return CanaryPlanner.plan(
            Manifests.read("shop.yaml", text), PlannerOptions.forController(controller))
        .rollouts()
        .get(0);
  }

  private static String message(PlannedRollout planned, String rule) {
    return planned.findings().stream()
        .filter(found -> found.rule().id().equals(rule))
        .findFirst()
        .orElseThrow()
        .message();
  }

  /** floor(100 · 15 / 10) is 150, for the pass until the canary is back at 10 (canary.md 5.4). */
  @ParameterizedTest
  @EnumSource(
      value = ControllerVersion.class,
      names = {"V1_9", "MAIN"})
  void aFullPromotionGoesAboveAllForAPass(ControllerVersion controller) {
    PlannedRollout planned = planned(PINNED, controller);
    CanaryPlan plan = planned.plan().value().orElseThrow();
    Course full = plan.promoteFull(plan.step(2));

    assertThat(full.standstill()).isEmpty();
    assertThat(full.passes().get(0).canaryWeight()).isEqualTo(150);
    assertThat(full.passes().get(0).weights().stable()).isZero();
    assertThat(full.passes().get(0).weights().stableInStatus(100)).isEqualTo(-50);
    assertThat(message(planned, "full-promotion-above-maximum"))
        .contains(
            "\"15\" pods asks for weight 150 of 100", "status gives it -50, the VirtualService 0");
  }

  /** ceil(10 · 130 / 100) is 13 pods: 130. */
  @Test
  void aWeightOfMoreThanAllPodsDoesToo() {
    PlannedRollout planned =
        planned(PINNED.replace("replicas: 15", "weight: 130"), ControllerVersion.V1_9);

    assertThat(message(planned, "full-promotion-above-maximum"))
        .contains("\"13\" pods asks for weight 130 of 100");
  }

  @ParameterizedTest
  @EnumSource(
      value = ControllerVersion.class,
      names = {"V1_7", "V1_8"})
  void aFullPromotionStandsStillUpToEight(ControllerVersion controller) {
    PlannedRollout planned = planned(PINNED, controller);
    CanaryPlan plan = planned.plan().value().orElseThrow();
    Course full = plan.promoteFull(plan.step(2));

    assertThat(full.replicas().canary()).isEqualTo(15);
    assertThat(full.weights()).hasToString("50/50");
    assertThat(full.standstill())
        .get()
        .isInstanceOfSatisfying(WeightRefused.class, why -> assertThat(why.stable()).isEqualTo(-50))
        .extracting(Standstill::message)
        .isEqualTo(
            "every pass fails: beside 150 for the canary stable would get the weight -50, which Istio"
                + " refuses");
    assertThat(message(planned, "full-promotion-above-maximum"))
        .contains("it would get -50, which Istio refuses, and every pass fails");
  }

  /** 90 and 20 of 100 leave −10. */
  @Test
  void anExperimentGoesAboveAll() {
    PlannedRollout planned = planned(EXPERIMENT, ControllerVersion.V1_9);
    CanaryPlan plan = planned.plan().value().orElseThrow();
    PlannedState state = plan.step(1);

    assertThat(state.weights()).hasToString("90/0");
    assertThat(state.weights().stableInStatus(plan.maxWeight())).isEqualTo(-10);
    assertThat(PlanTable.of(plan)).contains(" 20 (stable -10 in status) |");
    assertThat(message(planned, "weights-above-maximum"))
        .contains("\"110\" of 100", "the status gives it -10, the VirtualService 0");
    Object json =
        Json.parse(ReportFormat.JSON.text(new PlannedManifests(List.of(planned), List.of())));
    Object stands = Json.list(json, "states").get(2);
    assertThat(Json.number(stands, "stableInStatus")).isEqualTo(-10);
    assertThat(Json.number(Json.get(stands, "weights"), "stable")).isZero();
    assertThat(plan.states().get(3).reached()).isTrue();
  }

  @Test
  void anExperimentStandsStillUpToEight() {
    PlannedRollout planned = planned(EXPERIMENT, ControllerVersion.V1_8);
    CanaryPlan plan = planned.plan().value().orElseThrow();

    assertThat(plan.step(0).reached()).isTrue();
    assertThat(plan.step(1).reached()).isFalse();
    assertThat(plan.step(1).weights()).hasToString("90/10");
    assertThat(plan.step(1).standstill()).get().isInstanceOf(WeightRefused.class);
    assertThat(plan.states().get(3).reachable()).isFalse();
  }

  @Test
  void whatFitsIsNotRefused() {
    CanaryPlan plan =
        planned(PINNED.replace("15", "10"), ControllerVersion.V1_8).plan().value().orElseThrow();

    assertThat(plan.promoteFull(plan.step(2)).standstill()).isEmpty();
    assertThat(plan.promoteFull(plan.step(2)).passes())
        .extracting(Pass::canaryWeight)
        .contains(100);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.report.PlanJson;
import io.canaryplan.report.PlanTable;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.StepKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Walks over the kinds of steps for everybody who handles steps by their kind. A kind that is added
 * does not compile here until it has a sample; then each test names the consumer that forgot it.
 */
class EveryStepKindTest {
  /** Returns a step of that kind as a person writes it. */
  private static String sample(StepKind kind) {
    return switch (kind) {
      case SET_WEIGHT -> "setWeight: 40";
      case PAUSE -> "pause: {}";
      case SET_CANARY_SCALE -> "setCanaryScale: {replicas: 3}";
      case EXPERIMENT -> "experiment: {templates: [{name: base, specRef: stable}]}";
      case ANALYSIS -> "analysis: {templates: [{templateName: rate}]}";
      case SET_HEADER_ROUTE ->
          "setHeaderRoute: {name: geo, match: [{headerName: a, headerValue: {exact: b}}]}";
      case SET_MIRROR_ROUTE -> "setMirrorRoute: {name: geo, match: [{path: {prefix: /a}}]}";
      case PLUGIN -> "plugin: {name: acme/wait}";
    };
  }

  /** Whether the kind waits for time, a person or another object (canary.md 4.1). */
  private static boolean waits(StepKind kind) {
    return switch (kind) {
      case PAUSE, EXPERIMENT, ANALYSIS, PLUGIN -> true;
      case SET_WEIGHT, SET_CANARY_SCALE, SET_HEADER_ROUTE, SET_MIRROR_ROUTE -> false;
    };
  }

  private static PlannedManifests plan(StepKind kind) {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: 10
          selector: {matchLabels: {app: shop}}
          template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: web}]}}
          strategy:
            canary:
              canaryService: shop-canary
              stableService: shop-stable
              trafficRouting:
                managedRoutes: [{name: geo}]
                istio: {virtualService: {name: shop}}
              steps:
              - setWeight: 20
              - STEP
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: shop}
        spec:
          hosts: [shop.example.org]
          http:
          - name: primary
            route:
            - {destination: {host: shop-stable}, weight: 100}
            - {destination: {host: shop-canary}, weight: 0}
        """;
    return CanaryPlanner.plan(
        Manifests.read("shop.yaml", text.replace("STEP", sample(kind))), PlannerOptions.DEFAULT);
  }

  private static PlannedRollout rollout(StepKind kind) {
    return plan(kind).rollouts().get(0);
  }

  private static PlannedState state(StepKind kind) {
    return rollout(kind).plan().value().orElseThrow().states().get(2);
  }

  @Test
  void haveOneTypeEach() {
    List<Class<?>> samples =
        Arrays.stream(StepKind.values())
            .<Class<?>>map(kind -> state(kind).step().orElseThrow().getClass())
            .toList();

    assertThat(samples).containsExactlyInAnyOrderElementsOf(leaves(CanaryStep.Part.class).toList());
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EveryStepKindTest::leaves)
        : Stream.of(type);
  }

  @ParameterizedTest
  @EnumSource
  void isReadAndPlanned(StepKind kind) {
    assertThat(state(kind).step().orElseThrow().kinds()).containsExactly(kind);
    assertThat(rollout(kind).findings()).noneMatch(Finding::isError);
  }

  @ParameterizedTest
  @EnumSource
  void isPrintedInTableAndJson(StepKind kind) {
    CanaryPlan plan = rollout(kind).plan().value().orElseThrow();
    String step = state(kind).step().orElseThrow().toString();

    assertThat(step).startsWith(kind.field() + ":");
    assertThat(PlanTable.of(plan)).contains(step);
    assertThat(PlanJson.of(plan(kind))).contains("\"" + step + "\"");
  }

  @ParameterizedTest
  @EnumSource
  void hasDocuments(StepKind kind) {
    assertThat(rollout(kind).documents(state(kind))).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void countsAsWaitingWhereTheControllerWaits(StepKind kind) {
    boolean pauseMissing =
        rollout(kind).findings().stream()
            .anyMatch(finding -> finding.toString().contains("no-pause"));

    assertThat(pauseMissing).isEqualTo(!waits(kind));
  }
}

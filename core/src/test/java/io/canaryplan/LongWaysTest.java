// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Envelope.Moment;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassList;
import io.canaryplan.report.PlanDetail;
import io.canaryplan.report.PlanTable;
import io.canaryplan.report.ReportFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways of thousands of passes: told in stretches, with every number of the plan still there. */
class LongWaysTest {
  private static PlannedManifests planned(int replicas, int steps) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Rollout
            metadata: {name: shop}
            spec:
              replicas: %s
              selector: {matchLabels: {app: shop}}
              template:
                metadata: {labels: {app: shop}}
                spec: {containers: [{name: web, image: "demo:v1"}]}
              strategy:
                canary:
                  maxSurge: 1
                  maxUnavailable: 0
                  steps:
            """
                .formatted(replicas));
    for (int i = 0; i < steps; i++) {
      text.append("      - setWeight: ").append(i % 2 == 0 ? 90 : 10).append('\n');
    }
    return CanaryPlanner.plan(Manifests.read("shop.yaml", text.toString()), PlannerOptions.DEFAULT);
  }

  /** Without steps a canary of n pods takes two passes for each: one up, one down. */
  @ParameterizedTest
  @ValueSource(ints = {4_000, 9_999, 1_000_000})
  void jsonIsAsSmallForAnyNumberOfReplicas(int replicas) {
    assertThat(ReportFormat.JSON.text(planned(replicas, 4)).length()).isLessThan(60_000);
  }

  @Test
  void aSmallInputStaysSmall() {
    // 50 steps back and forth between 10 % and 90 % of 4,990 pods are 400,000 passes, and as many
    // in the aborts
    PlannedManifests planned = planned(4_990, 50);
    CanaryPlan plan = planned.rollouts().get(0).plan().value().orElseThrow();
    long passes = plan.states().stream().mapToLong(state -> state.passes().size()).sum();

    assertThat(passes).isGreaterThan(350_000);
    assertThat(ReportFormat.JSON.text(planned).length()).isLessThan(600_000);
    assertThat(PlanTable.of(plan, PlanDetail.PASSES, PlanDetail.ABORTS).lines().count())
        .isLessThan(3_000);
  }

  @Test
  void whatIsLeftOutIsCountedAndWhatIsExtremeIsThere() {
    PlannedManifests planned = planned(4_000, 4);
    CanaryPlan plan = planned.rollouts().get(0).plan().value().orElseThrow();
    Object json = Json.parse(ReportFormat.JSON.text(planned));
    List<?> states = Json.list(json, "states");

    for (int i = 0; i < states.size(); i++) {
      List<Pass> passes = plan.states().get(i).passes();
      List<?> told = Json.list(states.get(i), "passes");
      long omitted = told.stream().mapToLong(pass -> Json.number(pass, "omitted")).sum();
      assertThat(told.size() + omitted).isEqualTo(passes.size());
      if (!passes.isEmpty()) {
        Object last = told.get(told.size() - 1);
        assertThat(Json.number(last, "canary")).isEqualTo(passes.get(passes.size() - 1).canary());
      }
    }
    Object peak = Json.get(Json.get(json, "envelope"), "peak");
    Object state = states.get(Json.number(peak, "stateIndex"));
    Object pass = Json.list(state, "passes").get(Json.number(peak, "passIndex"));
    assertThat(Json.number(pass, "total")).isEqualTo(Json.number(peak, "pods"));
    Moment moment = plan.envelope().peak().moment();
    assertThat(plan.states().get(moment.state()).passes().get(moment.pass().orElseThrow()).total())
        .isEqualTo(plan.envelope().peak().pods());
  }

  @Test
  void cornersSayWhatIsLeftOutBeforeThem() {
    CanaryPlan plan = planned(4_000, 1).rollouts().get(0).plan().value().orElseThrow();
    List<Pass> passes = plan.step(0).passes();
    List<Pass> told = PassList.atCorners(passes);

    int at = 0;
    for (Pass pass : told) {
      at += (int) pass.omitted();
      assertThat(pass.replicas()).isEqualTo(passes.get(at).replicas());
      at++;
    }
    assertThat(at).isEqualTo(passes.size());
    assertThat(told).hasSizeLessThan(40);
  }

  @Test
  void shortWaysAreToldPassByPass() {
    Object json = Json.parse(ReportFormat.JSON.text(planned(50, 1)));

    // 90 % of 50 are 45 pods up and 45 down
    Map<?, ?> state = (Map<?, ?>) Json.list(json, "states").get(1);
    assertThat(Json.list(state, "passes"))
        .hasSize(90)
        .allMatch(pass -> Json.number(pass, "omitted") == 0);
  }
}

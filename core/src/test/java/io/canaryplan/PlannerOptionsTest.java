// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.Rounding;
import io.canaryplan.report.PlanJson;
import io.canaryplan.report.PlanTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes out of the options; counts from canary.md 2.3 (closest) and 9 (ceiling). */
class PlannerOptionsTest {
  private static final String SHOP =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: shop}
      spec:
        replicas: 10
        selector: {matchLabels: {app: shop}}
        template: {metadata: {labels: {app: shop}}}
        strategy:
          canary:
            steps: [{setWeight: 41}, {pause: {}}, {setWeight: 50}]
      """;

  private static PlannedRollout plan(PlannerOptions options) {
    return CanaryPlanner.plan(Manifests.read("shop.yaml", SHOP), options).rollouts().get(0);
  }

  private static Rounding rounding(PlannerOptions options) {
    return options.settings().rounding();
  }

  @Test
  void theDocumentedRuleAsLongAsNothingIsNamed() {
    assertThat(PlannerOptions.DEFAULT.settings()).isEqualTo(PlanSettings.DEFAULT);
    assertThat(rounding(PlannerOptions.DEFAULT)).isEqualTo(Rounding.CEILING);
    assertThat(PlannerOptions.DEFAULT.settings().controller()).isEqualTo(ControllerVersion.V1_9);
  }

  @ParameterizedTest
  @EnumSource
  void aNamedControllerBringsItsRounding(ControllerVersion version) {
    PlannerOptions named = PlannerOptions.forController(version);
    assertThat(rounding(named)).isEqualTo(Rounding.CLOSEST);
    assertThat(named.settings().controller()).isEqualTo(version);
    assertThat(named.settings().roundingChosen()).isTrue();
  }

  @Test
  void anExplicitRoundingWinsInAnyOrder() {
    PlannerOptions first =
        PlannerOptions.DEFAULT
            .withRounding(Rounding.CEILING)
            .withController(ControllerVersion.V1_8);
    PlannerOptions last =
        PlannerOptions.forController(ControllerVersion.V1_8).withRounding(Rounding.CEILING);
    assertThat(first).isEqualTo(last);
    assertThat(rounding(first)).isEqualTo(Rounding.CEILING);
    assertThat(rounding(PlannerOptions.DEFAULT.withRounding(Rounding.CLOSEST)))
        .isEqualTo(Rounding.CLOSEST);
  }

  @Test
  void allElseReachesThePlan() {
    PlanSettings settings =
        plan(PlannerOptions.DEFAULT
                .withReplicas(3)
                .withHashes("a", "b")
                .withReadiness(Readiness.perPass(1)))
            .plan()
            .value()
            .orElseThrow()
            .settings();
    assertThat(settings)
        .isEqualTo(
            PlanSettings.DEFAULT
                .withReplicas(3)
                .withHashes("a", "b")
                .withReadiness(Readiness.perPass(1)));
    assertThat(settings.roundingChosen()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlannerOptions.DEFAULT.withReplicas(-1))
        .withMessage("replicas must not be negative but were -1");
  }

  @Test
  void bothRoundingsWhereTheyDiffer() {
    // 41 % of 10: rounded up 5 + 6, closest 4 + 6; 50 % is 5 + 5 by both
    String table = PlanTable.of(plan(PlannerOptions.DEFAULT).plan().value().orElseThrow());
    assertThat(table.lines())
        .anyMatch(
            line -> line.startsWith("shop: 10 replicas, no traffic routing, rounding ceiling"))
        .anyMatch(line -> line.matches("\\| state .*\\| for +\\| closest \\|"))
        .anyMatch(line -> line.matches("\\| 1 setWeight: 41 \\| +5 \\| +6 \\| .*\\| 4 \\+ 6 +\\|"))
        .anyMatch(line -> line.matches("\\| 3 setWeight: 50 \\| +5 \\| +5 \\| .*\\|  +\\|"));
    PlannerOptions named = PlannerOptions.forController(ControllerVersion.V1_9);
    assertThat(PlanTable.of(plan(named).plan().value().orElseThrow()).lines())
        .anyMatch(
            line -> line.startsWith("shop: 10 replicas, no traffic routing, rounding closest"))
        .anyMatch(line -> line.matches("\\| state .*\\| for +\\| ceiling \\|"))
        .anyMatch(line -> line.matches("\\| 1 setWeight: 41 \\| +4 \\| +6 \\| .*\\| 5 \\+ 6 +\\|"));
  }

  @Test
  void jsonHasTheOtherRoundingWhereItDiffers() {
    String json =
        PlanJson.of(CanaryPlanner.plan(Manifests.read("shop.yaml", SHOP), PlannerOptions.DEFAULT));
    assertThat(json.replaceAll("\\s+", ""))
        .containsOnlyOnce(
            "\"step\":\"setWeight:41\",\"reachable\":true,\"reached\":true,"
                + "\"replicas\":{\"canary\":5,\"stable\":6,\"total\":11}")
        .contains("\"replicasByOtherRounding\":{\"canary\":4,\"stable\":6,\"total\":10}")
        .contains("\"replicasByOtherRounding\":null");
  }

  @Test
  void theNoteIsSilentWhenChosen() {
    assertThat(plan(PlannerOptions.DEFAULT).findings())
        .anyMatch(finding -> finding.rule().id().equals("rounding-differs"));
    assertThat(plan(PlannerOptions.forController(ControllerVersion.V1_9)).findings())
        .noneMatch(finding -> finding.rule().id().equals("rounding-differs"));
    assertThat(plan(PlannerOptions.DEFAULT.withRounding(Rounding.CEILING)).findings())
        .noneMatch(finding -> finding.rule().id().equals("rounding-differs"));
  }
}

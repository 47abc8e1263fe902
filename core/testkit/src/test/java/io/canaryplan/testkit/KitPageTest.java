// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import static io.canaryplan.testkit.CanaryPlanAssertions.assertThat;

import io.canaryplan.Manifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.WeightMath;
import io.canaryplan.testkit.laws.WeightFunction;
import io.canaryplan.testkit.laws.WeightLaw;
import io.canaryplan.testkit.laws.WeightLaws;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The Java of core/docs/testkit.md, run. */
class KitPageTest {
  // PAGE first: begin
  @Test
  void atStep3ShopKeeps8PodsAndTheCanaryGets15(@PlanOf("shop.yaml") CanaryPlan plan) {
    assertThat(plan).step(3).keepsAvailable(8).sendsToCanary(15);
  }

  // PAGE first: end

  // PAGE plan: begin
  @Test
  void plan(@PlanOf("shop.yaml") CanaryPlan plan) {
    assertThat(plan).hasSteps(4).isPromoted().neverExceedsPods(11).neverFallsBelowAvailable(8);
    assertThat(plan).step(3).hasReplicas(2, 9).hasPodShare(2, 11);
    assertThat(plan).step(2).lasts(Duration.ofMinutes(10)).step(4).lastsUntilSomebodyActs();
    assertThat(plan).abortAt(1).endsWithReplicas(0, 10).endsWithWeight(0).comesBack();
  }

  // PAGE plan: end

  // PAGE findings: begin
  @Test
  void findings(@PlanOf("broken.yaml") PlannedRollout planned) {
    assertThat(planned).hasFinding("set-weight-out-of-range").at(19).says("150");
    assertThat(planned).hasNoFinding("unreachable-weight");
  }

  @Test
  void manifests(@PlanOf("mesh.yaml") Manifests manifests) {
    assertThat(manifests).hasNoErrors().contains("VirtualService", "shop");
  }

  // PAGE findings: end

  // PAGE documents: begin
  @Test
  void documents(@PlanOf("mesh.yaml") PlannedRollout planned) {
    assertThat(planned)
        .documents("VirtualService", "shop")
        .weights("100/0", "95/5", "95/5", "100/0");
  }

  // PAGE documents: end

  // PAGE snapshot: begin
  @Test
  void snapshot(@PlanOf("mesh.yaml") PlannedRollout planned) {
    assertThat(planned).matchesSnapshot();
  }

  // PAGE snapshot: end

  // PAGE soft: begin
  @Test
  void softly(@PlanOf("shop.yaml") CanaryPlan plan) {
    CanaryPlanSoftAssertions.assertPlansSoftly(
        softly -> {
          softly.assertThat(plan).step(3).hasReplicas(2, 9);
          softly.assertThat(plan).neverExceedsPods(11);
        });
  }

  // PAGE soft: end

  // PAGE laws: begin
  @Test
  void laws() {
    WeightFunction mine =
        (replicas, weight, limits) ->
            WeightMath.targetCounts(Rounding.CLOSEST, replicas, weight, limits.maxSurge());
    for (WeightLaw law : WeightLaws.of(Rounding.CLOSEST)) {
      law.verify(mine);
    }
  }
  // PAGE laws: end
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.PlannerOptions;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.testkit.jqwik.CanaryPlanDomain;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** The property of core/docs/testkit.md, run. */
class KitPageProperties {
  // PAGE property: begin
  @Property
  @Domain(CanaryPlanDomain.class)
  void beginsWithTheStableVersionAlone(@ForAll Rollout rollout) {
    CanaryPlan plan = CanaryPlanner.plan(rollout, PlannerOptions.DEFAULT);

    assertThat(plan.states().get(0).replicas().canary()).isZero();
  }
  // PAGE property: end
}

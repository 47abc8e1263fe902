// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit.jqwik;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.Rollout;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

@Domain(CanaryPlanDomain.class)
@Domain(net.jqwik.api.domains.DomainContext.Global.class)
class CanaryPlanDomainProperties {
  @Property(tries = 200, seed = "1")
  void everyRolloutIsPlanned(@ForAll Rollout rollout) {
    CanaryPlan plan = CanaryPlanner.plan(rollout, PlannerOptions.DEFAULT);

    assertThat(plan.states()).hasSize(rollout.canary().orElseThrow().steps().size() + 2);
    PlannedState initial = plan.states().get(0);
    assertThat(initial.replicas().stable()).isEqualTo(rollout.replicasOrDefault());
  }

  @Property(tries = 200, seed = "1")
  void everyStepIsOfOneKind(@ForAll CanaryStep step) {
    assertThat(step.kinds()).hasSize(1);
  }

  @Property(tries = 200, seed = "1")
  void weightsOfTheRuleAddUp(@ForAll VirtualService service) {
    int sum =
        service.httpRoute("primary").orElseThrow().destinations().stream()
            .mapToInt(to -> to.weight().orElseThrow())
            .sum();
    assertThat(sum).isEqualTo(100);
  }

  @Property(tries = 200, seed = "1")
  void inputsHaveNoErrors(@ForAll Manifests manifests) {
    assertThat(CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT).hasErrors())
        .as(() -> manifests.documents() + "")
        .isFalse();
  }
}

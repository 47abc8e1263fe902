// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.routing.StateDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A header route that is set while the canary has no pods exists for one pass (istio.md 1.12). */
class RouteInPassingTest {
  private static final String TEXT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: shop}
      spec:
        replicas: 3
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec: {containers: [{name: web, image: "demo:v1"}]}
        strategy:
          canary:
            stableService: s
            canaryService: c
            trafficRouting:
              managedRoutes: [{name: beta}]
              istio: {virtualService: {name: v, routes: [primary]}}
            steps:
            - setHeaderRoute: {name: beta, match: [{headerName: x, headerValue: {exact: "1"}}]}
            - pause: {}
            - setWeight: 50
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: v}
      spec:
        hosts: [shop]
        http:
        - name: primary
          route: [{destination: {host: s}, weight: 100}, {destination: {host: c}, weight: 0}]
      """;

  @Test
  void theDocumentsOfThePassAreThere() {
    PlannedManifests planned =
        CanaryPlanner.plan(
            Manifests.read("shop.yaml", TEXT),
            PlannerOptions.forController(ControllerVersion.V1_9));
    PlannedRollout rollout = planned.rollouts().get(0);
    CanaryPlan plan = rollout.plan().value().orElseThrow();
    PlannedState state = plan.step(0);

    assertThat(state.passes()).anyMatch(pass -> pass.has(PassEvent.ROUTES_WRITTEN));
    List<List<StateDocument>> onTheWay = rollout.documentsOnTheWay(state);
    assertThat(onTheWay).hasSameSizeAs(state.routingChanges());
    assertThat(onTheWay)
        .anyMatch(documents -> documents.stream().anyMatch(v -> v.text().contains("name: beta")));
    // the step is complete with that pass; at rest in the pause the route is gone
    assertThat(rollout.documents(plan.step(1)))
        .noneMatch(document -> document.text().contains("name: beta"));
    assertThat(rollout.documentsOnTheWay(plan.states().get(0))).isEmpty();
    assertThat(plan.step(1).passes()).anyMatch(pass -> pass.has(PassEvent.ROUTES_REMOVED));
  }
}

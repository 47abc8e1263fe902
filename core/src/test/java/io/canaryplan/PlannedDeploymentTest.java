// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlannedDeploymentTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop, namespace: prod}
      spec:
        replicas: 10
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec: {containers: [{name: shop, image: shop:1}]}
      """;

  private static PlannedDeployment planned(PlannerOptions options) {
    return CanaryPlanner.plan(Manifests.read("shop.yaml", DEPLOYMENT), options)
        .deployments()
        .get(0);
  }

  @Test
  void aDeploymentIsPlannedWithItsReplicas() {
    PlannedDeployment planned = planned(PlannerOptions.DEFAULT);

    assertThat(planned.kind()).isEqualTo("Deployment");
    assertThat(planned.name()).contains("shop");
    assertThat(planned.namespace()).contains("prod");
    // rolling.md 8.2: 25 % of 10 are 3 more and 2 fewer, in five passes
    assertThat(planned.update().orElseThrow().peakPods()).isEqualTo(13);
    assertThat(planned.update().orElseThrow().lowestAvailablePods()).isEqualTo(8);
    assertThat(planned.update().orElseThrow().course().passes()).isEqualTo(5);
    assertThat(planned).isEqualTo(planned(PlannerOptions.DEFAULT));
  }

  @Test
  void otherReplicasArePlannedWhereTheyCanBeCounted() {
    assertThat(planned(PlannerOptions.DEFAULT.withReplicas(3)).update().orElseThrow().replicas())
        .isEqualTo(3);
    PlannedDeployment many = planned(PlannerOptions.DEFAULT.withReplicas(Integer.MAX_VALUE));

    assertThat(many.update().value()).isEmpty();
    assertThat(many.findings())
        .extracting(finding -> finding.rule().id())
        .contains("deployment-too-many-pods");
  }
}

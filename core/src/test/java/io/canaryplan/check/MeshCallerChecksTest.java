// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import org.junit.jupiter.api.Test;

final class MeshCallerChecksTest {
  /** The Service is where the VirtualService was found, as the note about the namespace says. */
  @Test
  void aRolloutWithoutNamespaceIsWhereItsVirtualServiceIs() {
    String input =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: web}
        spec:
          replicas: 4
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "web:1"}]}
          strategy:
            canary:
              canaryService: web-canary
              stableService: web
              trafficRouting: {istio: {virtualService: {name: web, routes: [primary]}}}
              steps: [{setWeight: 20}, {pause: {}}]
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: web, namespace: shop}
        spec:
          hosts: [other]
          http:
          - name: primary
            route:
            - {destination: {host: web}, weight: 100}
            - {destination: {host: web-canary}, weight: 0}
        """;

    assertThat(
            CanaryPlanner.plan(Manifests.read("shop.yaml", input), PlannerOptions.DEFAULT)
                .allFindings())
        .filteredOn(
            finding -> finding.rule().equals(MeshCallerRules.VIRTUAL_SERVICE_HOST_NOT_CALLED))
        .singleElement()
        .extracting(finding -> finding.message())
        .asString()
        .contains("that call web.shop.svc.cluster.local do not");
  }
}

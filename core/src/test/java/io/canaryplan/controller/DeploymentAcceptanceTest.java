// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedDeployment;
import io.canaryplan.PlannerOptions;
import io.canaryplan.finding.Finding;
import io.canaryplan.kubernetes.IntOrPercent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The findings about limits are errors just where the API server refuses them (rolling.md 1.5). */
class DeploymentAcceptanceTest {
  private static final List<String> LIMIT_RULES =
      List.of("deployment-limit-invalid", "deployment-limits-zero");

  @Test
  void limitsAreRefusedAsTheApiServerDoes() {
    VectorFile.check(
        "rolling/fenceposts.tsv",
        row -> {
          PlannedDeployment planned =
              plan(row.number(0), written(row.text(1)), written(row.text(2)));
          boolean accepted =
              planned.findings().stream()
                  .filter(Finding::isError)
                  .noneMatch(finding -> LIMIT_RULES.contains(finding.rule().id()));
          if (accepted != row.text(3).equals("yes")) {
            return Optional.of("found " + planned.findings());
          }
          return accepted ? limits(row, planned) : Optional.empty();
        });
  }

  /**
   * What is accepted has a plan if replicas and surge have a sum in 32 bits, and else that is told.
   */
  private static Optional<String> limits(VectorRow row, PlannedDeployment planned) {
    boolean counted =
        DeploymentVectorsTest.hasPods(row)
            && (long) row.number(0) + row.number(4) <= Integer.MAX_VALUE;
    List<String> errors =
        planned.findings().stream()
            .filter(Finding::isError)
            .map(finding -> finding.rule().id())
            .toList();
    if (!errors.equals(counted ? List.of() : List.of("deployment-too-many-pods"))) {
      return Optional.of("found " + planned.findings());
    }
    if (planned.update().value().isPresent() != counted) {
      return Optional.of(counted ? "has no plan" : "has a plan");
    }
    return counted
        ? row.expect(4, planned.update().value().get().limits().surge())
        : Optional.empty();
  }

  private static PlannedDeployment plan(int replicas, String surge, String unavailable) {
    String text =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop}
        spec:
          replicas: %s
          selector: {matchLabels: {app: shop}}
          template: {metadata: {labels: {app: shop}}}
          strategy: {rollingUpdate: {maxSurge: %s, maxUnavailable: %s}}
        """
            .formatted(replicas, surge, unavailable);
    return CanaryPlanner.plan(Manifests.read("shop.yaml", text), PlannerOptions.DEFAULT)
        .deployments()
        .get(0);
  }

  private static String written(String cell) {
    Optional<IntOrPercent> limit = DeploymentTrace.limit(cell);
    return limit
        .map(found -> found.isText() ? '"' + found.written() + '"' : found.written())
        .orElse("null");
  }
}

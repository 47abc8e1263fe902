// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.Layout;
import io.canaryplan.PlannedRollout;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.finding.Finding;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * What is said about one workload.
 *
 * @param kind its kind, {@code Rollout} for example
 * @param name its name, as far as it could be read
 * @param namespace its namespace, if it is written
 * @param layout how its documents are written
 * @param plan its plan, if there is one
 * @param findings what was found, by position
 */
record RolloutReport(
    String kind,
    Optional<String> name,
    Optional<String> namespace,
    Layout layout,
    Optional<StrategyReport> plan,
    List<Finding> findings) {

  static RolloutReport of(PlannedWorkload workload, List<Finding> findings) {
    return new RolloutReport(
        workload.kind(),
        workload.name(),
        workload.namespace(),
        workload.options().layout(),
        workload.update().value().map(plan -> report(plan, workload)),
        findings);
  }

  private static StrategyReport report(Plan plan, PlannedWorkload workload) {
    return plan instanceof CanaryPlan canary && workload instanceof PlannedRollout rollout
        ? PlanReport.of(canary, rollout)
        : UpdateReport.of(plan, workload);
  }
}

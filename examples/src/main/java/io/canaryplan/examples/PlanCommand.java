// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.FindingFilter;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.finding.Severity;
import io.canaryplan.report.PlanDetail;
import io.canaryplan.report.ReportFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Prints the plan of every Rollout. */
final class PlanCommand {
  private final Run run;

  PlanCommand(Run run) {
    this.run = run;
  }

  int run() throws UsageException, IOException {
    Manifests manifests = run.readRelated(run.arguments().files());
    PlannedManifests planned = run.plan(manifests);
    ReportFormat format = run.options().json() ? ReportFormat.JSON : ReportFormat.TABLE;
    format.print(planned, run.out(), details());
    FindingFilter.Kept kept = run.filter(planned.allFindings(), manifests);
    run.print(kept.findings(), run.err());
    return run.status(kept.findings(), Severity.ERROR);
  }

  private PlanDetail[] details() {
    List<PlanDetail> details = new ArrayList<>();
    if (run.arguments().has(Option.PASSES)) {
      details.add(PlanDetail.PASSES);
    }
    if (run.arguments().has(Option.ABORTS)) {
      details.add(PlanDetail.ABORTS);
    }
    if (run.arguments().has(Option.EXPLAIN)) {
      details.add(PlanDetail.REASONS);
    }
    return details.toArray(new PlanDetail[0]);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.plan.Plan;
import io.canaryplan.report.PlanDetail;
import io.canaryplan.report.PlanTable;
import io.canaryplan.report.ReportFormat;
import java.util.List;

/** What a snapshot holds, as one text that people can read. */
final class SnapshotText {
  private SnapshotText() {}

  static String of(Plan plan) {
    return PlanTable.of(plan, PlanDetail.PASSES, PlanDetail.ABORTS);
  }

  static String of(PlannedRollout rollout) {
    PlannedManifests alone = new PlannedManifests(List.of(rollout), List.of());
    return "# findings\n\n"
        + FindingText.of(rollout.findings())
        + "\n\n# plan\n\n"
        + rollout.update().value().map(SnapshotText::of).orElse("none\n")
        + "\n# documents, from state to state\n\n"
        + ReportFormat.DIFF.text(alone);
  }
}

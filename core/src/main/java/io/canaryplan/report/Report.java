// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannedWorkload;
import io.canaryplan.finding.Finding;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What all formats say about a set of manifests, and in which order. A format prints this and looks
 * nothing up by itself.
 *
 * @param rollouts one part for each workload, in the order of the input
 * @param findings everything found, once each, by position
 */
record Report(List<RolloutReport> rollouts, List<Finding> findings) {
  Report {
    rollouts = ImmutableList.copyOf(rollouts);
    findings = ImmutableList.copyOf(findings);
  }

  /** Reports on manifests; findings that belong to no workload stand with the first one. */
  static Report of(PlannedManifests planned) {
    List<PlannedWorkload> workloads = planned.workloads();
    return new Report(
        IntStream.range(0, workloads.size())
            .mapToObj(i -> RolloutReport.of(workloads.get(i), findings(planned, i)))
            .toList(),
        planned.allFindings());
  }

  private static List<Finding> findings(PlannedManifests planned, int index) {
    PlannedWorkload workload = planned.workloads().get(index);
    return index == 0
        ? new PlannedManifests(ImmutableList.of(workload), planned.findings()).allFindings()
        : workload.findings();
  }

  /** Returns the parts of the workloads that have a plan. */
  List<RolloutReport> planned() {
    return rollouts.stream().filter(rollout -> rollout.plan().isPresent()).toList();
  }
}

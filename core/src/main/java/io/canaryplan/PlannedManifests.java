// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.FindingLimit;
import java.util.List;
import java.util.stream.Stream;

/**
 * What planning all inputs gave.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param workloads one answer for each workload, in the order of the inputs, plannable or not
 * @param findings what was found outside of single workloads: while reading, about documents that
 *     stand beside them, and about the inputs as a whole; sorted by position
 */
public record PlannedManifests(List<PlannedWorkload> workloads, List<Finding> findings) {
  /** Copies the lists. */
  public PlannedManifests {
    workloads = ImmutableList.copyOf(workloads);
    findings = ImmutableList.copyOf(findings);
  }

  /** Returns the answers for the Rollouts among the workloads, in their order. */
  public List<PlannedRollout> rollouts() {
    return workloads.stream()
        .filter(PlannedRollout.class::isInstance)
        .map(PlannedRollout.class::cast)
        .toList();
  }

  /** Returns the answers for the Deployments among the workloads, in their order. */
  public List<PlannedDeployment> deployments() {
    return workloads.stream()
        .filter(PlannedDeployment.class::isInstance)
        .map(PlannedDeployment.class::cast)
        .toList();
  }

  /** Returns everything found, of all workloads and outside of them, once each, by position. */
  public List<Finding> allFindings() {
    return join(findings, workloads.stream().map(PlannedWorkload::findings));
  }

  /** Returns what was found outside of workloads and about each, once, by position. */
  static List<Finding> join(List<Finding> outside, Stream<List<Finding>> workloads) {
    return FindingLimit.of(
        Stream.concat(Stream.of(outside), workloads).flatMap(List::stream).distinct().toList());
  }

  /** Returns whether anything found is an error. */
  public boolean hasErrors() {
    return allFindings().stream().anyMatch(Finding::isError);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.FindingLimit;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What planning all inputs gave. What was found is made when it is first asked for.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class PlannedManifests {
  private final ImmutableList<PlannedWorkload> workloads;
  private final Supplier<List<Finding>> findings;

  private PlannedManifests(Supplier<List<Finding>> findings, List<PlannedWorkload> workloads) {
    this.workloads = ImmutableList.copyOf(workloads);
    this.findings = findings;
  }

  /**
   * Copies the lists.
   *
   * @param workloads one answer for each workload, in the order of the inputs
   * @param findings what was found outside of single workloads, sorted by position
   */
  public PlannedManifests(List<? extends PlannedWorkload> workloads, List<Finding> findings) {
    this(Suppliers.ofInstance(ImmutableList.copyOf(findings)), ImmutableList.copyOf(workloads));
  }

  /** Returns answers; what was found outside of them is made when it is first asked for, once. */
  static PlannedManifests later(List<PlannedWorkload> workloads, Supplier<List<Finding>> findings) {
    return new PlannedManifests(Suppliers.memoize(findings::get), workloads);
  }

  /** Returns one answer for each workload, in the order of the inputs, plannable or not. */
  public List<PlannedWorkload> workloads() {
    return workloads;
  }

  /**
   * Returns what was found outside of single workloads: while reading, about documents that stand
   * beside them, and about the inputs as a whole; sorted by position.
   */
  public List<Finding> findings() {
    return findings.get();
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
    return join(findings(), workloads.stream().map(PlannedWorkload::findings));
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

  /** Returns whether both are answers for equal inputs, and so say the same. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof PlannedManifests answers
            && workloads.equals(answers.workloads)
            && findings().equals(answers.findings()));
  }

  @Override
  public int hashCode() {
    return workloads.hashCode();
  }

  /** Returns the answers and how much was found outside of them. */
  @Override
  public String toString() {
    return workloads + ", " + findings().size() + " findings beside";
  }
}

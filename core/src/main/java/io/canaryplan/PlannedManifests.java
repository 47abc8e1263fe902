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
 * @param rollouts one answer for each Rollout, in the order of the inputs, plannable or not
 * @param findings what was found outside of single Rollouts: while reading, about documents that
 *     stand beside them, and about the inputs as a whole; sorted by position
 */
public record PlannedManifests(List<PlannedRollout> rollouts, List<Finding> findings) {
  /** Copies the lists. */
  public PlannedManifests {
    rollouts = ImmutableList.copyOf(rollouts);
    findings = ImmutableList.copyOf(findings);
  }

  /** Returns everything found, of all Rollouts and outside of them, once each, by position. */
  public List<Finding> allFindings() {
    return FindingLimit.of(
        Stream.concat(
                findings.stream(),
                rollouts.stream().flatMap(rollout -> rollout.findings().stream()))
            .distinct()
            .toList());
  }

  /** Returns whether anything found is an error. */
  public boolean hasErrors() {
    return allFindings().stream().anyMatch(Finding::isError);
  }
}

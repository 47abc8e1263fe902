// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.FieldPath.Segment;
import io.canaryplan.finding.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that reading a document gave, for rules that judge what could be read even where no plan is
 * possible.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param rollout the Rollout; absent when a number or field that a plan needs is not known
 * @param draft the Rollout with every unreadable value left out or replaced by a harmless one of
 *     its kind, so that the rest can be judged; never to be planned. Absent when there is nothing
 *     to judge, and equal to {@code rollout} when everything was read
 * @param unreadable the fields whose value is not known, in order
 * @param findings what reading found, in order
 */
public record RolloutReading(
    Optional<Rollout> rollout,
    Optional<Rollout> draft,
    Set<FieldPath> unreadable,
    List<Finding> findings) {
  /** Copies the collections. */
  public RolloutReading {
    requireNonNull(rollout, "rollout");
    requireNonNull(draft, "draft");
    unreadable = ImmutableSet.copyOf(unreadable);
    findings = ImmutableList.copyOf(findings);
  }

  /** Returns whether a field, all above it and all below it could be read. */
  public boolean knows(FieldPath field) {
    List<Segment> wanted = field.segments();
    for (FieldPath bad : unreadable) {
      int common = Math.min(wanted.size(), bad.segments().size());
      if (wanted.subList(0, common).equals(bad.segments().subList(0, common))) {
        return false;
      }
    }
    return true;
  }
}

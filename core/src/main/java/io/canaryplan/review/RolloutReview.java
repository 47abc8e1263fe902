// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.RolloutName;
import io.canaryplan.hash.TemplateEdit;
import java.util.List;
import java.util.Optional;

/**
 * What the change does to one Rollout.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param name the Rollout
 * @param verdict whether a rollout starts, and which
 * @param hashBefore the hash of the template in the old revision; absent if it is not known
 * @param hashAfter the hash of the template in the new revision; absent if it is not known
 * @param template both templates with their hashes and the fields that differ; absent unless both
 *     revisions have one
 * @param surprises why a rollout starts although hardly anybody would expect it; empty unless that
 *     is the verdict
 * @param sentences what happens, a sentence each
 * @param plans both plans side by side; absent unless both revisions have one
 */
public record RolloutReview(
    RolloutName name,
    Verdict verdict,
    Optional<String> hashBefore,
    Optional<String> hashAfter,
    Optional<TemplateEdit> template,
    List<String> surprises,
    List<String> sentences,
    Optional<PlanComparison> plans) {
  /** Copies the lists. */
  public RolloutReview {
    requireNonNull(name, "name");
    requireNonNull(verdict, "verdict");
    requireNonNull(hashBefore, "hashBefore");
    requireNonNull(hashAfter, "hashAfter");
    requireNonNull(template, "template");
    surprises = ImmutableList.copyOf(surprises);
    sentences = ImmutableList.copyOf(sentences);
    requireNonNull(plans, "plans");
  }
}

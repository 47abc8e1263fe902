// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import com.google.common.collect.ImmutableList;
import io.canaryplan.RolloutName;
import io.canaryplan.TemplateOfRollout;
import io.canaryplan.hash.HashLevel;
import io.canaryplan.hash.PodTemplateHash;
import io.canaryplan.plan.ControllerVersion;
import java.util.Optional;

/**
 * A Rollout that only one revision has.
 *
 * @param name the Rollout
 * @param was the Rollout in the old revision
 * @param is the Rollout in the new revision
 * @param controller the controller whose hashes are told
 */
record OneSided(
    RolloutName name, Optional<Side> was, Optional<Side> is, ControllerVersion controller) {

  /**
   * Returns its review.
   *
   * @param unread whether the other revision cannot be read in whole
   * @param verdict what has happened if it can
   * @param doubt what is said if it cannot
   * @param sentence what is said if it can
   */
  RolloutReview review(boolean unread, Verdict verdict, String doubt, String sentence) {
    return new RolloutReview(
        name,
        unread ? Verdict.UNKNOWN : verdict,
        hash(was),
        hash(is),
        Optional.empty(),
        ImmutableList.of(),
        ImmutableList.of(unread ? doubt : sentence),
        Optional.empty());
  }

  private Optional<String> hash(Optional<Side> side) {
    return side.map(Side::template)
        .flatMap(TemplateOfRollout::template)
        .flatMap(template -> PodTemplateHash.of(template, HashLevel.of(controller)).label());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import io.canaryplan.PlannedRollout;
import io.canaryplan.TemplateOfRollout;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.yaml.YamlNode;
import java.util.Optional;

/**
 * One Rollout in one revision.
 *
 * @param template its pod template
 * @param planned its plan
 * @param twice whether another Rollout of the revision has the same name
 */
record Side(TemplateOfRollout template, PlannedRollout planned, boolean twice) {
  YamlNode root() {
    return template.rollout().root();
  }

  Optional<Rollout> rollout() {
    return planned.rollout();
  }

  Side again() {
    return new Side(template, planned, true);
  }
}

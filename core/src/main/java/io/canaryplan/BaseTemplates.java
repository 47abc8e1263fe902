// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ImmutableMap;
import io.canaryplan.yaml.YamlDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The templates of the revision that is updated.
 *
 * @param byName the templates by the name of their Rollouts; of two with one name the first
 */
record BaseTemplates(Map<RolloutName, TemplateOfRollout> byName) {
  /** No other revision is given. */
  static final BaseTemplates NONE = new BaseTemplates(ImmutableMap.of());

  BaseTemplates {
    byName = ImmutableMap.copyOf(byName);
  }

  static BaseTemplates of(Manifests manifests) {
    Map<RolloutName, TemplateOfRollout> byName = new LinkedHashMap<>();
    for (TemplateOfRollout template : TemplateOfRollout.all(manifests.documents())) {
      byName.putIfAbsent(RolloutName.of(template.rollout()), template);
    }
    return new BaseTemplates(byName);
  }

  /** Returns the template that the Rollout of this name had. */
  Optional<TemplateOfRollout> of(YamlDocument rollout) {
    return Optional.ofNullable(byName.get(RolloutName.of(rollout)));
  }
}

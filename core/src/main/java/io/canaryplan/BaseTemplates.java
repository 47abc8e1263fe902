// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ImmutableMap;
import io.canaryplan.check.DeploymentSubject;
import io.canaryplan.rollout.DeploymentReader;
import io.canaryplan.yaml.YamlDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The revision that is updated: the templates of its Rollouts, and its Deployments.
 *
 * @param byName the templates by the name of their Rollouts; of two with one name the first
 * @param deployments the Deployments by name; of two with one name the first
 */
record BaseTemplates(
    Map<RolloutName, TemplateOfRollout> byName, Map<RolloutName, YamlDocument> deployments) {
  /** No other revision is given. */
  static final BaseTemplates NONE = new BaseTemplates(ImmutableMap.of(), ImmutableMap.of());

  BaseTemplates {
    byName = ImmutableMap.copyOf(byName);
    deployments = ImmutableMap.copyOf(deployments);
  }

  static BaseTemplates of(Manifests manifests) {
    Map<RolloutName, TemplateOfRollout> byName = new LinkedHashMap<>();
    for (TemplateOfRollout template : TemplateOfRollout.all(manifests.documents())) {
      byName.putIfAbsent(RolloutName.of(template.rollout()), template);
    }
    Map<RolloutName, YamlDocument> deployments = new LinkedHashMap<>();
    for (YamlDocument document : manifests.documents()) {
      if (Surroundings.isOf(document, "apps", "Deployment")) {
        deployments.putIfAbsent(RolloutName.of(document), document);
      }
    }
    return new BaseTemplates(byName, deployments);
  }

  /** Returns the template that the Rollout of this name had. */
  Optional<TemplateOfRollout> of(YamlDocument rollout) {
    return Optional.ofNullable(byName.get(RolloutName.of(rollout)));
  }

  /** Returns the Deployment of the same name, as far as it can be read. */
  Optional<DeploymentSubject.Before> deployment(YamlDocument document) {
    return Optional.ofNullable(deployments.get(RolloutName.of(document)))
        .flatMap(
            found ->
                DeploymentReader.read(found)
                    .value()
                    .map(read -> new DeploymentSubject.Before(read, found)));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import com.google.common.collect.ImmutableList;
import io.canaryplan.PlannedDeployment;
import io.canaryplan.PlannedManifests;
import io.canaryplan.hash.HashLevel;
import io.canaryplan.hash.TemplateEdit;
import io.canaryplan.hash.TemplateSource;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.review.DeploymentReview.Verdict;
import io.canaryplan.rollout.Deployment;
import io.canaryplan.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares the templates of Deployments that are no Rollout's. */
final class DeploymentTemplates {
  // any level will do: hashes are not told, and the defaults of pods are the same in all
  private static final HashLevel LEVEL = HashLevel.of(ControllerVersion.DEFAULT);

  private DeploymentTemplates() {}

  /** Returns the Deployments that differ or may differ, in the order of the new revision. */
  static List<DeploymentReview> between(PlannedManifests before, PlannedManifests after) {
    Map<ObjectKey, PlannedDeployment> old = byKey(before);
    ImmutableList.Builder<DeploymentReview> reviews = ImmutableList.builder();
    byKey(after)
        .forEach(
            (key, is) ->
                Optional.ofNullable(old.get(key))
                    .flatMap(was -> review(key, was, is))
                    .ifPresent(reviews::add));
    return reviews.build();
  }

  // a name that is given twice stands for none of the two
  private static Map<ObjectKey, PlannedDeployment> byKey(PlannedManifests planned) {
    Map<ObjectKey, PlannedDeployment> deployments = new LinkedHashMap<>();
    Set<ObjectKey> twice = new LinkedHashSet<>();
    for (PlannedDeployment deployment : planned.deployments()) {
      deployment
          .source()
          .flatMap(ObjectKey::of)
          .filter(key -> deployments.putIfAbsent(key, deployment) != null)
          .ifPresent(twice::add);
    }
    deployments.keySet().removeAll(twice);
    return deployments;
  }

  private static Optional<DeploymentReview> review(
      ObjectKey key, PlannedDeployment was, PlannedDeployment is) {
    YamlNode before = was.source().orElseThrow().root();
    YamlNode after = is.source().orElseThrow().root();
    TemplateSource old = TemplateSource.ofWorkload(before, before);
    TemplateSource young = TemplateSource.ofWorkload(after, after);
    if (old.template().equals(young.template())) {
      return Optional.empty();
    }
    TemplateEdit edit = TemplateEdit.of(old, young, LEVEL);
    return switch (edit.effect()) {
      case NONE, LABEL_STAYS -> Optional.empty();
      case UNKNOWN ->
          Optional.of(
              new DeploymentReview(
                  key.namespace(), key.name(), Verdict.UNKNOWN, ImmutableList.of()));
      case NEW_VERSION -> {
        boolean paused = is.deployment().map(Deployment::paused).orElse(false);
        yield Optional.of(
            new DeploymentReview(
                key.namespace(),
                key.name(),
                paused ? Verdict.PAUSED : Verdict.NEW_TEMPLATE,
                edit.differences()));
      }
    };
  }
}

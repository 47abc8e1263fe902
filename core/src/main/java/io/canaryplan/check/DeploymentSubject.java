// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static java.util.Objects.requireNonNull;

import io.canaryplan.hash.HashLevel;
import io.canaryplan.hash.TemplateEdit;
import io.canaryplan.hash.TemplateSource;
import io.canaryplan.kubernetes.HorizontalPodAutoscaler;
import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.plan.DeploymentLimits;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.rollout.Deployment;
import io.canaryplan.rollout.References;
import io.canaryplan.yaml.YamlDocument;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What checks of a Deployment look at. Immutable and safe for use by several threads.
 *
 * @param deployment the Deployment, with the replicas that are planned
 * @param document where it was read from
 * @param before the same Deployment in the revision that is updated; absent if that is not given or
 *     does not have it, and then nothing is said about the edit
 * @param objects the documents beside it
 */
public record DeploymentSubject(
    Deployment deployment,
    YamlDocument document,
    Optional<DeploymentSubject.Before> before,
    KubernetesObjects objects) {
  /**
   * The Deployment in the revision that is updated.
   *
   * @param deployment the Deployment as written
   * @param document where it was read from
   */
  public record Before(Deployment deployment, YamlDocument document) {
    /** Checks for null. */
    public Before {
      requireNonNull(deployment, "deployment");
      requireNonNull(document, "document");
    }
  }

  /** Checks for null. */
  public DeploymentSubject {
    requireNonNull(deployment, "deployment");
    requireNonNull(document, "document");
    requireNonNull(before, "before");
    requireNonNull(objects, "objects");
  }

  /** Returns whether the pod template differs from that of the revision before. */
  boolean changesTemplate() {
    return before
        .filter(
            was ->
                TemplateEdit.of(template(was.document()), template(document), HashLevel.V1_9)
                    .startsRollout())
        .isPresent();
  }

  private static TemplateSource template(YamlDocument written) {
    return TemplateSource.ofWorkload(written.root(), written.root());
  }

  /**
   * Returns what runs when the update is asked for: {@code spec} with the replicas of the revision
   * before, if both revisions have some and the pod template changes with them; they go to the old
   * version first (rolling.md 5.6). Replicas that are absent keep the live number, which nobody
   * knows here.
   *
   * @param spec what is asked for with the update
   */
  public DeploymentSpec specBefore(DeploymentSpec spec) {
    OptionalInt was =
        before.map(Before::deployment).map(Deployment::replicas).orElse(OptionalInt.empty());
    boolean edited =
        was.orElse(-1) >= 0
            && deployment.replicas().isPresent()
            && was.getAsInt() != spec.replicas()
            && changesTemplate();
    boolean countable =
        edited
            && (spec.strategy() == DeploymentSpec.Strategy.RECREATE
                || DeploymentLimits.isCountable(spec.maxSurge(), was.getAsInt()));
    return countable ? spec.withReplicas(was.getAsInt()) : spec;
  }

  /** Returns the autoscaler that sets the replicas, the first of several. */
  Optional<HorizontalPodAutoscaler> autoscaler() {
    return objects.all(HorizontalPodAutoscaler.class).stream()
        .filter(
            scaler ->
                References.isScaledBy(
                    scaler, "Deployment", deployment.name(), deployment.namespace()))
        .findFirst();
  }
}

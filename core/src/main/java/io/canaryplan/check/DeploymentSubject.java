// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static java.util.Objects.requireNonNull;

import io.canaryplan.kubernetes.HorizontalPodAutoscaler;
import io.canaryplan.kubernetes.KubernetesObjects;
import io.canaryplan.rollout.Deployment;
import io.canaryplan.yaml.YamlDocument;
import java.util.Optional;

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

  /** Returns the autoscaler that sets the replicas, the first of several. */
  Optional<HorizontalPodAutoscaler> autoscaler() {
    return objects.all(HorizontalPodAutoscaler.class).stream()
        .filter(
            scaler ->
                AutoscalerChecks.targets(
                    scaler, "Deployment", deployment.name(), deployment.namespace()))
        .findFirst();
  }
}

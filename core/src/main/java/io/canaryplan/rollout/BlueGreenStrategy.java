// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.kubernetes.PodMetadata;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code spec.strategy.blueGreen} as written (bluegreen.md 1.1).
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param activeService Service of the version in use; the controller requires it
 * @param previewService Service of the new version
 * @param previewReplicaCount pods of the new version until it is promoted; all when absent
 * @param autoPromotionEnabled whether it goes on by itself; true when absent
 * @param autoPromotionSeconds seconds to wait before that; 0 when absent
 * @param scaleDownDelaySeconds seconds the old pods stay; 30 when absent, 0 means for ever
 * @param scaleDownDelayRevisionLimit how many old ReplicaSets may linger; no limit when absent
 * @param abortScaleDownDelaySeconds seconds the new pods stay after an abort; 30 when absent
 * @param maxUnavailable for restarts only; 25 % when absent
 * @param antiAffinity keeps new pods off the nodes of active ones
 * @param prePromotionAnalysis analysis before the switch
 * @param postPromotionAnalysis analysis after the switch
 * @param activeMetadata labels and annotations for the active pods
 * @param previewMetadata labels and annotations for the preview pods
 */
public record BlueGreenStrategy(
    Optional<String> activeService,
    Optional<String> previewService,
    OptionalInt previewReplicaCount,
    Optional<Boolean> autoPromotionEnabled,
    OptionalInt autoPromotionSeconds,
    OptionalInt scaleDownDelaySeconds,
    OptionalInt scaleDownDelayRevisionLimit,
    OptionalInt abortScaleDownDelaySeconds,
    Optional<IntOrPercent> maxUnavailable,
    Optional<AntiAffinity> antiAffinity,
    Optional<AnalysisSpec> prePromotionAnalysis,
    Optional<AnalysisSpec> postPromotionAnalysis,
    Optional<PodMetadata> activeMetadata,
    Optional<PodMetadata> previewMetadata) {
  /** Checks that nothing is missing; an empty Service name counts as absent. */
  public BlueGreenStrategy {
    activeService = EmptyText.dropped(activeService, "activeService");
    previewService = EmptyText.dropped(previewService, "previewService");
    requireNonNull(previewReplicaCount, "previewReplicaCount");
    requireNonNull(autoPromotionEnabled, "autoPromotionEnabled");
    requireNonNull(autoPromotionSeconds, "autoPromotionSeconds");
    requireNonNull(scaleDownDelaySeconds, "scaleDownDelaySeconds");
    requireNonNull(scaleDownDelayRevisionLimit, "scaleDownDelayRevisionLimit");
    requireNonNull(abortScaleDownDelaySeconds, "abortScaleDownDelaySeconds");
    requireNonNull(maxUnavailable, "maxUnavailable");
    requireNonNull(antiAffinity, "antiAffinity");
    requireNonNull(prePromotionAnalysis, "prePromotionAnalysis");
    requireNonNull(postPromotionAnalysis, "postPromotionAnalysis");
    requireNonNull(activeMetadata, "activeMetadata");
    requireNonNull(previewMetadata, "previewMetadata");
  }
}

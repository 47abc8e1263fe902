// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import java.util.Optional;

/** Reads {@code spec.strategy.blueGreen}. */
final class BlueGreenReader {
  private BlueGreenReader() {}

  static BlueGreenStrategy read(FieldReader blueGreen) {
    return new BlueGreenStrategy(
        Optional.of(blueGreen.requiredText("activeService")),
        blueGreen.text("previewService"),
        blueGreen.integer("previewReplicaCount"),
        blueGreen.flag("autoPromotionEnabled"),
        blueGreen.integer("autoPromotionSeconds"),
        blueGreen.integer("scaleDownDelaySeconds"),
        blueGreen.integer("scaleDownDelayRevisionLimit"),
        blueGreen.integer("abortScaleDownDelaySeconds"),
        blueGreen.intOrPercent("maxUnavailable"),
        blueGreen.object("antiAffinity", CanaryReader::antiAffinity),
        blueGreen.object("prePromotionAnalysis", CanaryReader::analysis),
        blueGreen.object("postPromotionAnalysis", CanaryReader::analysis),
        blueGreen.object("activeMetadata", PodReader::podMetadata),
        blueGreen.object("previewMetadata", PodReader::podMetadata));
  }
}

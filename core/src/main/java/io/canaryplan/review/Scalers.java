// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import io.canaryplan.Manifests;
import io.canaryplan.kubernetes.HorizontalPodAutoscaler;
import io.canaryplan.rollout.References;
import io.canaryplan.rollout.Rollout;
import java.util.Optional;

/** The autoscalers of a revision, by the name of their target. */
final class Scalers {
  private final ListMultimap<String, HorizontalPodAutoscaler> byTarget = ArrayListMultimap.create();

  Scalers(Manifests manifests) {
    manifests.documents().stream()
        .filter(document -> ObjectKey.of(document).filter(Scalers::isScaler).isPresent())
        .flatMap(document -> HorizontalPodAutoscaler.from(document).value().stream())
        .forEach(scaler -> byTarget.put(scaler.targetName(), scaler));
  }

  private static boolean isScaler(ObjectKey key) {
    return key.group().equals("autoscaling") && key.kind().equals("HorizontalPodAutoscaler");
  }

  /** Returns what sets the replicas of a Rollout, the first if there are several. */
  Optional<HorizontalPodAutoscaler> of(Rollout rollout) {
    return byTarget.get(rollout.name()).stream()
        .filter(
            scaler -> References.isScaledBy(scaler, "Rollout", rollout.name(), rollout.namespace()))
        .findFirst();
  }
}

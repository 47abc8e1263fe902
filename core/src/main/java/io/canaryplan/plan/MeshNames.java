// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.TrafficRouting;
import java.util.Optional;

/** Which objects the Rollout names, and so which of them the controller moves. */
final class MeshNames {
  private final boolean canaryService;
  private final boolean stableService;
  private final boolean subsets;
  private final boolean pingPong;

  MeshNames(CanaryStrategy strategy) {
    pingPong = strategy.pingPong().isPresent();
    canaryService = pingPong || strategy.canaryService().isPresent();
    stableService = pingPong || strategy.stableService().isPresent();
    Optional<TrafficRouting> routing = strategy.trafficRouting();
    subsets =
        routing.isPresent()
            && routing.get().istio().isPresent()
            && routing.get().istio().get().destinationRule().isPresent();
  }

  boolean canaryService() {
    return canaryService;
  }

  boolean stableService() {
    return stableService;
  }

  /** Returns whether an Istio DestinationRule is named. */
  boolean subsets() {
    return subsets;
  }

  /** Returns whether the Services take turns: the canary's moves without looking at pods (3.4). */
  boolean pingPong() {
    return pingPong;
  }

  /** Returns whether subsets move only while all pods are available (spec/istio.md 2.4). */
  boolean waitsForPods() {
    return subsets && !canaryService && !stableService;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.TrafficRouting;
import java.util.List;
import java.util.Optional;

/**
 * Which objects the Rollout names, and so which of them the controller moves.
 *
 * @param canaryService whether a canary Service is named
 * @param stableService whether a stable Service is named
 * @param subsets whether an Istio DestinationRule is named
 * @param pingPong whether the Services take turns, so that the canary's moves without looking at
 *     pods
 * @param managedRoutes names of the routes that the controller owns
 */
record MeshNames(
    boolean canaryService,
    boolean stableService,
    boolean subsets,
    boolean pingPong,
    List<String> managedRoutes) {
  MeshNames {
    managedRoutes = ImmutableList.copyOf(managedRoutes);
  }

  static MeshNames of(CanaryStrategy strategy) {
    Optional<TrafficRouting> routing = strategy.trafficRouting();
    boolean pair = strategy.pingPong().isPresent();
    return new MeshNames(
        strategy.canaryService().isPresent() || pair,
        strategy.stableService().isPresent() || pair,
        routing.flatMap(TrafficRouting::istio).flatMap(i -> i.destinationRule()).isPresent(),
        pair,
        routing.map(TrafficRouting::managedRoutes).orElse(ImmutableList.of()));
  }

  /** Returns whether subsets move only while all pods are available (spec/istio.md 2.4). */
  boolean waitsForPods() {
    return subsets && !canaryService && !stableService;
  }
}

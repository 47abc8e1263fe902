// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import io.canaryplan.istio.RouteDestination;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IstioDestinationRuleRef;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.PingPong;
import io.canaryplan.rollout.TrafficRouting;
import java.util.List;
import java.util.Optional;

/**
 * The names by which the controller tells destinations apart (spec/istio.md 1.4, 1.5).
 *
 * @param canaryService Service of the new version; empty if none is named
 * @param stableService Service of the stable version; empty if none is named
 * @param subsets the subsets in subset mode; absent in host mode
 * @param managedRoutes names of the routes the controller owns, in their order
 */
record MeshNames(
    String canaryService,
    String stableService,
    Optional<IstioDestinationRuleRef> subsets,
    List<String> managedRoutes) {
  /**
   * Returns the names of a strategy.
   *
   * @param swapped whether ping and pong have swapped once since the start of the plan. Without a
   *     status to read, pong starts as stable (getStableAndCanaryServices: an empty stablePingPong
   *     means pong)
   */
  static MeshNames of(CanaryStrategy strategy, boolean swapped) {
    Optional<TrafficRouting> routing = strategy.trafficRouting();
    Optional<IstioDestinationRuleRef> subsets =
        routing.flatMap(TrafficRouting::istio).flatMap(IstioTrafficRouting::destinationRule);
    List<String> managed = routing.map(TrafficRouting::managedRoutes).orElse(List.of());
    String canary = strategy.canaryService().orElse("");
    String stable = strategy.stableService().orElse("");
    if (usesPingPong(strategy)) {
      PingPong pair = strategy.pingPong().orElseThrow();
      canary = swapped ? pair.pongService() : pair.pingService();
      stable = swapped ? pair.pingService() : pair.pongService();
    }
    return new MeshNames(canary, stable, subsets, managed);
  }

  /** Returns whether Istio's destinations are told apart by ping and pong. */
  static boolean usesPingPong(CanaryStrategy strategy) {
    return strategy.pingPong().isPresent()
        && strategy.canaryService().isEmpty()
        && strategy.stableService().isEmpty();
  }

  Optional<String> canarySubset() {
    return subsets.map(IstioDestinationRuleRef::canarySubsetName).filter(s -> !s.isEmpty());
  }

  Optional<String> stableSubset() {
    return subsets.map(IstioDestinationRuleRef::stableSubsetName).filter(s -> !s.isEmpty());
  }

  boolean isAdditional(RouteDestination destination) {
    return subsets.isPresent()
        && destination.subset().isPresent()
        && subsets.get().additionalSubsetNames().contains(destination.subset().get());
  }

  /** The canary test comes before the stable one, and hosts count in subset mode too (B7). */
  boolean isCanary(RouteDestination destination) {
    return isOf(destination, canaryService, canarySubset());
  }

  boolean isStable(RouteDestination destination) {
    return isOf(destination, stableService, stableSubset());
  }

  private static boolean isOf(RouteDestination destination, String service, Optional<String> name) {
    return destination.shortHost().equals(service)
        || (name.isPresent() && destination.subset().equals(name));
  }

  /** Returns whether a chosen rule has what 1.4 requires for the canary. */
  boolean hasCanary(List<RouteDestination> destinations) {
    return has(destinations, canaryService, subsets.map(IstioDestinationRuleRef::canarySubsetName));
  }

  /** Returns whether a chosen rule has what 1.4 requires for stable. */
  boolean hasStable(List<RouteDestination> destinations) {
    return has(destinations, stableService, subsets.map(IstioDestinationRuleRef::stableSubsetName));
  }

  private static boolean has(
      List<RouteDestination> destinations, String service, Optional<String> subset) {
    return destinations.stream()
        .anyMatch(
            destination ->
                subset.isPresent()
                    ? destination.subset().orElse("").equals(subset.get())
                    : destination.shortHost().equals(service));
  }
}

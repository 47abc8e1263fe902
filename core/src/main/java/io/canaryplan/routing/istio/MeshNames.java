// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import io.canaryplan.istio.RouteDestination;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IstioDestinationRuleRef;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.PingPong;
import io.canaryplan.rollout.TrafficRouting;
import java.util.List;
import java.util.Optional;

/** The names by which the controller tells destinations apart (istio.md 1.4, 1.5). */
public final class MeshNames {
  private final String canaryService;
  private final String stableService;
  private final Optional<IstioDestinationRuleRef> subsets;
  private final List<String> managedRoutes;
  private final boolean swapped;
  private final String canaryName;
  private final String stableName;

  /**
   * Takes the names.
   *
   * @param canaryService Service of the new version; empty if none is named
   * @param stableService Service of the stable version; empty if none is named
   * @param subsets the subsets in subset mode; absent in host mode
   * @param managedRoutes names of the routes the controller owns, in their order
   */
  MeshNames(
      String canaryService,
      String stableService,
      Optional<IstioDestinationRuleRef> subsets,
      List<String> managedRoutes) {
    this(canaryService, stableService, subsets, managedRoutes, false);
  }

  private MeshNames(
      String canaryService,
      String stableService,
      Optional<IstioDestinationRuleRef> subsets,
      List<String> managedRoutes,
      boolean swapped) {
    this.canaryService = canaryService;
    this.stableService = stableService;
    this.subsets = subsets;
    this.managedRoutes = managedRoutes;
    this.swapped = swapped;
    this.canaryName = subsets.map(IstioDestinationRuleRef::canarySubsetName).orElse(canaryService);
    this.stableName = subsets.map(IstioDestinationRuleRef::stableSubsetName).orElse(stableService);
  }

  /**
   * Returns the names of a strategy.
   *
   * @param swapped whether ping and pong have swapped once since the start of the plan
   */
  static MeshNames of(CanaryStrategy strategy, boolean swapped) {
    TrafficRouting routing = strategy.trafficRouting().orElse(TrafficRouting.empty());
    Optional<IstioDestinationRuleRef> subsets =
        routing.istio().flatMap(IstioTrafficRouting::destinationRule);
    String canary = strategy.canaryService().orElse("");
    String stable = strategy.stableService().orElse("");
    if (usesPingPong(strategy)) {
      PingPong pair = strategy.pingPong().orElseThrow();
      canary = swapped ? pair.stableService() : pair.canaryService();
      stable = swapped ? pair.canaryService() : pair.stableService();
    }
    return new MeshNames(canary, stable, subsets, routing.managedRoutes(), swapped);
  }

  /** Returns whether Istio's destinations are told apart by ping and pong. */
  public static boolean usesPingPong(CanaryStrategy strategy) {
    return strategy.pingPong().isPresent()
        && strategy.canaryService().isEmpty()
        && strategy.stableService().isEmpty();
  }

  /** Returns whether canary and stable have swapped their Services since the start of the plan. */
  boolean isSwapped() {
    return swapped;
  }

  /** Returns the Service of the new version; empty if none is named. */
  public String canaryService() {
    return canaryService;
  }

  /** Returns the Service of the stable version; empty if none is named. */
  public String stableService() {
    return stableService;
  }

  /** Returns the subsets in subset mode; absent in host mode. */
  public Optional<IstioDestinationRuleRef> subsets() {
    return subsets;
  }

  /** Returns the names of the routes that the controller owns, in their order. */
  public List<String> managedRoutes() {
    return managedRoutes;
  }

  /** Returns the canary's subset or, in host mode, its Service. */
  public String canaryName() {
    return canaryName;
  }

  /** Returns the stable subset or, in host mode, the stable Service. */
  public String stableName() {
    return stableName;
  }

  Optional<String> canarySubset() {
    return subsets.isPresent() && !canaryName.isEmpty()
        ? Optional.of(canaryName)
        : Optional.empty();
  }

  /**
   * Returns whether a destination is the canary's: this test comes before the stable one, and hosts
   * count in subset mode too.
   */
  public boolean isCanary(RouteDestination destination) {
    return isOf(ShortHost.of(destination), destination, canaryService, canaryName);
  }

  /** Returns whether a destination is stable's, unless it is the canary's. */
  public boolean isStable(RouteDestination destination) {
    return isOf(ShortHost.of(destination), destination, stableService, stableName);
  }

  private boolean isOf(String host, RouteDestination destination, String service, String name) {
    return host.equals(service)
        || (subsets.isPresent() && destination.subset().equals(Optional.of(name)));
  }

  /** Returns what a destination is to the controller. */
  DestinationRole role(RouteDestination destination) {
    String host = ShortHost.of(destination);
    if (host.isEmpty()) {
      return DestinationRole.UNNAMED;
    } else if (isOf(host, destination, canaryService, canaryName)) {
      return DestinationRole.CANARY;
    } else if (isOf(host, destination, stableService, stableName)) {
      return DestinationRole.STABLE;
    } else if (hasAdditionalSubset(destination)) {
      return DestinationRole.ADDITIONAL;
    }
    return destination.weight().orElse(0) == 0 ? DestinationRole.IDLE : DestinationRole.FOREIGN;
  }

  /**
   * Returns whether no weight belongs to a destination, so that it is removed unless an experiment
   * of its name runs. One whose weight is 0 stays.
   */
  public boolean isForeign(RouteDestination destination) {
    return role(destination) == DestinationRole.FOREIGN;
  }

  /**
   * Returns whether stable gives way to a destination's weight, whatever else it is (istio.md 1.5).
   */
  boolean hasAdditionalSubset(RouteDestination destination) {
    return subsets.isPresent()
        && destination.subset().filter(subsets.get().additionalSubsetNames()::contains).isPresent();
  }

  /** Returns whether a chosen rule has what 1.4 requires of a name for canary or stable. */
  public boolean has(List<RouteDestination> destinations, String name) {
    return destinations.stream()
        .map(to -> subsets.isPresent() ? to.subset().orElse("") : ShortHost.of(to))
        .anyMatch(name::equals);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How traffic is split. Its presence, even empty, switches from the pods' ratio to traffic-routed
 * counts. Several routers may be set and are then driven with the same weight.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param maxTrafficWeight what all weights add up to, 1 or more; 100 when absent. Legal only with
 *     Nginx or a plugin (istio.md 3.3)
 * @param managedRoutes names of the routes that the controller owns, in order of precedence; empty
 *     means not written, since the controller drops an empty list
 * @param routers the routers that are set, in the order in which the controller drives them; at
 *     most one of each kind but plugins
 */
public record TrafficRouting(
    OptionalInt maxTrafficWeight, List<String> managedRoutes, List<TrafficRouter> routers) {
  /** What weights add up to unless {@code maxTrafficWeight} says otherwise. */
  public static final int DEFAULT_MAX_WEIGHT = 100;

  /**
   * Checks the range of the maximum, copies the lists and sorts the routers.
   *
   * @throws IllegalArgumentException if {@code maxTrafficWeight} is below 1: shares of 0 parts do
   *     not exist; or if there are two routers of one kind that is not the plugins'
   */
  public TrafficRouting {
    if (maxTrafficWeight.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "maxTrafficWeight must be at least 1 but was " + maxTrafficWeight.getAsInt());
    }
    managedRoutes = ImmutableList.copyOf(managedRoutes);
    routers = ImmutableList.sortedCopyOf(Comparator.comparing(TrafficRouter::kind), routers);
    for (int i = 1; i < routers.size(); i++) {
      RouterKind kind = routers.get(i).kind();
      if (kind != RouterKind.PLUGIN && kind == routers.get(i - 1).kind()) {
        throw new IllegalArgumentException("there must be one router " + kind + " at most");
      }
    }
  }

  /** Returns traffic routing without any router: traffic-routed counts, nothing routed. */
  public static TrafficRouting empty() {
    return new TrafficRouting(OptionalInt.empty(), ImmutableList.of(), ImmutableList.of());
  }

  /** Returns traffic routing by one router, and the routes the controller owns. */
  public static TrafficRouting of(TrafficRouter router, String... managedRoutes) {
    return new TrafficRouting(
        OptionalInt.empty(), ImmutableList.copyOf(managedRoutes), ImmutableList.of(router));
  }

  /** Returns this routing with weights that add up to {@code max}, 1 or more. */
  public TrafficRouting withMaxTrafficWeight(int max) {
    return new TrafficRouting(OptionalInt.of(max), managedRoutes, routers);
  }

  /** Returns what all weights add up to: {@code maxTrafficWeight}, or 100. */
  public int maxWeight() {
    return maxTrafficWeight.orElse(DEFAULT_MAX_WEIGHT);
  }

  /** Returns the router of that type, the first of several plugins; absent if there is none. */
  public <T extends TrafficRouter> Optional<T> router(Class<T> type) {
    // asked for in every check: without a stream
    for (TrafficRouter router : routers) {
      if (type.isInstance(router)) {
        return Optional.of(type.cast(router));
      }
    }
    return Optional.empty();
  }

  /** Returns Istio's part, if traffic is routed by Istio. */
  public Optional<IstioTrafficRouting> istio() {
    return router(IstioTrafficRouting.class);
  }

  /** Returns the kinds of the routers, each once, in the order in which they are driven. */
  public List<RouterKind> kinds() {
    return routers.stream().map(TrafficRouter::kind).distinct().toList();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the header and mirror routes of a whole plan meet in one VirtualService.
 *
 * @param hiding the steps whose routes kept other weights than the rules have from being written
 * @param baseless the steps whose routes were made where no weight route could be chosen
 */
public record RouteTroubles(Set<CanaryStep> hiding, Set<CanaryStep> baseless) {
  /** Follows a VirtualService along the states of a plan, at least one. */
  public static RouteTroubles along(List<RoutingState> path, RoutedVirtualService routed) {
    Set<CanaryStep> hiding = new LinkedHashSet<>();
    Set<CanaryStep> baseless = new LinkedHashSet<>();
    RouteHistory.Freeze freeze = routed.freeze();
    RouteHistory history = routed.begin(path.get(0));
    addBaseless(history, baseless);
    for (RoutingState next : path.subList(1, path.size())) {
      history.hidingStep(next, freeze).ifPresent(hiding::add);
      history = history.then(next, freeze);
      addBaseless(history, baseless);
    }
    return new RouteTroubles(hiding, baseless);
  }

  private static void addBaseless(RouteHistory history, Set<CanaryStep> baseless) {
    history.managed().stream()
        .filter(route -> !route.baseFound())
        .map(WrittenRoute::step)
        .forEach(baseless::add);
  }
}

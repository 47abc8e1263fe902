// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import io.canaryplan.istio.Route;
import io.canaryplan.istio.RouteDestination;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import java.util.List;

/** What a rule must be like for weights to be written into it. */
final class WeightRoutes {
  private WeightRoutes() {}

  /** Returns whether the rule can be decoded and has the destinations that 1.4 requires. */
  static boolean isSound(Route route, MeshNames names) {
    List<RouteDestination> destinations = route.destinations();
    return destinations.stream().allMatch(WeightRoutes::isSound)
        && names.hasCanary(destinations)
        && names.hasStable(destinations);
  }

  /** Returns whether a destination is none that any weight belongs to (1.5, class 5). */
  static boolean isForeign(RouteDestination destination, MeshNames names) {
    return !destination.shortHost().isEmpty()
        && !names.isCanary(destination)
        && !names.isStable(destination)
        && !names.isAdditional(destination);
  }

  /** Returns whether a destination is a mapping with a host and, if any, a whole weight. */
  static boolean isSound(RouteDestination destination) {
    YamlNode node = destination.node();
    return destination.host().isPresent()
        && node instanceof YamlMapping mapping
        && (mapping.get("weight").filter(weight -> !isNull(weight)).isEmpty()
            || destination.weight().isPresent());
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof YamlScalar scalar && scalar.isNull();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ImmutableList;
import io.canaryplan.istio.RouteDestination;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.RoutingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The weights that the controller writes into every weight route.
 *
 * @param canary weight of the new version, 0 or more, of 100
 * @param experiments destinations of the running experiment
 */
record RouteWeights(int canary, List<AdditionalWeight> experiments) {
  /** Istio's weights are of 100 whatever maxTrafficWeight says (spec/istio.md 1.5). */
  private static final int WHOLE = 100;

  RouteWeights {
    experiments = ImmutableList.copyOf(experiments);
  }

  static RouteWeights of(RoutingState state) {
    return new RouteWeights(state.canaryWeight(), state.experiments());
  }

  /**
   * Returns the destinations of a weight route with these weights (generateVirtualServicePatches,
   * spec/istio.md 1.5, 1.6): a destination whose weight is right already stays as it is, absent
   * counting as 0; others of no known service or subset go unless their weight is 0; experiments
   * that have no destination yet are appended by name.
   */
  List<RouteDestination> applyTo(List<RouteDestination> destinations, MeshNames names) {
    Map<String, Integer> waiting = new TreeMap<>();
    experiments.forEach(experiment -> waiting.put(experiment.service(), experiment.weight()));
    int stable = stable(destinations, names);
    List<RouteDestination> result = new ArrayList<>();
    for (RouteDestination destination : destinations) {
      int weight = destination.weight().orElse(0);
      if (destination.shortHost().isEmpty()) {
        result.add(destination);
      } else if (names.isCanary(destination)) {
        result.add(weighted(destination, canary));
      } else if (names.isStable(destination)) {
        result.add(weighted(destination, stable));
      } else if (waiting.containsKey(destination.shortHost())) {
        result.add(weighted(destination, waiting.remove(destination.shortHost())));
      } else if (names.isAdditional(destination) || weight == 0) {
        result.add(destination);
      }
    }
    waiting.forEach(
        (service, weight) -> {
          if (weight != 0) {
            result.add(RouteDestination.of(service, weight));
          }
        });
    return result;
  }

  /** Returns what canary, experiments and additional subsets leave to stable; at least 0. */
  private int stable(List<RouteDestination> destinations, MeshNames names) {
    long stable = (long) WHOLE - canary;
    for (AdditionalWeight experiment : experiments) {
      stable -= experiment.weight();
    }
    for (RouteDestination destination : destinations) {
      stable -= names.isAdditional(destination) ? destination.weight().orElse(0) : 0;
    }
    return (int) Math.max(0, Math.min(stable, Integer.MAX_VALUE));
  }

  private static RouteDestination weighted(RouteDestination destination, int weight) {
    return destination.weight().orElse(0) == weight ? destination : destination.withWeight(weight);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.RoutingState;
import java.util.List;

/** The weights that the controller writes into every weight route. */
final class RouteWeights {
  /** Istio's weights are of 100 whatever maxTrafficWeight says (spec/istio.md 1.5). */
  private static final int WHOLE = 100;

  private final RoutingState state;
  // A weight that was above 0 once is written as 0 later on, also where git has none.
  private final int highestCanary;
  private final long leastTaken;

  private RouteWeights(RoutingState state, int highestCanary, long leastTaken) {
    this.state = state;
    this.highestCanary = highestCanary;
    this.leastTaken = leastTaken;
  }

  /** Returns the first weights that are written at all. */
  static RouteWeights of(RoutingState state) {
    return new RouteWeights(state, state.canaryWeight(), taken(state));
  }

  /** Returns the weights of {@code next}, written over these. */
  RouteWeights then(RoutingState next) {
    return new RouteWeights(
        next, Math.max(highestCanary, next.canaryWeight()), Math.min(leastTaken, taken(next)));
  }

  /** Returns what canary and experiments together take from stable. */
  private static long taken(RoutingState state) {
    long taken = state.canaryWeight();
    for (AdditionalWeight experiment : state.experiments()) {
      taken += experiment.weight();
    }
    return taken;
  }

  /** Returns the weight of the new version, 0 or more, of 100. */
  int canary() {
    return state.canaryWeight();
  }

  /** Returns the destinations of the running experiment. */
  List<AdditionalWeight> experiments() {
    return state.experiments();
  }

  /** Returns whether the canary has had a weight above 0. */
  boolean hadCanary() {
    return highestCanary > 0;
  }

  /** Returns whether stable has had a weight above 0 beside so much for additional subsets. */
  boolean hadStable(long additional) {
    return WHOLE - additional - leastTaken > 0;
  }

  /**
   * Returns what canary, experiments and additional subsets leave to stable; at least 0.
   *
   * @param additional sum of the weights of additional subsets
   */
  int stable(long additional) {
    return (int) Math.max(0, Math.min(WHOLE - taken(state) - additional, Integer.MAX_VALUE));
  }
}

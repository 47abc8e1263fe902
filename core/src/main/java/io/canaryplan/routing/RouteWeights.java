// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.RoutingState;
import java.util.List;
import java.util.Optional;

/** The weights that the controller writes into every weight route. */
final class RouteWeights {
  /** Istio's weights are of 100 whatever maxTrafficWeight says (istio.md 1.5). */
  static final int WHOLE = 100;

  private final RoutingState state;
  // A weight that was above 0 once is written as 0 later on, also where git has none.
  private final int highestCanary;
  private final long leastTaken;
  private final Optional<RouteWeights> before;

  private RouteWeights(
      RoutingState state, int highestCanary, long leastTaken, Optional<RouteWeights> before) {
    this.state = state;
    this.highestCanary = highestCanary;
    this.leastTaken = leastTaken;
    this.before = before;
  }

  /** Returns the first weights that are written at all. */
  static RouteWeights of(RoutingState state) {
    return new RouteWeights(state, state.canaryWeight(), taken(state), Optional.empty());
  }

  /** Returns the weights of {@code next}, written over these. */
  RouteWeights then(RoutingState next) {
    return new RouteWeights(
        next,
        Math.max(highestCanary, next.canaryWeight()),
        Math.min(leastTaken, taken(next)),
        Optional.of(this));
  }

  /** Returns these weights in a copy of the rule that has them, which leaves out those of 0. */
  RouteWeights copied() {
    return new RouteWeights(state, state.canaryWeight(), taken(state), Optional.of(this));
  }

  /** Returns these weights where the canary's destination is what was stable until now. */
  RouteWeights swapped() {
    return new RouteWeights(state, hadStable(0) ? WHOLE : 0, leastTaken, before);
  }

  /** Returns what canary and experiments together take from stable. */
  private static long taken(RoutingState state) {
    long taken = state.canaryWeight();
    for (AdditionalWeight experiment : state.experiments()) {
      taken += experiment.weight();
    }
    return taken;
  }

  /** Returns whether a state has the same weights. */
  boolean isSameAs(RoutingState other) {
    return state.canaryWeight() == other.canaryWeight()
        && state.experiments().equals(other.experiments());
  }

  /** Returns the weight of the new version, 0 or more, of 100. */
  int canary() {
    return state.canaryWeight();
  }

  /** Returns the destinations of the running experiment. */
  List<AdditionalWeight> experiments() {
    return state.experiments();
  }

  /**
   * Returns whether a destination of the input that is neither canary nor stable nor additional has
   * been removed by now (istio.md 1.6.2): at once if it has a weight and no experiment of its name
   * runs, else when that experiment ends.
   */
  boolean hasRemoved(String service, boolean weighted) {
    RouteWeights at = this;
    while (at.before.isPresent()) {
      RouteWeights earlier = at.before.get();
      if (earlier.runs(service) && !at.runs(service)) {
        return true;
      }
      at = earlier;
    }
    return weighted && !at.runs(service);
  }

  private boolean runs(String service) {
    for (AdditionalWeight experiment : state.experiments()) {
      if (experiment.service().equals(service) && experiment.weight() != 0) {
        return true;
      }
    }
    return false;
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

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.RoutingState;
import java.util.List;

/**
 * The weights that the controller writes into every weight route.
 *
 * @param canary weight of the new version, 0 or more, of 100
 * @param experiments destinations of the running experiment
 * @param highestCanary the highest canary weight written so far, this one included: a weight that
 *     was above 0 once is written as 0 later on, also where git has none
 * @param leastTaken the least that canary and experiments together have taken from stable so far
 */
record RouteWeights(
    int canary, List<AdditionalWeight> experiments, int highestCanary, long leastTaken) {
  /** Istio's weights are of 100 whatever maxTrafficWeight says (spec/istio.md 1.5). */
  private static final int WHOLE = 100;

  RouteWeights {
    experiments = ImmutableList.copyOf(experiments);
  }

  /** Returns the first weights that are written at all. */
  static RouteWeights of(RoutingState state) {
    return new RouteWeights(
        state.canaryWeight(), state.experiments(), state.canaryWeight(), taken(state));
  }

  /** Returns the weights of {@code state}, written over these. */
  RouteWeights then(RoutingState state) {
    return new RouteWeights(
        state.canaryWeight(),
        state.experiments(),
        Math.max(highestCanary, state.canaryWeight()),
        Math.min(leastTaken, taken(state)));
  }

  private static long taken(RoutingState state) {
    long taken = state.canaryWeight();
    for (AdditionalWeight experiment : state.experiments()) {
      taken += experiment.weight();
    }
    return taken;
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
    long stable = (long) WHOLE - canary - additional;
    for (AdditionalWeight experiment : experiments) {
      stable -= experiment.weight();
    }
    return (int) Math.max(0, Math.min(stable, Integer.MAX_VALUE));
  }
}

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
 */
record RouteWeights(int canary, List<AdditionalWeight> experiments, int highestCanary) {
  /** Istio's weights are of 100 whatever maxTrafficWeight says (spec/istio.md 1.5). */
  private static final int WHOLE = 100;

  RouteWeights {
    experiments = ImmutableList.copyOf(experiments);
  }

  static RouteWeights of(RoutingState state) {
    return new RouteWeights(state.canaryWeight(), state.experiments(), state.canaryWeight());
  }

  /** Returns the weights of {@code state}, written over these. */
  RouteWeights then(RoutingState state) {
    int highest = Math.max(highestCanary, state.canaryWeight());
    return new RouteWeights(state.canaryWeight(), state.experiments(), highest);
  }

  /** Returns whether stable had a weight before the update, when the canary had none. */
  static boolean hadStable(long additional) {
    return additional < WHOLE;
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

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep;

/**
 * A header or mirror route in force in one VirtualService.
 *
 * @param step the step that made it
 * @param baseFound whether a weight route could be chosen when it was made, which gives a header
 *     route its port and a mirror route its destinations
 * @param weights the weights written into it since then; only a mirror route has any
 */
record WrittenRoute(CanaryStep.ManagedRoute step, boolean baseFound, RouteWeights weights) {
  /** Returns whether writing a state once more changes nothing further. */
  boolean isSettled(RoutingState state) {
    return !(step instanceof CanaryStep.SetMirrorRoute) || weights.isSettled(state);
  }

  /** Returns the route after further weights have been written. */
  WrittenRoute then(RoutingState state) {
    return step instanceof CanaryStep.SetMirrorRoute
        ? new WrittenRoute(step, baseFound, weights.then(state))
        : this;
  }
}

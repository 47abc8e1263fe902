// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep;

/** A header or mirror route in force in one VirtualService. */
final class ManagedRoute {
  private final CanaryStep step;
  private final boolean baseFound;
  private final RouteWeights weights;

  ManagedRoute(CanaryStep step, boolean baseFound, RouteWeights weights) {
    this.step = step;
    this.baseFound = baseFound;
    this.weights = weights;
  }

  ManagedRoute then(RoutingState state) {
    return new ManagedRoute(step, baseFound, weights.then(state));
  }

  /** Returns the step that made it. */
  CanaryStep step() {
    return step;
  }

  /**
   * Returns whether a weight route could be chosen when it was made, which gives a header route its
   * port and a mirror route its destinations.
   */
  boolean baseFound() {
    return baseFound;
  }

  /** Returns the weights written into it since then, if it is a mirror route. */
  RouteWeights weights() {
    return weights;
  }

  String name() {
    return name(step);
  }

  /** Returns the name of the route that a setHeaderRoute or setMirrorRoute is about. */
  static String name(CanaryStep step) {
    return step instanceof CanaryStep.SetHeaderRoute header
        ? header.name()
        : ((CanaryStep.SetMirrorRoute) step).name();
  }
}

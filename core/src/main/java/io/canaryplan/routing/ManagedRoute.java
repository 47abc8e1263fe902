// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep;

/**
 * A header or mirror route in force in one VirtualService.
 *
 * @param step the step that made it
 * @param baseFound whether a weight route could be chosen at that moment, which gives a header
 *     route its port and a mirror route its destinations
 * @param weights weights written into it since then, if it is a mirror route
 */
record ManagedRoute(CanaryStep step, boolean baseFound, RouteWeights weights) {
  ManagedRoute then(RoutingState state) {
    return new ManagedRoute(step, baseFound, weights.then(state));
  }

  String name() {
    return name(step);
  }

  boolean isMirror() {
    return step instanceof CanaryStep.SetMirrorRoute;
  }

  /** Returns whether a step makes a managed route; one without matches removes it. */
  static boolean isSet(CanaryStep step) {
    return (step instanceof CanaryStep.SetHeaderRoute header && !header.match().isEmpty())
        || (step instanceof CanaryStep.SetMirrorRoute mirror && !mirror.match().isEmpty());
  }

  /** Returns whether a step is about a managed route at all. */
  static boolean isAbout(CanaryStep step) {
    return step instanceof CanaryStep.SetHeaderRoute || step instanceof CanaryStep.SetMirrorRoute;
  }

  static String name(CanaryStep step) {
    if (step instanceof CanaryStep.SetHeaderRoute header) {
      return header.name();
    }
    if (step instanceof CanaryStep.SetMirrorRoute mirror) {
      return mirror.name();
    }
    throw new AssertionError(step);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.SetHeaderRoute;
import io.canaryplan.rollout.CanaryStep.SetMirrorRoute;
import java.util.List;

/** Header and mirror routes in force, spec/istio.md 1.2, 1.8, 1.9 and 1.11. */
final class ManagedRoutes {
  private ManagedRoutes() {}

  /**
   * Returns the routes after a step has been current: its own are added at the end, or removed when
   * they have no match; a route of the same name goes first in both cases.
   */
  static ImmutableList<CanaryStep> after(List<CanaryStep> routes, CanaryStep step) {
    ImmutableList<CanaryStep> result = ImmutableList.copyOf(routes);
    for (CanaryStep part : step.parts()) {
      if (part instanceof SetHeaderRoute header) {
        result = with(result, header, header.match().isEmpty());
      } else if (part instanceof SetMirrorRoute mirror) {
        result = with(result, mirror, mirror.match().isEmpty());
      }
    }
    return result;
  }

  /**
   * Returns what is left when the controller removes all managed routes: nothing, except in
   * versions that forget the routes which only steps name (spec/canary.md 0.1, Δ5).
   *
   * @param names the managedRoutes of the Rollout
   */
  static ImmutableList<CanaryStep> cleaned(
      List<CanaryStep> routes, List<String> names, ControllerVersion controller) {
    // most passes have no routes at all, and there are many passes
    return routes.isEmpty() || controller.removesUnlistedRoutes()
        ? ImmutableList.of()
        : routes.stream()
            .filter(route -> !names.contains(name(route)))
            .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<CanaryStep> with(
      List<CanaryStep> routes, CanaryStep step, boolean removed) {
    ImmutableList.Builder<CanaryStep> result = ImmutableList.builder();
    routes.stream().filter(route -> !name(route).equals(name(step))).forEach(result::add);
    if (!removed) {
      result.add(step);
    }
    return result.build();
  }

  static String name(CanaryStep route) {
    return route instanceof SetHeaderRoute header ? header.name() : ((SetMirrorRoute) route).name();
  }
}

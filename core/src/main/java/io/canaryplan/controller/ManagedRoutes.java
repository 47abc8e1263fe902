// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.ManagedRoute;
import io.canaryplan.rollout.CanaryStep.SetHeaderRoute;
import io.canaryplan.rollout.CanaryStep.SetMirrorRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Header and mirror routes in force, istio.md 1.2, 1.8, 1.9 and 1.11. */
final class ManagedRoutes {
  private ManagedRoutes() {}

  /**
   * Returns the routes after a step has been current: its own are added at the end, or removed when
   * they have no match; a route of the same name goes first in both cases.
   */
  static ImmutableList<ManagedRoute> after(List<ManagedRoute> routes, CanaryStep step) {
    List<ManagedRoute> result = new ArrayList<>(routes);
    // Whatever the order in the manifest, the controller makes header routes first.
    Stream.concat(
            step.part(SetHeaderRoute.class).stream(), step.part(SetMirrorRoute.class).stream())
        .forEach(
            own -> {
              result.removeIf(route -> route.name().equals(own.name()));
              if (!own.removes()) {
                result.add(own);
              }
            });
    return ImmutableList.copyOf(result);
  }

  /** Returns the routes that have other names. */
  static ImmutableList<ManagedRoute> without(List<ManagedRoute> routes, List<String> names) {
    return routes.stream()
        .filter(route -> !names.contains(route.name()))
        .collect(ImmutableList.toImmutableList());
  }
}

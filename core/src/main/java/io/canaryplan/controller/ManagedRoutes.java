// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.SetHeaderRoute;
import io.canaryplan.rollout.CanaryStep.SetMirrorRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Header and mirror routes in force, istio.md 1.2, 1.8, 1.9 and 1.11. */
final class ManagedRoutes {
  private static final List<Class<? extends CanaryStep>> KINDS =
      ImmutableList.of(SetHeaderRoute.class, SetMirrorRoute.class);

  private ManagedRoutes() {}

  /**
   * Returns the routes after a step has been current: its own are added at the end, or removed when
   * they have no match; a route of the same name goes first in both cases.
   */
  static ImmutableList<CanaryStep> after(List<CanaryStep> routes, CanaryStep step) {
    List<CanaryStep> result = routes;
    // Whatever the order in the manifest, the controller makes header routes first.
    for (Class<? extends CanaryStep> kind : KINDS) {
      Optional<? extends CanaryStep> part = step.part(kind);
      if (part.isPresent()) {
        result = without(result, ImmutableList.of(name(part.get())));
        if (!isRemoval(part.get())) {
          result.add(part.get());
        }
      }
    }
    return ImmutableList.copyOf(result);
  }

  /** Returns the routes that have other names, in a list of their own. */
  static List<CanaryStep> without(List<CanaryStep> routes, List<String> names) {
    List<CanaryStep> result = new ArrayList<>();
    for (CanaryStep route : routes) {
      if (!names.contains(name(route))) {
        result.add(route);
      }
    }
    return result;
  }

  private static String name(CanaryStep route) {
    return route instanceof SetHeaderRoute header ? header.name() : ((SetMirrorRoute) route).name();
  }

  private static boolean isRemoval(CanaryStep route) {
    return route instanceof SetHeaderRoute header
        ? header.match().isEmpty()
        : ((SetMirrorRoute) route).match().isEmpty();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has become of one VirtualService's weight routes on the way to a state. */
final class RouteHistory {
  private final RouteWeights base;
  private final RouteWeights current;
  private final List<ManagedRoute> managed;
  private final Set<CanaryStep> hiding;
  private final Set<CanaryStep> baseless;

  private RouteHistory(
      RouteWeights base,
      RouteWeights current,
      List<ManagedRoute> managed,
      Set<CanaryStep> hiding,
      Set<CanaryStep> baseless) {
    this.base = base;
    this.current = current;
    this.managed = managed;
    this.hiding = hiding;
    this.baseless = baseless;
  }

  /** How weights stop reaching the user's http rules while managed routes exist. */
  enum Freeze {
    /** {@code routes} names the rules: they are always written. */
    NEVER,
    /**
     * One rule without a name, not listed: a mirror route makes the list of names non-empty and is
     * then the only one written (B2).
     */
    WITH_MIRROR,
    /** One rule with a name, not listed: any managed route hides it (B1). */
    WITH_ANY;

    /** Returns whether the route that a step makes keeps weights from the rules. */
    boolean isBy(CanaryStep made) {
      return this == WITH_ANY || (this == WITH_MIRROR && made instanceof CanaryStep.SetMirrorRoute);
    }
  }

  /**
   * Follows the controller along the states that lead to the one in question.
   *
   * @param path at least one state, the one in question last. The first counts as if its weights
   *     had been written before its managed routes
   * @param swapped whether the last state gives the canary's part to what was stable before
   */
  static RouteHistory of(List<RoutingState> path, Freeze freeze, boolean swapped) {
    Map<CanaryStep, ManagedRoute> present = new LinkedHashMap<>();
    Set<CanaryStep> hiding = new LinkedHashSet<>();
    Set<CanaryStep> baseless = new LinkedHashSet<>();
    RouteWeights base = RouteWeights.of(path.get(0));
    RouteWeights current = base;
    for (RoutingState state : path) {
      List<CanaryStep> freezing = state.managedRoutes().stream().filter(freeze::isBy).toList();
      if (!freezing.isEmpty() && !base.isSameAs(state)) {
        hiding.add(freezing.get(0));
      }
      RouteWeights written = freezing.isEmpty() ? base.then(state) : base;
      // Routes are made before weights are written (istio.md 1.1 c and f). Those of an aborted
      // update are removed and made anew in every pass (B5), so that they see what came before.
      boolean progressing = state.phase() == Phase.PROGRESSING;
      RouteWeights seen = progressing ? base : written;
      present.keySet().retainAll(progressing ? state.managedRoutes() : ImmutableList.of());
      for (Map.Entry<CanaryStep, ManagedRoute> route : present.entrySet()) {
        route.setValue(route.getValue().then(state));
      }
      for (CanaryStep step : state.managedRoutes()) {
        if (!present.containsKey(step)) {
          boolean baseFound = freeze != Freeze.WITH_ANY || present.isEmpty();
          present.put(step, new ManagedRoute(step, baseFound, seen.copied().then(state)));
          if (!baseFound) {
            baseless.add(step);
          }
        }
      }
      base = written;
      current = current.then(state);
    }
    return new RouteHistory(
        swapped ? base.swapped() : base,
        swapped ? current.swapped() : current,
        ImmutableList.copyOf(present.values()),
        hiding,
        baseless);
  }

  /** Returns the weights last written into the user's http rules. */
  RouteWeights base() {
    return base;
  }

  /** Returns the weights of the state itself, which tls and tcp rules always have. */
  RouteWeights current() {
    return current;
  }

  /** Returns the steps whose routes kept other weights than the rules have from being written. */
  Set<CanaryStep> hiding() {
    return hiding;
  }

  /** Returns the steps whose routes were made where no weight route could be chosen. */
  Set<CanaryStep> baseless() {
    return baseless;
  }

  /** Returns the header and mirror routes in force, in the order in which they were made. */
  List<ManagedRoute> managed() {
    return managed;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep.ManagedRoute;
import io.canaryplan.rollout.CanaryStep.SetMirrorRoute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has become of one VirtualService's routes on the way to a state. It is carried from state to
 * state: {@link #then} needs nothing but the state that follows.
 *
 * @param base the weights last written into the user's http rules
 * @param current the weights of the state itself, which tls and tcp rules always have
 * @param managed the header and mirror routes in force, in the order in which they were made
 */
record RouteHistory(RouteWeights base, RouteWeights current, List<WrittenRoute> managed) {
  RouteHistory {
    managed = ImmutableList.copyOf(managed);
  }

  /** How weights stop reaching the user's http rules while managed routes exist. */
  enum Freeze {
    /** {@code routes} names the rules: they are always written. */
    NEVER,
    /**
     * One rule without a name, not listed: a mirror route makes the list of names non-empty and is
     * then the only one written (istio.md 1.12).
     */
    WITH_MIRROR,
    /** One rule with a name, not listed: any managed route hides it (istio.md 1.12). */
    WITH_ANY;

    /** Returns whether the route that a step makes keeps weights from the rules. */
    private boolean isBy(ManagedRoute made) {
      return switch (this) {
        case NEVER -> false;
        case WITH_MIRROR -> made instanceof SetMirrorRoute;
        case WITH_ANY -> true;
      };
    }

    /** Returns the first step whose route keeps weights from the rules in a state. */
    private Optional<ManagedRoute> firstIn(RoutingState state) {
      // asked for of every moment of a plan: without a stream
      for (ManagedRoute route : state.managedRoutes()) {
        if (isBy(route)) {
          return Optional.of(route);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * Returns the history of the first state, which counts as if its weights had been written before
   * its managed routes.
   *
   * @param hosts destinations that are neither canary nor stable nor additional
   * @param reliable whether the controller removes several destinations at once as it should
   */
  static RouteHistory begin(
      RoutingState first, Freeze freeze, Set<String> hosts, boolean reliable) {
    RouteWeights weights = RouteWeights.of(first, hosts, reliable);
    return new RouteHistory(weights, weights, ImmutableList.of()).then(first, freeze);
  }

  /** Returns the history once {@code next} has been written. */
  RouteHistory then(RoutingState next, Freeze freeze) {
    RouteWeights written = freeze.firstIn(next).isPresent() ? base : base.then(next);
    return new RouteHistory(written, current.then(next), managed(next, freeze, written));
  }

  /**
   * Routes are made before weights are written (istio.md 1.1 c and f). Those of an aborted update
   * are removed and made anew in every pass (1.12), so that they see what came before.
   */
  private List<WrittenRoute> managed(RoutingState next, Freeze freeze, RouteWeights written) {
    if (next.managedRoutes().isEmpty()) {
      return ImmutableList.of();
    }
    boolean progressing = next.phase() == Phase.PROGRESSING;
    RouteWeights seen = progressing ? base : written;
    Map<ManagedRoute, WrittenRoute> routes = new LinkedHashMap<>();
    for (WrittenRoute route : managed) {
      if (progressing && next.managedRoutes().contains(route.step())) {
        routes.put(route.step(), route.then(next));
      }
    }
    for (ManagedRoute step : next.managedRoutes()) {
      if (!routes.containsKey(step)) {
        boolean baseFound = freeze != Freeze.WITH_ANY || routes.isEmpty();
        RouteWeights copied = seen.copied();
        routes.put(step, new WrittenRoute(step, baseFound, copied).then(next));
      }
    }
    return ImmutableList.copyOf(routes.values());
  }

  /** Returns the steps of the routes in force, in the order in which they were made. */
  List<ManagedRoute> steps() {
    return managed.stream().map(WrittenRoute::step).toList();
  }

  /**
   * Returns the steps of the routes that VirtualServices after this one get as well: the controller
   * crashes where a mirror route finds no rule to copy (istio.md 1.9).
   */
  List<ManagedRoute> passedOn() {
    return managed.stream()
        .filter(route -> route.baseFound() || !(route.step() instanceof SetMirrorRoute))
        .map(WrittenRoute::step)
        .toList();
  }

  /** Returns whether writing the last state once more changes nothing further. */
  boolean isSettled(RoutingState last, Freeze freeze) {
    boolean frozen = freeze.firstIn(last).isPresent();
    return current.isSettled(last)
        && (frozen || base.isSettled(last))
        && managed.stream().allMatch(route -> route.isSettled(last));
  }

  /** Returns the history where canary and stable have swapped their Services. */
  RouteHistory swapped() {
    return new RouteHistory(base.swapped(), current.swapped(), managed);
  }

  /**
   * Returns the step whose route keeps other weights than the rules have from being written when
   * {@code next} follows, if any does.
   */
  Optional<ManagedRoute> hidingStep(RoutingState next, Freeze freeze) {
    return base.isSameAs(next) ? Optional.empty() : freeze.firstIn(next);
  }
}

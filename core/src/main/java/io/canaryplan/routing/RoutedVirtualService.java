// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.istio.HttpRoute;
import io.canaryplan.istio.Route;
import io.canaryplan.istio.RouteDestination;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;

/** One VirtualService that the controller writes, and how it looks in each state. */
final class RoutedVirtualService {
  private final VirtualService base;
  private final IstioVirtualServiceRef reference;
  private final RouteSelection selection;
  private final List<HttpRoute> rules;

  /**
   * Prepares a VirtualService.
   *
   * @param managed names whose http rules the controller removes before it routes anything
   */
  RoutedVirtualService(VirtualService base, IstioVirtualServiceRef reference, Set<String> managed) {
    this.base = base;
    this.reference = reference;
    this.selection = RouteSelection.of(base, reference, managed);
    this.rules = base.http();
  }

  VirtualService base() {
    return base;
  }

  IstioVirtualServiceRef reference() {
    return reference;
  }

  RouteSelection selection() {
    return selection;
  }

  /** Returns the rules that carry weights. */
  List<Route> weightRoutes() {
    ImmutableList.Builder<Route> routes = ImmutableList.builder();
    selection.http().forEach(index -> routes.add(rules.get(index)));
    selection.tls().forEach(index -> routes.add(base.tls().get(index)));
    selection.tcp().forEach(index -> routes.add(base.tcp().get(index)));
    return routes.build();
  }

  /** Returns how weights stop reaching the http rules beside managed routes (1.12 B1, B2). */
  RouteHistory.Freeze freeze() {
    if (!reference.routes().isEmpty() || selection.http().isEmpty()) {
      return RouteHistory.Freeze.NEVER;
    }
    return rules.get(selection.http().get(0)).name().isPresent()
        ? RouteHistory.Freeze.WITH_ANY
        : RouteHistory.Freeze.WITH_MIRROR;
  }

  /**
   * Returns the document of the last state of {@code path}.
   *
   * @param path the states up to the one in question
   * @param names names by which destinations are told apart in that state
   * @param writer writer of managed routes
   */
  VirtualService at(List<RoutingState> path, MeshNames names, ManagedRouteWriter writer) {
    RouteHistory history = RouteHistory.of(path, freeze());
    VirtualService result = base;
    if (base.hasHttp()) {
      result = result.withHttp(http(history, names, writer));
    }
    if (!selection.tls().isEmpty()) {
      result =
          result.withTls(
              weighted(
                  base.tls(),
                  selection.tls(),
                  history.current(),
                  names,
                  (route, list) -> route.withDestinations(list)));
    }
    if (!selection.tcp().isEmpty()) {
      result =
          result.withTcp(
              weighted(
                  base.tcp(),
                  selection.tcp(),
                  history.current(),
                  names,
                  (route, list) -> route.withDestinations(list)));
    }
    return result;
  }

  private List<HttpRoute> http(RouteHistory history, MeshNames names, ManagedRouteWriter writer) {
    List<HttpRoute> users =
        weighted(
            rules,
            selection.http(),
            history.base(),
            names,
            (route, list) -> route.withDestinations(list));
    List<HttpRoute> left = new ArrayList<>();
    for (int i = 0; i < users.size(); i++) {
      if (!selection.removed().contains(i)) {
        left.add(users.get(i));
      }
    }
    for (ManagedRoute managed : history.managed()) {
      add(managed, left, history, names, writer);
    }
    return ordered(left, names.managedRoutes());
  }

  /** A header route is appended, a mirror route is put first; ordering comes afterwards. */
  private void add(
      ManagedRoute managed,
      List<HttpRoute> routes,
      RouteHistory history,
      MeshNames names,
      ManagedRouteWriter writer) {
    if (managed.step() instanceof CanaryStep.SetHeaderRoute step) {
      List<RouteDestination> first = baseDestinations(managed, history.base(), names);
      OptionalInt port = first.isEmpty() ? OptionalInt.empty() : first.get(0).port();
      routes.add(writer.header(step, port));
    } else if (managed.step() instanceof CanaryStep.SetMirrorRoute step) {
      List<RouteDestination> copied = baseDestinations(managed, history.current(), names);
      if (!copied.isEmpty()) {
        routes.add(0, writer.mirror(step, copied));
      }
    }
  }

  private List<RouteDestination> baseDestinations(
      ManagedRoute managed, RouteWeights weights, MeshNames names) {
    if (!managed.baseFound() || selection.http().isEmpty()) {
      return ImmutableList.of();
    }
    HttpRoute route = rules.get(selection.http().get(0));
    return WeightRoutes.isSound(route, names)
        ? weights.applyTo(route.destinations(), names)
        : ImmutableList.of();
  }

  private static <T extends Route> List<T> weighted(
      List<T> routes,
      List<Integer> chosen,
      RouteWeights weights,
      MeshNames names,
      BiFunction<T, List<RouteDestination>, T> change) {
    List<T> result = new ArrayList<>(routes);
    for (int index : chosen) {
      T route = routes.get(index);
      if (WeightRoutes.isSound(route, names)) {
        List<RouteDestination> destinations = route.destinations();
        List<RouteDestination> changed = weights.applyTo(destinations, names);
        if (!changed.equals(destinations)) {
          result.set(index, change.apply(route, changed));
        }
      }
    }
    return result;
  }

  /**
   * Managed routes first, in the order of managedRoutes, then the others as they stand, each
   * exactly once. The controller would multiply rules of equal names here (1.10), again with every
   * write.
   */
  private static List<HttpRoute> ordered(List<HttpRoute> routes, List<String> managed) {
    if (managed.isEmpty()) {
      return routes;
    }
    List<HttpRoute> result = new ArrayList<>(routes.size());
    for (String name : ImmutableSet.copyOf(managed)) {
      routes.stream().filter(route -> route.name().orElse("").equals(name)).forEach(result::add);
    }
    routes.stream()
        .filter(route -> !managed.contains(route.name().orElse("")))
        .forEach(result::add);
    return result;
  }
}

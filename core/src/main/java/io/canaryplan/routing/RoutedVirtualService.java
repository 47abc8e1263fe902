// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.istio.HttpRoute;
import io.canaryplan.istio.Route;
import io.canaryplan.istio.RouteDestination;
import io.canaryplan.istio.TcpRoute;
import io.canaryplan.istio.TlsRoute;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** One VirtualService that the controller writes, and how it looks in each state. */
final class RoutedVirtualService {
  private final VirtualService base;
  private final IstioVirtualServiceRef reference;
  private final MeshNames names;
  private final RouteSelection selection;
  private final List<HttpRoute> http;
  private final List<TlsRoute> tls;
  private final List<TcpRoute> tcp;
  private final List<WeightRoute> httpWeights;
  private final List<WeightRoute> tlsWeights;
  private final List<WeightRoute> tcpWeights;

  /**
   * Prepares a VirtualService.
   *
   * @param names names by which destinations are told apart
   * @param managed names whose http rules the controller removes before it routes anything
   */
  RoutedVirtualService(
      VirtualService base, IstioVirtualServiceRef reference, MeshNames names, Set<String> managed) {
    this.base = base;
    this.reference = reference;
    this.names = names;
    this.selection = RouteSelection.of(base, reference, managed);
    this.http = base.http();
    this.tls = base.tls();
    this.tcp = base.tcp();
    this.httpWeights = weightRoutes(http, selection.http());
    this.tlsWeights = weightRoutes(tls, selection.tls());
    this.tcpWeights = weightRoutes(tcp, selection.tcp());
  }

  private List<WeightRoute> weightRoutes(List<? extends Route> rules, List<Integer> chosen) {
    return chosen.stream()
        .map(index -> WeightRoute.of(index, rules.get(index), names))
        .collect(ImmutableList.toImmutableList());
  }

  VirtualService base() {
    return base;
  }

  RouteSelection selection() {
    return selection;
  }

  /** Returns the rules that carry weights: http, then tls, then tcp. */
  List<WeightRoute> weightRoutes() {
    return ImmutableList.<WeightRoute>builder()
        .addAll(httpWeights)
        .addAll(tlsWeights)
        .addAll(tcpWeights)
        .build();
  }

  /** Returns how weights stop reaching the http rules beside managed routes (1.12 B1, B2). */
  RouteHistory.Freeze freeze() {
    if (!reference.routes().isEmpty() || httpWeights.isEmpty()) {
      return RouteHistory.Freeze.NEVER;
    }
    return http.get(httpWeights.get(0).index()).name().isPresent()
        ? RouteHistory.Freeze.WITH_ANY
        : RouteHistory.Freeze.WITH_MIRROR;
  }

  /**
   * Returns the document of the last state of {@code path}.
   *
   * @param path the states up to the one in question
   * @param writer writer of managed routes
   */
  VirtualService at(List<RoutingState> path, ManagedRouteWriter writer) {
    RouteHistory history = RouteHistory.of(path, freeze());
    VirtualService result = base;
    if (base.hasHttp()) {
      result = result.withHttp(http(history, writer));
    }
    if (!tlsWeights.isEmpty()) {
      List<TlsRoute> changed = new ArrayList<>(tls);
      for (WeightRoute route : tlsWeights) {
        changed.set(route.index(), TlsRoute.from(route.with(history.current()).node()));
      }
      result = result.withTls(changed);
    }
    if (!tcpWeights.isEmpty()) {
      List<TcpRoute> changed = new ArrayList<>(tcp);
      for (WeightRoute route : tcpWeights) {
        changed.set(route.index(), TcpRoute.from(route.with(history.current()).node()));
      }
      result = result.withTcp(changed);
    }
    return result;
  }

  private List<HttpRoute> http(RouteHistory history, ManagedRouteWriter writer) {
    List<HttpRoute> users = new ArrayList<>(http);
    for (WeightRoute route : httpWeights) {
      users.set(route.index(), HttpRoute.from(route.with(history.base()).node()));
    }
    // Making a managed route removes whatever had its name.
    Set<String> made =
        history.managed().stream().map(ManagedRoute::name).collect(Collectors.toSet());
    List<HttpRoute> left = new ArrayList<>();
    for (int i = 0; i < users.size(); i++) {
      boolean replaced = !made.isEmpty() && made.contains(users.get(i).name().orElse(""));
      if (!replaced && !selection.removed().contains(i)) {
        left.add(users.get(i));
      }
    }
    for (ManagedRoute managed : history.managed()) {
      add(managed, left, history, writer);
    }
    return ordered(left);
  }

  /** A header route is appended, a mirror route is put first; ordering comes afterwards. */
  private void add(
      ManagedRoute managed,
      List<HttpRoute> routes,
      RouteHistory history,
      ManagedRouteWriter writer) {
    Optional<WeightRoute> base =
        managed.baseFound() ? httpWeights.stream().findFirst() : Optional.empty();
    if (managed.step() instanceof CanaryStep.SetHeaderRoute step) {
      List<RouteDestination> first =
          base.map(route -> route.destinations(history.base())).orElse(ImmutableList.of());
      OptionalInt port = first.isEmpty() ? OptionalInt.empty() : first.get(0).port();
      routes.add(writer.header(step, port));
    } else if (managed.step() instanceof CanaryStep.SetMirrorRoute step) {
      List<RouteDestination> copied =
          base.map(route -> route.copies(managed.weights())).orElse(ImmutableList.of());
      if (!copied.isEmpty()) {
        routes.add(0, writer.mirror(step, copied));
      }
    }
  }

  /**
   * Managed routes first, in the order of managedRoutes, then the others as they stand, each
   * exactly once. The controller would multiply rules of equal names here (1.10), again with every
   * write.
   */
  private List<HttpRoute> ordered(List<HttpRoute> routes) {
    List<String> managed = names.managedRoutes();
    if (managed.isEmpty()) {
      return routes;
    }
    List<HttpRoute> result = new ArrayList<>(routes.size());
    List<HttpRoute> others = new ArrayList<>(routes.size());
    for (HttpRoute route : routes) {
      (managed.contains(route.name().orElse("")) ? result : others).add(route);
    }
    if (result.size() > 1) {
      List<HttpRoute> unsorted = ImmutableList.copyOf(result);
      result.clear();
      for (String name : ImmutableSet.copyOf(managed)) {
        unsorted.stream()
            .filter(route -> route.name().orElse("").equals(name))
            .forEach(result::add);
      }
    }
    result.addAll(others);
    return result;
  }
}

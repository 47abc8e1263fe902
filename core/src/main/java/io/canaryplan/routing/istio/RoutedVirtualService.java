// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.istio.HttpRoute;
import io.canaryplan.istio.Route;
import io.canaryplan.istio.RouteDestination;
import io.canaryplan.istio.TcpRoute;
import io.canaryplan.istio.TlsRoute;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.plan.Capability;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.RouteWrites.Obstacle;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.ManagedRoute;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.routing.EditedDocument;
import io.canaryplan.routing.StateDocument;
import io.canaryplan.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One VirtualService that the controller writes, and how it looks in each state. */
public final class RoutedVirtualService {
  private final VirtualService base;
  private final IstioVirtualServiceRef reference;
  private final FieldPath path;
  private final RouteSelection selection;
  private final boolean reliable;
  private final boolean takesSingle;
  private final Map<String, Integer> places = new HashMap<>();
  private final EditedDocument<RouteHistory> edited;

  /**
   * Prepares a VirtualService.
   *
   * @param path where the reference stands in the Rollout
   * @param names names by which destinations are told apart
   * @param managed names whose http rules the controller removes before it routes anything
   * @param writer writer of managed routes
   * @param controller the controller whose writes are followed
   */
  RoutedVirtualService(
      VirtualService base,
      IstioVirtualServiceRef reference,
      FieldPath path,
      MeshNames names,
      Set<String> managed,
      ManagedRouteWriter writer,
      ControllerVersion controller) {
    this.base = base;
    this.reference = reference;
    this.path = path;
    this.selection = new RouteSelection(base, reference, names, managed, controller);
    this.reliable = controller.has(Capability.REMOVES_FOREIGN_DESTINATIONS_RELIABLY);
    this.takesSingle = controller.has(Capability.WEIGHS_SINGLE_NAMED_ROUTE);
    for (String name : names.managedRoutes()) {
      places.putIfAbsent(name, places.size());
    }
    this.edited =
        new EditedDocument<>(
            base.id(), base.document(), history -> with(history, writer).document());
  }

  /** Returns the VirtualService as given. */
  public VirtualService base() {
    return base;
  }

  /** Returns the reference as written. */
  public IstioVirtualServiceRef reference() {
    return reference;
  }

  /** Returns where the reference stands in the Rollout. */
  public FieldPath path() {
    return path;
  }

  /** Returns which rules carry weights. */
  public RouteSelection selection() {
    return selection;
  }

  /** Returns how weights stop reaching the http rules beside managed routes (istio.md 1.12). */
  RouteHistory.Freeze freeze() {
    if (!reference.routes().isEmpty() || selection.http().isEmpty()) {
      return RouteHistory.Freeze.NEVER;
    }
    return nameOf(base.http().get(selection.http().get(0).index())).isEmpty()
        ? RouteHistory.Freeze.WITH_MIRROR
        : RouteHistory.Freeze.WITH_ANY;
  }

  private static String nameOf(HttpRoute rule) {
    return rule.name().orElse("");
  }

  /**
   * Returns why a header or mirror route cannot be made or removed here; empty if it can (istio.md
   * 1.8, 1.9).
   *
   * @param before the header and mirror routes in force
   */
  Optional<Obstacle> refusal(List<ManagedRoute> before, ManagedRoute route) {
    if (!base.hasHttp()) {
      return Optional.of(Obstacle.NO_HTTP);
    }
    if (route.removes() || !reference.routes().isEmpty()) {
      return Optional.empty();
    }
    boolean others = before.stream().anyMatch(other -> !other.name().equals(route.name()));
    if (route instanceof CanaryStep.SetMirrorRoute) {
      boolean hidden = others && freeze() == RouteHistory.Freeze.WITH_ANY;
      return selection.http().isEmpty() || hidden
          ? Optional.of(Obstacle.NO_RULE_TO_COPY)
          : Optional.empty();
    }
    return !takesSingle || others || hasRuleBeside(route.name())
        ? Optional.empty()
        : Optional.of(Obstacle.ONLY_RULE);
  }

  /** Returns whether a rule of the user stays when a route of some name is made. */
  private boolean hasRuleBeside(String name) {
    List<HttpRoute> rules = base.http();
    return IntStream.range(0, rules.size())
        .anyMatch(i -> !selection.removed().contains(i) && !nameOf(rules.get(i)).equals(name));
  }

  /** Returns the history of the first state that is written. */
  RouteHistory begin(RoutingState first) {
    return RouteHistory.begin(first, freeze(), selection.otherHosts(), reliable);
  }

  /** Returns the document with what has been written. */
  StateDocument at(RouteHistory history) {
    return edited.with(history);
  }

  private VirtualService with(RouteHistory history, ManagedRouteWriter writer) {
    RouteWeights weights = history.current();
    List<HttpRoute> users =
        weighted(base.http(), selection.http(), history.base(), HttpRoute::from);
    VirtualService result = base;
    if (!selection.tls().isEmpty()) {
      result = result.withTls(weighted(base.tls(), selection.tls(), weights, TlsRoute::from));
    }
    if (!selection.tcp().isEmpty()) {
      result = result.withTcp(weighted(base.tcp(), selection.tcp(), weights, TcpRoute::from));
    }
    if (base.hasHttp()) {
      List<HttpRoute> rules = http(users, history, writer);
      // A write of any weight or route puts the rules in order; removing some does not (1.6.7).
      boolean others = !result.document().root().equals(base.document().root());
      if (others || !users.equals(base.http()) || !history.managed().isEmpty()) {
        rules.sort(Comparator.comparingInt(this::rank));
      }
      result = result.withHttp(rules);
    }
    return result;
  }

  private static <T extends Route> List<T> weighted(
      List<T> rules, List<WeightRoute> chosen, RouteWeights weights, Function<YamlNode, T> view) {
    List<T> changed = new ArrayList<>(rules);
    for (WeightRoute route : chosen) {
      changed.set(route.index(), view.apply(route.with(weights).node()));
    }
    return changed;
  }

  private List<HttpRoute> http(
      List<HttpRoute> users, RouteHistory history, ManagedRouteWriter writer) {
    // Making a managed route removes whatever had its name.
    Set<String> made =
        history.managed().stream().map(route -> route.step().name()).collect(Collectors.toSet());
    List<HttpRoute> left = new ArrayList<>();
    for (int i = 0; i < users.size(); i++) {
      if (!made.contains(nameOf(users.get(i))) && !selection.removed().contains(i)) {
        left.add(users.get(i));
      }
    }
    for (WrittenRoute managed : history.managed()) {
      add(managed, left, history, writer);
    }
    return left;
  }

  /** A header route is appended, a mirror route is put first; ordering comes afterwards. */
  private void add(
      WrittenRoute managed,
      List<HttpRoute> routes,
      RouteHistory history,
      ManagedRouteWriter writer) {
    List<WeightRoute> chosen = managed.baseFound() ? selection.http() : ImmutableList.of();
    if (managed.step() instanceof CanaryStep.SetHeaderRoute step) {
      List<RouteDestination> destinations =
          chosen.isEmpty() ? ImmutableList.of() : chosen.get(0).destinations(history.base());
      routes.add(writer.header(step, destinations));
    } else if (managed.step() instanceof CanaryStep.SetMirrorRoute step && !chosen.isEmpty()) {
      List<RouteDestination> copied = chosen.get(0).copies(managed.weights());
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
  private int rank(HttpRoute rule) {
    return places.getOrDefault(nameOf(rule), places.size());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.istio.HttpRoute;
import io.canaryplan.istio.Route;
import io.canaryplan.istio.TlsRoute;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.plan.Capability;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Which rules of a VirtualService are weight routes (istio.md 1.3). Each is listed once, in the
 * order in which the controller meets it.
 */
public final class RouteSelection {
  private final List<WeightRoute> http;
  private final List<WeightRoute> tls;
  private final List<WeightRoute> tcp;
  private final Set<Integer> removed = new TreeSet<>();

  /**
   * Chooses the weight routes.
   *
   * @param names names by which destinations are told apart
   * @param managed names whose http rules belong to the controller; the empty name stands for all
   *     rules without one (istio.md 1.12)
   * @param controller the controller that chooses
   */
  RouteSelection(
      VirtualService service,
      IstioVirtualServiceRef reference,
      MeshNames names,
      Set<String> managed,
      ControllerVersion controller) {
    List<HttpRoute> rules = service.http();
    boolean takesSingle = controller.has(Capability.WEIGHS_SINGLE_NAMED_ROUTE);
    List<Integer> chosen = http(rules, reference.routes(), managed, takesSingle);
    this.http = weightRoutes("http", rules, chosen, names);
    this.tls =
        weightRoutes("tls", service.tls(), selectedTls(service, reference.tlsRoutes()), names);
    this.tcp =
        weightRoutes("tcp", service.tcp(), selectedTcp(service, reference.tcpRoutes()), names);
  }

  private List<Integer> http(
      List<HttpRoute> rules, List<String> listed, Set<String> managed, boolean takesSingle) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      (managed.contains(rules.get(i).name().orElse("")) ? removed : left).add(i);
    }
    if (listed.isEmpty() && left.size() == 1 && takesSingle) {
      return ImmutableList.copyOf(left);
    }
    // The first rule of each name counts; the empty name stands for none.
    Map<String, Integer> firsts = new HashMap<>();
    for (Integer index : left) {
      firsts.putIfAbsent(rules.get(index).name().orElse(""), index);
    }
    return (listed.isEmpty() ? List.of("") : listed)
        .stream().map(firsts::get).filter(Objects::nonNull).distinct().toList();
  }

  /** Returns the indexes of the tls rules that entries select; of the first without entries. */
  public static List<Integer> selectedTls(
      VirtualService service, List<IstioVirtualServiceRef.TlsRouteRef> entries) {
    return chosen(
        service.tls(),
        entries,
        (rule, entry) ->
            matchesOnlyPort(rule.ports(), entry.port()) && hasHosts(rule, entry.sniHosts()));
  }

  /** Returns the indexes of the tcp rules that entries select; of the first without entries. */
  public static List<Integer> selectedTcp(
      VirtualService service, List<IstioVirtualServiceRef.TcpRouteRef> entries) {
    return chosen(
        service.tcp(), entries, (rule, entry) -> matchesOnlyPort(rule.ports(), entry.port()));
  }

  /** Returns whether all match blocks of a rule name this one port (istio.md 1.3). */
  private static boolean matchesOnlyPort(Set<Integer> ports, OptionalLong port) {
    long wanted = port.orElse(0);
    return ports.isEmpty() ? wanted == 0 : ports.size() == 1 && ports.iterator().next() == wanted;
  }

  /**
   * Returns whether a rule has as many SNI hosts as the entry lists, all among them; a host listed
   * twice breaks the match (istio.md 1.3).
   */
  private static boolean hasHosts(TlsRoute rule, List<String> listed) {
    Set<String> own = rule.sniHosts();
    return own.size() == listed.size() && own.containsAll(listed);
  }

  private static <R, E> List<Integer> chosen(
      List<R> rules, List<E> entries, BiPredicate<R, E> selects) {
    ImmutableSet.Builder<Integer> chosen = ImmutableSet.builder();
    if (entries.isEmpty() && !rules.isEmpty()) {
      chosen.add(0);
    }
    for (E entry : entries) {
      for (int i = 0; i < rules.size(); i++) {
        if (selects.test(rules.get(i), entry)) {
          chosen.add(i);
        }
      }
    }
    return chosen.build().asList();
  }

  private static List<WeightRoute> weightRoutes(
      String protocol, List<? extends Route> rules, List<Integer> chosen, MeshNames names) {
    FieldPath path = FieldPath.of("spec", protocol);
    ImmutableList.Builder<WeightRoute> routes = ImmutableList.builder();
    for (Integer index : chosen) {
      routes.add(new WeightRoute(path, index, rules.get(index), names));
    }
    return routes.build();
  }

  /** Returns the http rules that carry weights. */
  public List<WeightRoute> http() {
    return http;
  }

  /** Returns the tls rules that carry weights. */
  public List<WeightRoute> tls() {
    return tls;
  }

  /** Returns the tcp rules that carry weights. */
  public List<WeightRoute> tcp() {
    return tcp;
  }

  /** Returns the rules that carry weights: http, then tls, then tcp. */
  public List<WeightRoute> all() {
    return ImmutableList.<WeightRoute>builder().addAll(http).addAll(tls).addAll(tcp).build();
  }

  /**
   * Returns the hosts of the weight routes' destinations that are neither canary nor stable nor
   * additional, up to their first dot: an experiment can have their name.
   */
  Set<String> otherHosts() {
    return all().stream().flatMap(WeightRoute::otherHosts).collect(ImmutableSet.toImmutableSet());
  }

  /**
   * Returns the indexes of the http rules that the controller removes before it routes anything,
   * because a managed route has their name.
   */
  public Set<Integer> removed() {
    return removed;
  }
}

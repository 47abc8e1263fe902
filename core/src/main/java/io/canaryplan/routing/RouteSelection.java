// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.istio.HttpRoute;
import io.canaryplan.istio.TcpRoute;
import io.canaryplan.istio.TlsRoute;
import io.canaryplan.istio.VirtualService;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which rules of a VirtualService are weight routes (spec/istio.md 1.3). Indexes are those of the
 * document; each is listed once, in the order in which the controller meets it.
 *
 * @param http chosen http rules, as long as no managed route stands beside them
 * @param tls chosen tls rules
 * @param tcp chosen tcp rules
 * @param removed http rules that the controller removes before it routes anything, because a
 *     managed route has their name
 */
record RouteSelection(
    List<Integer> http, List<Integer> tls, List<Integer> tcp, Set<Integer> removed) {
  RouteSelection {
    http = ImmutableList.copyOf(http);
    tls = ImmutableList.copyOf(tls);
    tcp = ImmutableList.copyOf(tcp);
    removed = ImmutableSet.copyOf(removed);
  }

  /**
   * Chooses the weight routes.
   *
   * @param managed names whose http rules belong to the controller; the empty name stands for all
   *     rules without one (B11)
   */
  static RouteSelection of(
      VirtualService service, IstioVirtualServiceRef reference, Set<String> managed) {
    List<HttpRoute> rules = service.http();
    ImmutableSet.Builder<Integer> removed = ImmutableSet.builder();
    for (int i = 0; i < rules.size(); i++) {
      if (managed.contains(rules.get(i).name().orElse(""))) {
        removed.add(i);
      }
    }
    Set<Integer> gone = removed.build();
    return new RouteSelection(
        http(rules, reference, gone), tls(service, reference), tcp(service, reference), gone);
  }

  private static List<Integer> http(
      List<HttpRoute> rules, IstioVirtualServiceRef reference, Set<Integer> removed) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      if (!removed.contains(i)) {
        left.add(i);
      }
    }
    if (!reference.routes().isEmpty()) {
      ImmutableSet.Builder<Integer> chosen = ImmutableSet.builder();
      for (String name : reference.routes()) {
        left.stream()
            .filter(index -> rules.get(index).name().orElse("").equals(name))
            .findFirst()
            .ifPresent(chosen::add);
      }
      return chosen.build().asList();
    }
    return left.size() == 1
        ? left
        : left.stream()
            .filter(index -> rules.get(index).name().isEmpty())
            .limit(1)
            .collect(ImmutableList.toImmutableList());
  }

  private static List<Integer> tls(VirtualService service, IstioVirtualServiceRef reference) {
    List<TlsRoute> rules = service.tls();
    ImmutableSet.Builder<Integer> chosen = ImmutableSet.builder();
    if (reference.tlsRoutes().isEmpty() && !rules.isEmpty()) {
      chosen.add(0);
    }
    for (IstioVirtualServiceRef.TlsRouteRef entry : reference.tlsRoutes()) {
      for (int i = 0; i < rules.size(); i++) {
        if (rules.get(i).isSelectedBy(entry.port().orElse(0), entry.sniHosts())) {
          chosen.add(i);
        }
      }
    }
    return chosen.build().asList();
  }

  private static List<Integer> tcp(VirtualService service, IstioVirtualServiceRef reference) {
    List<TcpRoute> rules = service.tcp();
    ImmutableSet.Builder<Integer> chosen = ImmutableSet.builder();
    if (reference.tcpRoutes().isEmpty() && !rules.isEmpty()) {
      chosen.add(0);
    }
    for (IstioVirtualServiceRef.TcpRouteRef entry : reference.tcpRoutes()) {
      for (int i = 0; i < rules.size(); i++) {
        if (rules.get(i).isSelectedBy(entry.port().orElse(0))) {
          chosen.add(i);
        }
      }
    }
    return chosen.build().asList();
  }
}

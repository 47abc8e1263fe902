// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import com.google.common.collect.ImmutableSet;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Set;

/** One tls rule of a VirtualService: unterminated connections, told apart by SNI host and port. */
public final class TlsRoute extends Route {
  private TlsRoute(YamlNode node) {
    super(node);
  }

  /** Returns the view over one item of {@code spec.tls}. */
  public static TlsRoute from(YamlNode node) {
    return new TlsRoute(node);
  }

  /** Returns the SNI hosts over all match blocks, each once, in the order written. */
  public Set<String> sniHosts() {
    return Fields.items(node, "match").stream()
        .flatMap(match -> Fields.texts(match, "sniHosts").stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  /** Returns the ports over all match blocks, each once; 0 stands for a block without port. */
  public Set<Integer> ports() {
    return RouteNodes.matchPorts(node);
  }

  /**
   * Returns whether Argo Rollouts takes this rule for a {@code tlsRoutes} entry: one port over all
   * match blocks, and as many SNI hosts as the entry lists, all among them (spec/istio.md 1.3).
   *
   * @param port the entry's port; 0 if it names none
   * @param hosts the entry's SNI hosts as listed; a host listed twice breaks the match
   */
  public boolean isSelectedBy(int port, List<String> hosts) {
    Set<String> own = sniHosts();
    return RouteNodes.matchesOnlyPort(node, port)
        && own.size() == hosts.size()
        && own.containsAll(hosts);
  }

  @Override
  public TlsRoute withDestinations(List<RouteDestination> destinations) {
    return new TlsRoute(RouteNodes.withDestinations(node, destinations));
  }

  /** Returns SNI hosts, ports and destinations. */
  @Override
  public String toString() {
    return sniHosts() + ":" + ports() + " " + destinations();
  }
}

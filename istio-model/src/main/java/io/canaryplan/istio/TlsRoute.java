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
    ImmutableSet.Builder<String> hosts = ImmutableSet.builder();
    for (YamlNode match : Fields.items(node, "match")) {
      hosts.addAll(Fields.texts(match, "sniHosts"));
    }
    return hosts.build();
  }

  /** Returns the ports over all match blocks, each once; 0 stands for a block without port. */
  public Set<Integer> ports() {
    return matchPorts();
  }

  /**
   * Returns whether Argo Rollouts takes this rule for a {@code tlsRoutes} entry: one port over all
   * match blocks, and as many SNI hosts as the entry lists, all among them (istio.md 1.3).
   *
   * @param port the entry's port; 0 if it names none
   * @param hosts the entry's SNI hosts as listed; a host listed twice breaks the match
   */
  public boolean isSelectedBy(int port, List<String> hosts) {
    Set<String> own = sniHosts();
    return matchesOnlyPort(port) && own.size() == hosts.size() && own.containsAll(hosts);
  }

  @Override
  public TlsRoute withDestinations(List<RouteDestination> destinations) {
    return new TlsRoute(routed(destinations));
  }

  /** Returns SNI hosts, ports and destinations. */
  @Override
  public String toString() {
    return sniHosts() + ":" + ports() + " " + destinations();
  }
}

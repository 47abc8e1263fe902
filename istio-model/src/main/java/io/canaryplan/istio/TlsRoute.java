// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import com.google.common.collect.ImmutableSet;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Set;

/**
 * One tls rule of a VirtualService: unterminated connections, told apart by SNI host and port.
 *
 * <p>Immutable and safe for use by several threads.
 */
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

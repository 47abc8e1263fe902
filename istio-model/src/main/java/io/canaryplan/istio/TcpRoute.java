// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Set;

/**
 * One tcp rule of a VirtualService: opaque connections, told apart by port.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class TcpRoute extends Route {
  private TcpRoute(YamlNode node) {
    super(node);
  }

  /** Returns the view over one item of {@code spec.tcp}. */
  public static TcpRoute from(YamlNode node) {
    return new TcpRoute(node);
  }

  /** Returns the ports over all match blocks, each once; 0 stands for a block without port. */
  public Set<Integer> ports() {
    return matchPorts();
  }

  @Override
  public TcpRoute withDestinations(List<RouteDestination> destinations) {
    return new TcpRoute(routed(destinations));
  }

  /** Returns ports and destinations. */
  @Override
  public String toString() {
    return ports() + " " + destinations();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A VirtualService that the controller writes weights into, and which of its routes.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param name as written: {@code name} or {@code name.namespace} (istio.md 1.0.2)
 * @param routes names of HTTP routes; empty means the only one, or the first without a name
 * @param tlsRoutes TLS routes; empty means the only one
 * @param tcpRoutes TCP routes; empty means the only one
 */
public record IstioVirtualServiceRef(
    String name, List<String> routes, List<TlsRouteRef> tlsRoutes, List<TcpRouteRef> tcpRoutes) {
  /** Copies the lists. */
  public IstioVirtualServiceRef {
    requireNonNull(name, "name");
    routes = ImmutableList.copyOf(routes);
    tlsRoutes = ImmutableList.copyOf(tlsRoutes);
    tcpRoutes = ImmutableList.copyOf(tcpRoutes);
  }

  /** Returns a reference to HTTP routes. */
  public static IstioVirtualServiceRef of(String name, String... routes) {
    return new IstioVirtualServiceRef(
        name, ImmutableList.copyOf(routes), ImmutableList.of(), ImmutableList.of());
  }

  /**
   * TLS routes chosen by what they match.
   *
   * @param port the single port of all their matches, any number of 64 bits; absent and 0 stand for
   *     routes that name no port
   * @param sniHosts all SNI hosts of their matches together, in any order
   */
  public record TlsRouteRef(OptionalLong port, List<String> sniHosts) {
    /** Copies the hosts. */
    public TlsRouteRef {
      requireNonNull(port, "port");
      sniHosts = ImmutableList.copyOf(sniHosts);
    }
  }

  /**
   * TCP routes chosen by port.
   *
   * @param port the single port of all their matches, any number of 64 bits; absent and 0 stand for
   *     routes that name no port
   */
  public record TcpRouteRef(OptionalLong port) {
    /** Checks that nothing is missing. */
    public TcpRouteRef {
      requireNonNull(port, "port");
    }
  }
}

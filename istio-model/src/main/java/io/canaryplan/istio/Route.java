// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import static java.util.Objects.requireNonNull;

import io.canaryplan.yaml.YamlNode;
import java.util.List;

/**
 * One rule of a VirtualService: what http, tls and tcp rules have in common. Views are immutable;
 * {@code with…} methods return a changed view that shares the rest. Two views are equal if they are
 * of one kind and show equal nodes.
 */
public abstract sealed class Route permits HttpRoute, TlsRoute, TcpRoute {
  final YamlNode node;

  Route(YamlNode node) {
    this.node = requireNonNull(node, "node");
  }

  /** Returns whether the rule has a {@code route} list; a redirect, for example, has none. */
  public final boolean hasDestinations() {
    return Fields.isList(node, "route");
  }

  /**
   * Returns the destinations in order, one for each item of the {@code route} list, so that indexes
   * are those of the text; empty if there is no such list.
   */
  public final List<RouteDestination> destinations() {
    return RouteNodes.destinations(node);
  }

  /** Returns this rule with other destinations; kept and moved ones keep their text. */
  public abstract Route withDestinations(List<RouteDestination> destinations);

  /** Returns the node behind this view; not a mapping if the rule is unsound. */
  public final YamlNode node() {
    return node;
  }

  @Override
  public final boolean equals(Object object) {
    return this == object
        || (object instanceof Route other
            && getClass() == other.getClass()
            && node.equals(other.node));
  }

  @Override
  public final int hashCode() {
    return node.hashCode();
  }
}

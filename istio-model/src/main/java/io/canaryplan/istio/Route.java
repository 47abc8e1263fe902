// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import io.canaryplan.yaml.YamlNode;
import java.util.List;

/**
 * One rule of a VirtualService: what http, tls and tcp rules have in common. Views are immutable;
 * {@code with…} methods return a changed view that shares the rest.
 */
public sealed interface Route permits HttpRoute, TlsRoute, TcpRoute {
  /** Returns whether the rule has a {@code route} list; a redirect, for example, has none. */
  boolean hasDestinations();

  /**
   * Returns the destinations in order, one for each item of the {@code route} list, so that indexes
   * are those of the text; empty if there is no such list.
   */
  List<RouteDestination> destinations();

  /** Returns this rule with other destinations; kept and moved ones keep their text. */
  Route withDestinations(List<RouteDestination> destinations);

  /** Returns the node behind this view; not a mapping if the rule is unsound. */
  YamlNode node();
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import com.google.common.collect.ImmutableSet;
import io.canaryplan.kubernetes.FieldReader;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Set;

/**
 * One rule of a VirtualService: what http, tls and tcp rules have in common. Views are immutable;
 * {@code with…} methods return a changed view that shares the rest. Two views are equal if they are
 * of one kind and show equal nodes.
 *
 * <p>Immutable and safe for use by several threads.
 */
public abstract sealed class Route extends NodeView permits HttpRoute, TlsRoute, TcpRoute {
  Route(YamlNode node) {
    super(node);
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
    return Fields.views(RouteDestination::from, node, "route");
  }

  /** Returns this rule with other destinations; kept and moved ones keep their text. */
  public abstract Route withDestinations(List<RouteDestination> destinations);

  /** Returns the rule's node with other destinations. */
  final YamlMapping routed(List<RouteDestination> destinations) {
    return Fields.withItems(node, nodes(destinations), "route");
  }

  /** Returns the ports over all match blocks, 0 for a block without one. */
  final Set<Integer> matchPorts() {
    ImmutableSet.Builder<Integer> ports = ImmutableSet.builder();
    for (YamlNode match : Fields.items(node, "match")) {
      ports.add(Fields.integer(match, "port").orElse(0));
    }
    return ports.build();
  }

  static void check(FieldReader rule) {
    if (rule.isMapping("a rule")) {
      rule.list("match");
      for (FieldReader destination : rule.list("route")) {
        RouteDestination.check(destination);
      }
      FieldReader mirror = rule.mapping("mirror", "the mirror destination");
      if (mirror.value() instanceof YamlMapping) {
        RouteDestination.checkDestination(mirror);
      }
    }
  }
}

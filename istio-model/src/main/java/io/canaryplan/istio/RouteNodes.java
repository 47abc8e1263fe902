// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Set;

/** What the views over http, tls and tcp rules read and change alike. */
final class RouteNodes {
  private RouteNodes() {}

  static List<RouteDestination> destinations(YamlNode rule) {
    return Fields.items(rule, "route").stream()
        .map(RouteDestination::from)
        .collect(ImmutableList.toImmutableList());
  }

  static YamlMapping withDestinations(YamlNode rule, List<RouteDestination> destinations) {
    List<YamlNode> items = destinations.stream().map(RouteDestination::node).toList();
    return Fields.withItems(Fields.orEmpty(rule), "route", items);
  }

  /** Returns the ports over all match blocks, 0 for a block without one (spec/istio.md 1.3). */
  static Set<Integer> matchPorts(YamlNode rule) {
    return Fields.items(rule, "match").stream()
        .map(match -> Fields.integer(match, "port").orElse(0))
        .collect(ImmutableSet.toImmutableSet());
  }

  /** Returns whether all match blocks name this one port; 0 stands for none. */
  static boolean matchesOnlyPort(YamlNode rule, int port) {
    Set<Integer> ports = matchPorts(rule);
    return ports.isEmpty() ? port == 0 : ports.equals(Set.of(port));
  }
}

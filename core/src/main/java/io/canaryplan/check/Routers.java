// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.TrafficRouting;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which routers a strategy has, as far as rules depend on it.
 *
 * @param routed whether trafficRouting is there, even if empty
 * @param known whether all routers could be read; rules about a certain router are silent otherwise
 * @param names the routers that are set
 */
record Routers(boolean routed, boolean known, List<String> names) {
  private static final List<String> ALL =
      ImmutableList.of(
          "istio", "nginx", "alb", "smi", "ambassador", "appMesh", "traefik", "apisix", "plugins");

  static Routers of(CanaryStrategy canary, Findings findings) {
    boolean known =
        ALL.stream().noneMatch(name -> findings.isUnreadable(Paths.ROUTING.child(name)));
    return new Routers(
        canary.isRouted(),
        known,
        canary.trafficRouting().map(TrafficRouting::routers).orElse(ImmutableList.of()));
  }

  boolean has(String name) {
    return names.contains(name);
  }

  boolean hasAny(String... wanted) {
    return Stream.of(wanted).anyMatch(names::contains);
  }

  /**
   * Returns how a field is used: {@code with nginx and smi}, {@code without traffic routing},
   * {@code with no router}.
   */
  String used() {
    return routed ? "with " + inWords() : "without traffic routing";
  }

  /** Returns the routers in words: {@code nginx and smi}, {@code no router}. */
  String inWords() {
    return names.isEmpty() ? "no router" : String.join(" and ", names);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.base.Joiner;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Rule;
import io.canaryplan.plan.Capability;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Refusal;
import io.canaryplan.rollout.RouterKind;
import io.canaryplan.rollout.TrafficRouting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Which routers a strategy has, as far as rules depend on it, and the one-of rules of the reference
 * pass (istio.md 3.5).
 */
final class Routers {
  private final boolean routed;
  private final TrafficRouting routing;
  private final List<RouterKind> kinds;
  private final ControllerVersion controller;
  private final Findings findings;

  Routers(CanaryStrategy canary, ControllerVersion controller, Findings findings) {
    this.routed = canary.isRouted();
    this.routing = canary.trafficRouting().orElse(TrafficRouting.empty());
    this.kinds = routing.kinds();
    this.controller = controller;
    this.findings = findings;
  }

  /** Returns the traffic routing; the empty one without traffic routing. */
  TrafficRouting routing() {
    return routing;
  }

  /** Returns whether all routers could be read; rules about certain ones are silent otherwise. */
  boolean known() {
    return Arrays.stream(RouterKind.values())
        .noneMatch(kind -> findings.isUnreadable(Paths.ROUTING.child(kind.field())));
  }

  /** Returns the kinds of the routers that are set. */
  List<RouterKind> kinds() {
    return kinds;
  }

  /** Returns whether any of these routers is set. */
  boolean has(RouterKind... wanted) {
    return !Collections.disjoint(kinds, Arrays.asList(wanted));
  }

  /** Returns whether all routers are known and none of these is among them. */
  boolean lack(RouterKind... wanted) {
    return known() && !has(wanted);
  }

  /**
   * Returns whether all routers are known and none of these is among them, nor a plugin in a
   * controller that takes one in their place (canary.md 0.1).
   */
  boolean lackUnlessPlugin(RouterKind... wanted) {
    return lack(wanted)
        && !(controller.has(Capability.TAKES_PLUGINS_FOR_ALL) && has(RouterKind.PLUGIN));
  }

  /** Returns how {@link #lackUnlessPlugin} counts plugins, to go on after the other routers. */
  String andPlugins() {
    return controller.has(Capability.TAKES_PLUGINS_FOR_ALL)
        ? " and plugins"
        : " and, from v1.10 on, plugins";
  }

  /** Returns the routers in words: {@code nginx and smi}, {@code no router}. */
  String inWords() {
    return kinds.isEmpty() ? "no router" : Joiner.on(" and ").join(kinds);
  }

  /**
   * Refuses a field that no router here supports.
   *
   * @param field the field as written, for the message
   * @param able which routers do what, for example {@code istio and plugins mirror requests}
   */
  void refuse(Rule rule, FieldPath path, String field, String able) {
    String used = routed ? "with " + inWords() : "without traffic routing";
    findings.add(
        Refusal.of(
            rule,
            path,
            "%s is used %s; only %s".formatted(field, used, able),
            "remove %s".formatted(path)));
  }
}

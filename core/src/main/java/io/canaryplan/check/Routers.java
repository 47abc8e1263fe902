// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Rule;
import io.canaryplan.plan.Capability;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.OtherRouters.Alb;
import io.canaryplan.rollout.OtherRouters.Nginx;
import io.canaryplan.rollout.Refusal;
import io.canaryplan.rollout.TrafficRouting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Which routers a strategy has, as far as rules depend on it, and the one-of rules of the reference
 * pass: R-NG1, R-ALB1, R-VS1 (istio.md 3.5).
 */
final class Routers {
  private static final List<String> ALL =
      ImmutableList.of(
          "istio", "nginx", "alb", "smi", "ambassador", "appMesh", "traefik", "apisix", "plugins");

  private final boolean routed;
  private final TrafficRouting routing;
  private final List<String> names;
  private final ControllerVersion controller;
  private final Findings findings;

  Routers(CanaryStrategy canary, ControllerVersion controller, Findings findings) {
    this.routed = canary.isRouted();
    this.routing = canary.trafficRouting().orElse(TrafficRouting.empty());
    this.names = routing.routers();
    this.controller = controller;
    this.findings = findings;
  }

  /** Returns the traffic routing; the empty one without traffic routing. */
  TrafficRouting routing() {
    return routing;
  }

  /** Returns whether all routers could be read; rules about certain ones are silent otherwise. */
  boolean known() {
    for (String name : ALL) {
      if (findings.isUnreadable(Paths.ROUTING.child(name))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the names of the routers that are set. */
  List<String> names() {
    return names;
  }

  /** Returns whether any of these routers is set. */
  boolean has(String... wanted) {
    return !Collections.disjoint(names, Arrays.asList(wanted));
  }

  /** Returns whether all routers are known and none of these is among them. */
  boolean lack(String... wanted) {
    return known() && !has(wanted);
  }

  /**
   * Returns whether all routers are known and none of these is among them, nor a plugin in a
   * controller that takes one in their place (canary.md 0.1).
   */
  boolean lackUnlessPlugin(String... wanted) {
    return lack(wanted) && !(controller.has(Capability.TAKES_PLUGINS_FOR_ALL) && has("plugins"));
  }

  /** Returns how {@link #lackUnlessPlugin} counts plugins, to go on after the other routers. */
  String andPlugins() {
    return controller.has(Capability.TAKES_PLUGINS_FOR_ALL)
        ? " and plugins"
        : " and, from v1.10 on, plugins";
  }

  /** Returns the routers in words: {@code nginx and smi}, {@code no router}. */
  String inWords() {
    return names.isEmpty() ? "no router" : String.join(" and ", names);
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
        Refusal.of(rule, path, field + " is used " + used + "; only " + able, "remove " + path));
  }

  /** Checks that each router has the one field or its list, neither none nor both. */
  void check() {
    if (routing.nginx().isPresent()) {
      Nginx nginx = routing.nginx().get();
      oneOf(
          RouterRules.NGINX_INGRESS_AMBIGUOUS,
          "nginx",
          "stableIngress",
          nginx.stableIngress(),
          nginx.stableIngresses());
    }
    if (routing.alb().isPresent()) {
      Alb alb = routing.alb().get();
      oneOf(RouterRules.ALB_INGRESS_AMBIGUOUS, "alb", "ingress", alb.ingress(), alb.ingresses());
    }
    if (routing.istio().isPresent()) {
      IstioTrafficRouting istio = routing.istio().get();
      oneOf(
          RouterRules.VIRTUAL_SERVICE_AMBIGUOUS,
          "istio",
          "virtualService",
          istio.virtualService(),
          istio.virtualServices());
    }
  }

  private void oneOf(Rule rule, String router, String field, Optional<?> one, List<?> several) {
    // The list has the field's name in the plural: virtualServices, ingresses.
    String list = field + (field.endsWith("s") ? "es" : "s");
    FieldPath path = Paths.ROUTING.child(router);
    boolean given = one.isPresent();
    if (given != several.isEmpty()
        && !findings.isUnreadable(path.child(field))
        && !findings.isUnreadable(path.child(list))
        && !findings.hasUnreadableBelow(path.child(list))) {
      findings.add(
          rule,
          path,
          (given ? "both \"" : "neither \"")
              + field
              + (given ? "\" and \"" : "\" nor \"")
              + list
              + (given ? "\" are given; " : "\" is given; ")
              + router
              + " needs exactly one",
          (given ? "remove " : "add ") + path.child(field));
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.rollout.AntiAffinity;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IntOrPercent;
import io.canaryplan.rollout.OtherRouters;
import io.canaryplan.rollout.PingPong;
import io.canaryplan.rollout.TrafficRouting;
import java.util.Optional;

/** The spec pass, canary part: C-1 to C-14 (spec/istio.md 3.3), in the controller's order. */
final class CanaryRules {
  private static final long DEFAULT_LIMIT = 25;

  private CanaryRules() {}

  static void check(CanaryStrategy canary, Routers routers, Findings findings) {
    limits(canary, findings);
    servicesDiffer(canary, findings);
    canary.pingPong().ifPresent(pingPong -> pingPong(pingPong, canary, routers, findings));
    servicesNamed(canary, routers, findings);
    scaling(canary, findings);
    maxTrafficWeight(canary, routers, findings);
  }

  private static void limits(CanaryStrategy canary, Findings findings) {
    boolean known = !findings.isUnreadable(Paths.CANARY.child("maxUnavailable"));
    if (known && number(canary.maxSurge()) == 0 && number(canary.maxUnavailable()) == 0) {
      findings.refuse(
          CheckRule.SURGE_LIMITS_BOTH_ZERO,
          Paths.CANARY.child("maxSurge"),
          "maxSurge "
              + quoted(canary.maxSurge())
              + " and maxUnavailable "
              + quoted(canary.maxUnavailable())
              + " both count as 0; one of them must allow a change",
          "raise spec.strategy.canary.maxSurge or spec.strategy.canary.maxUnavailable above 0");
    }
  }

  private static long number(Optional<IntOrPercent> limit) {
    return limit.map(IntOrPercent::validatedNumber).orElse(DEFAULT_LIMIT);
  }

  private static String quoted(Optional<IntOrPercent> limit) {
    return "\"" + Texts.cut(limit.map(IntOrPercent::written).orElse("25%")) + "\"";
  }

  private static void servicesDiffer(CanaryStrategy canary, Findings findings) {
    if (canary.stableService().isPresent()
        && canary.stableService().equals(canary.canaryService())) {
      findings.refuse(
          CheckRule.SERVICES_EQUAL,
          Paths.CANARY.child("stableService"),
          "\""
              + Texts.cut(canary.stableService().get())
              + "\" is stableService and canaryService; each version needs a Service of its own",
          "name another Service in spec.strategy.canary.canaryService");
    }
  }

  private static void pingPong(
      PingPong pingPong, CanaryStrategy canary, Routers routers, Findings findings) {
    FieldPath path = Paths.CANARY.child("pingPong");
    if (routers.routed() && routers.known() && !routers.hasAny("alb", "istio", "plugins")) {
      findings.refuse(
          CheckRule.PING_PONG_UNSUPPORTED,
          Paths.ROUTING.child("alb"),
          "\"pingPong\" is used " + routers.used() + "; only alb, istio and plugins support it",
          "remove spec.strategy.canary.pingPong, or use another router");
    }
    pingPongService("pingService", pingPong.pingService(), findings);
    pingPongService("pongService", pingPong.pongService(), findings);
    if (pingPong.pingService().equals(pingPong.pongService())
        && !findings.isUnreadable(path.child("pongService"))) {
      findings.refuse(
          CheckRule.PING_PONG_SERVICES_EQUAL,
          path.child("pingService"),
          "\""
              + Texts.cut(pingPong.pingService())
              + "\" is pingService and pongService; two different Services are needed",
          "name another Service in " + path.child("pongService"));
    }
    Optional<OtherRouters.Alb> alb = canary.trafficRouting().flatMap(TrafficRouting::alb);
    if (alb.isPresent() && alb.get().rootService().isEmpty()) {
      findings.refuse(
          CheckRule.PING_PONG_ROOT_SERVICE_MISSING,
          Paths.ROUTING.child("alb").child("rootService"),
          "\"rootService\" is missing; alb needs it with pingPong",
          "add " + Paths.ROUTING.child("alb").child("rootService"));
    }
  }

  private static void pingPongService(String field, String name, Findings findings) {
    FieldPath path = Paths.CANARY.child("pingPong").child(field);
    if (name.isEmpty()) {
      findings.refuse(
          CheckRule.PING_PONG_SERVICE_MISSING,
          path,
          "\"\" names no Service; pingPong needs both Services",
          "name a Service in " + path);
    }
  }

  private static void servicesNamed(CanaryStrategy canary, Routers routers, Findings findings) {
    if (routers.known() && servicesRequired(canary, routers)) {
      serviceNamed("stableService", canary.stableService(), routers, findings);
      serviceNamed("canaryService", canary.canaryService(), routers, findings);
    }
  }

  private static boolean servicesRequired(CanaryStrategy canary, Routers routers) {
    boolean pingPong = canary.pingPong().isPresent();
    boolean subsets =
        canary
            .trafficRouting()
            .flatMap(TrafficRouting::istio)
            .filter(istio -> istio.destinationRule().isPresent())
            .isPresent();
    return routers.hasAny("smi", "apisix", "ambassador", "nginx", "appMesh", "traefik")
        || (routers.has("alb") && !pingPong)
        || (routers.has("istio") && !subsets && !pingPong);
  }

  private static void serviceNamed(
      String field, Optional<String> name, Routers routers, Findings findings) {
    if (name.isEmpty()) {
      findings.refuse(
          CheckRule.SERVICE_MISSING,
          Paths.CANARY.child(field),
          "\"" + field + "\" is missing; " + needs(routers) + " both Services",
          "name a Service in " + Paths.CANARY.child(field));
    }
  }

  private static String needs(Routers routers) {
    return routers.has("istio") && routers.names().size() == 1
        ? "istio without destinationRule needs"
        : routers.inWords() + (routers.names().size() == 1 ? " needs" : " need");
  }

  private static void scaling(CanaryStrategy canary, Findings findings) {
    boolean delay = canary.scaleDownDelaySeconds().isPresent();
    if (delay && !canary.isRouted()) {
      findings.refuse(
          CheckRule.SCALE_DOWN_DELAY_WITHOUT_ROUTING,
          Paths.CANARY.child("scaleDownDelaySeconds"),
          "scaleDownDelaySeconds \""
              + canary.scaleDownDelaySeconds().getAsInt()
              + "\" needs traffic routing; without it old pods go step by step",
          "remove spec.strategy.canary.scaleDownDelaySeconds");
    }
    if (!canary.dynamicStableScale()) {
      return;
    }
    FieldPath path = Paths.CANARY.child("dynamicStableScale");
    if (!canary.isRouted()) {
      findings.refuse(
          CheckRule.DYNAMIC_STABLE_SCALE_WITHOUT_ROUTING,
          path,
          "dynamicStableScale \"true\" needs traffic routing; without it stable shrinks with every step anyway",
          "remove " + path);
    } else if (delay) {
      findings.refuse(
          CheckRule.DYNAMIC_STABLE_SCALE_WITH_DELAY,
          path,
          "dynamicStableScale \"true\" and scaleDownDelaySeconds exclude each other; a stable"
              + " version that shrinks is not kept for a delay",
          "remove " + path + " or spec.strategy.canary.scaleDownDelaySeconds");
    }
  }

  private static void maxTrafficWeight(CanaryStrategy canary, Routers routers, Findings findings) {
    canary
        .trafficRouting()
        .filter(routing -> routing.maxTrafficWeight().isPresent())
        .filter(routing -> routers.known() && !routers.hasAny("nginx", "plugins"))
        .ifPresent(
            routing ->
                findings.refuse(
                    CheckRule.MAX_TRAFFIC_WEIGHT_UNSUPPORTED,
                    Paths.ROUTING.child("maxTrafficWeight"),
                    "maxTrafficWeight \""
                        + routing.maxWeight()
                        + "\" is used "
                        + routers.used()
                        + "; only nginx and plugins know another maximum than 100",
                    "remove " + Paths.ROUTING.child("maxTrafficWeight")));
  }

  static void checkAntiAffinity(
      Optional<AntiAffinity> antiAffinity, FieldPath strategy, Findings findings) {
    FieldPath path = strategy.child("antiAffinity");
    if (antiAffinity.isEmpty()) {
      return;
    }
    boolean preferred = antiAffinity.get().preferredWeight().isPresent();
    if (preferred == antiAffinity.get().required()) {
      findings.refuse(
          CheckRule.ANTI_AFFINITY_KIND,
          path,
          (preferred ? "both kinds are given" : "\"{}\" gives no kind")
              + "; antiAffinity needs exactly one of the preferred and the required kind",
          "keep one kind in " + path);
    }
    int weight = antiAffinity.get().preferredWeight().orElse(1);
    if (weight < 1 || weight > 100) {
      FieldPath real =
          path.child("preferredDuringSchedulingIgnoredDuringExecution").child("weight");
      findings.refuse(
          CheckRule.ANTI_AFFINITY_WEIGHT,
          real,
          "spec.strategy.antiAffinity.weight",
          "\"" + weight + "\" is out of range; the weight runs from 1 to 100",
          "change " + real);
    }
  }
}

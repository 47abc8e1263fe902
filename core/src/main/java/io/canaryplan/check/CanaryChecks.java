// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.PingPong;
import io.canaryplan.rollout.Refusal;
import io.canaryplan.rollout.RouterKind;
import io.canaryplan.rollout.TrafficRouter.Alb;
import java.util.Optional;

/** What the controller refuses in a canary strategy (istio.md 3.3), in its order. */
final class CanaryChecks {
  private static final IntOrPercent DEFAULT_LIMIT = IntOrPercent.ofPercent(25);

  private final CanaryStrategy canary;
  private final Routers routers;
  private final Findings findings;

  private CanaryChecks(CanaryStrategy canary, Routers routers, Findings findings) {
    this.canary = canary;
    this.routers = routers;
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    subject
        .canary()
        .ifPresent(
            canary ->
                new CanaryChecks(
                        canary, new Routers(canary, subject.controller(), findings), findings)
                    .run());
  }

  private void run() {
    limits();
    servicesDiffer();
    canary.pingPong().ifPresent(this::pingPong);
    servicesNamed();
    scaling();
    maxTrafficWeight();
  }

  private void limits() {
    IntOrPercent surge = canary.maxSurge().orElse(DEFAULT_LIMIT);
    IntOrPercent unavailable = canary.maxUnavailable().orElse(DEFAULT_LIMIT);
    if (surge.validatedNumber() == 0
        && unavailable.validatedNumber() == 0
        && !findings.isUnreadable(Paths.CANARY.child("maxUnavailable"))) {
      findings.add(
          Refusal.of(
              CanaryRules.SURGE_LIMITS_BOTH_ZERO,
              Paths.CANARY.child("maxSurge"),
              """
              maxSurge %s and maxUnavailable %s both count as 0; one of them must allow a change"""
                  .formatted(Quotation.of(surge.written()), Quotation.of(unavailable.written())),
              "raise spec.strategy.canary.maxSurge or spec.strategy.canary.maxUnavailable above 0"));
    }
  }

  private void servicesDiffer() {
    Optional<String> stable = canary.stableService();
    if (stable.isPresent() && stable.equals(canary.canaryService())) {
      findings.add(
          Refusal.of(
              CanaryRules.SERVICES_EQUAL,
              Paths.CANARY.child("stableService"),
              "%s is stableService and canaryService; each version needs a Service of its own"
                  .formatted(Quotation.of(stable.get())),
              "name another Service in spec.strategy.canary.canaryService"));
    }
  }

  private void pingPong(PingPong pingPong) {
    FieldPath ping = Paths.CANARY.child("pingPong").child("pingService");
    FieldPath pong = Paths.CANARY.child("pingPong").child("pongService");
    FieldPath alb = Paths.ROUTING.child("alb");
    if (canary.isRouted() && routers.lackUnlessPlugin(RouterKind.ALB, RouterKind.ISTIO)) {
      findings.add(
          Refusal.of(
              CanaryRules.PING_PONG_UNSUPPORTED,
              alb,
              "\"pingPong\" is used with %s; only alb, istio%s support it"
                  .formatted(routers.inWords(), routers.andPlugins()),
              "remove spec.strategy.canary.pingPong, or use another router"));
    }
    pingPongService(ping, pingPong.pingService());
    pingPongService(pong, pingPong.pongService());
    if (pingPong.pingService().equals(pingPong.pongService()) && !findings.isUnreadable(pong)) {
      findings.add(
          Refusal.of(
              CanaryRules.PING_PONG_SERVICES_EQUAL,
              ping,
              "%s is pingService and pongService; two different Services are needed"
                  .formatted(Quotation.of(pingPong.pingService())),
              "name another Service in %s".formatted(pong)));
    }
    Optional<Alb> router = routers.routing().router(Alb.class);
    if (router.isPresent() && router.get().rootService().isEmpty()) {
      findings.add(
          Refusal.of(
              CanaryRules.PING_PONG_ROOT_SERVICE_MISSING,
              alb.child("rootService"),
              "\"rootService\" is missing; alb needs it with pingPong",
              "add %s".formatted(alb.child("rootService"))));
    }
  }

  private void pingPongService(FieldPath path, String name) {
    if (name.isEmpty()) {
      findings.add(
          Refusal.of(
              CanaryRules.PING_PONG_SERVICE_MISSING,
              path,
              "\"\" names no Service; pingPong needs both Services",
              "name a Service in %s".formatted(path)));
    }
  }

  private void servicesNamed() {
    if (routers.known() && servicesRequired()) {
      serviceNamed("stableService", canary.stableService());
      serviceNamed("canaryService", canary.canaryService());
    }
  }

  private boolean servicesRequired() {
    if (routers.has(
        RouterKind.SMI,
        RouterKind.APISIX,
        RouterKind.AMBASSADOR,
        RouterKind.NGINX,
        RouterKind.APP_MESH,
        RouterKind.TRAEFIK)) {
      return true;
    }
    Optional<IstioTrafficRouting> istio = routers.routing().istio();
    boolean byHost = istio.isPresent() && istio.get().destinationRule().isEmpty();
    return canary.pingPong().isEmpty() && (routers.has(RouterKind.ALB) || byHost);
  }

  private void serviceNamed(String field, Optional<String> name) {
    if (name.isEmpty()) {
      findings.add(
          Refusal.of(
              CanaryRules.SERVICE_MISSING,
              Paths.CANARY.child(field),
              "\"%s\" is missing; %s both Services".formatted(field, needs()),
              "name a Service in %s".formatted(Paths.CANARY.child(field))));
    }
  }

  private String needs() {
    if (routers.kinds().size() > 1) {
      return routers.inWords() + " need";
    }
    return routers.inWords()
        + (routers.has(RouterKind.ISTIO) ? " without destinationRule needs" : " needs");
  }

  private void scaling() {
    boolean delay = canary.scaleDownDelaySeconds().isPresent();
    if (delay && !canary.isRouted()) {
      findings.add(
          Refusal.of(
              CanaryRules.SCALE_DOWN_DELAY_WITHOUT_ROUTING,
              Paths.CANARY.child("scaleDownDelaySeconds"),
              """
              scaleDownDelaySeconds "%s" needs traffic routing; without it old pods go step by \
              step"""
                  .formatted(canary.scaleDownDelaySeconds().getAsInt()),
              "remove spec.strategy.canary.scaleDownDelaySeconds"));
    }
    if (!canary.dynamicStableScale()) {
      return;
    }
    FieldPath path = Paths.CANARY.child("dynamicStableScale");
    if (!canary.isRouted()) {
      findings.add(
          Refusal.of(
              CanaryRules.DYNAMIC_STABLE_SCALE_WITHOUT_ROUTING,
              path,
              "dynamicStableScale \"true\" needs traffic routing; without it stable shrinks with every step anyway",
              "remove %s".formatted(path)));
    } else if (delay) {
      findings.add(
          Refusal.of(
              CanaryRules.DYNAMIC_STABLE_SCALE_WITH_DELAY,
              path,
              """
              dynamicStableScale "true" and scaleDownDelaySeconds exclude each other; a stable \
              version that shrinks is not kept for a delay""",
              "remove %s or spec.strategy.canary.scaleDownDelaySeconds".formatted(path)));
    }
  }

  private void maxTrafficWeight() {
    if (routers.routing().maxTrafficWeight().isPresent()
        && routers.lack(RouterKind.NGINX, RouterKind.PLUGIN)) {
      routers.refuse(
          CanaryRules.MAX_TRAFFIC_WEIGHT_UNSUPPORTED,
          Paths.ROUTING.child("maxTrafficWeight"),
          "\"maxTrafficWeight\"",
          "nginx and plugins know another maximum than 100");
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Rule;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.TrafficRouter.Alb;
import io.canaryplan.rollout.TrafficRouter.Ambassador;
import io.canaryplan.rollout.TrafficRouter.AppMesh;
import io.canaryplan.rollout.TrafficRouter.Nginx;
import io.canaryplan.rollout.TrafficRouting;
import java.util.List;
import java.util.Optional;

/** Each router has the one field or its list, neither none nor both (istio.md 3.5). */
final class RouterChecks {
  private final Findings findings;

  private RouterChecks(Findings findings) {
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    subject
        .canary()
        .flatMap(CanaryStrategy::trafficRouting)
        .ifPresent(routing -> new RouterChecks(findings).run(routing));
  }

  private void run(TrafficRouting routing) {
    routing
        .router(Nginx.class)
        .ifPresent(
            nginx ->
                oneOf(
                    RouterRules.NGINX_INGRESS_AMBIGUOUS,
                    "nginx",
                    "stableIngress",
                    nginx.stableIngress(),
                    nginx.stableIngresses()));
    routing
        .router(Alb.class)
        .ifPresent(
            alb ->
                oneOf(
                    RouterRules.ALB_INGRESS_AMBIGUOUS,
                    "alb",
                    "ingress",
                    alb.ingress(),
                    alb.ingresses()));
    routing
        .istio()
        .ifPresent(
            istio ->
                oneOf(
                    RouterRules.VIRTUAL_SERVICE_AMBIGUOUS,
                    "istio",
                    "virtualService",
                    istio.virtualService(),
                    istio.virtualServices()));
    if (routing
        .router(Ambassador.class)
        .filter(router -> router.mappings().isEmpty())
        .isPresent()) {
      noTarget("ambassador", "mappings", "ambassador");
    }
    if (routing
        .router(AppMesh.class)
        .filter(router -> router.virtualService().isEmpty())
        .isPresent()) {
      noTarget("appMesh", "virtualService", "appmesh");
    }
  }

  /** Refuses a router without its objects; {@code ownName} is the controller's name of it. */
  private void noTarget(String router, String field, String ownName) {
    FieldPath path = Paths.ROUTING.child(router).child(field);
    if (findings.knows(path)) {
      findings.add(
          RouterRules.ROUTER_TARGET_MISSING,
          path,
          Paths.ROUTING.child(ownName).child(field).toString(),
          "\"%s\" names nothing; %s needs it".formatted(field, router),
          "name an object in %s".formatted(path));
    }
  }

  private void oneOf(Rule rule, String router, String field, Optional<?> one, List<?> several) {
    // The list has the field's name in the plural: virtualServices, ingresses.
    String list = field + (field.endsWith("s") ? "es" : "s");
    FieldPath path = Paths.ROUTING.child(router);
    if (one.isPresent() == several.isEmpty()
        || findings.isUnreadable(path.child(field))
        || findings.isUnreadable(path.child(list))
        || findings.hasUnreadableBelow(path.child(list))) {
      return;
    }
    if (one.isPresent()) {
      findings.add(
          rule,
          path,
          "both \"%s\" and \"%s\" are given; %s needs exactly one".formatted(field, list, router),
          "remove %s".formatted(path.child(field)));
    } else {
      findings.add(
          rule,
          path,
          "neither \"%s\" nor \"%s\" is given; %s needs exactly one".formatted(field, list, router),
          "add %s".formatted(path.child(field)));
    }
  }
}

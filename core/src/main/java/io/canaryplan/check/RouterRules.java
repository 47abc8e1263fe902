// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.TrafficRouting;

/** The one-of rules of the reference pass: R-NG1, R-ALB1, R-VS1 (spec/istio.md 3.5). */
final class RouterRules {
  private RouterRules() {}

  static void check(CanaryStrategy canary, Findings findings) {
    canary.trafficRouting().ifPresent(routing -> check(routing, findings));
  }

  private static void check(TrafficRouting routing, Findings findings) {
    routing
        .nginx()
        .ifPresent(
            nginx ->
                oneOf(
                    CheckRule.NGINX_INGRESS_AMBIGUOUS,
                    new Choice("nginx", "stableIngress", "stableIngresses"),
                    nginx.stableIngress().isPresent(),
                    !nginx.stableIngresses().isEmpty(),
                    findings));
    routing
        .alb()
        .ifPresent(
            alb ->
                oneOf(
                    CheckRule.ALB_INGRESS_AMBIGUOUS,
                    new Choice("alb", "ingress", "ingresses"),
                    alb.ingress().isPresent(),
                    !alb.ingresses().isEmpty(),
                    findings));
    routing
        .istio()
        .ifPresent(
            istio ->
                oneOf(
                    CheckRule.VIRTUAL_SERVICE_AMBIGUOUS,
                    new Choice("istio", "virtualService", "virtualServices"),
                    istio.virtualService().isPresent(),
                    !istio.virtualServices().isEmpty(),
                    findings));
  }

  private record Choice(String router, String one, String many) {}

  private static void oneOf(
      CheckRule rule, Choice choice, boolean one, boolean many, Findings findings) {
    FieldPath path = Paths.ROUTING.child(choice.router());
    boolean unknown =
        findings.isUnreadable(path.child(choice.one()))
            || findings.isUnreadable(path.child(choice.many()))
            || findings.hasUnreadableBelow(path.child(choice.many()));
    if (one == many && !unknown) {
      findings.add(
          rule,
          path,
          (one ? "both" : "neither")
              + " \""
              + choice.one()
              + (one ? "\" and \"" : "\" nor \"")
              + choice.many()
              + "\" "
              + (one ? "are" : "is")
              + " given; "
              + choice.router()
              + " needs exactly one",
          (one ? "remove " : "add ") + path.child(choice.one()));
    }
  }
}

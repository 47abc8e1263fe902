// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Rule;
import java.util.List;

/** The webhook's rules for http rules (istio.md 4.4, istio-validation.md 1.2). */
final class HttpRouteCheck {
  private final Report report;
  private final boolean isDelegate;
  private final Destinations routes;
  // mirrors are checked even where the hosts of routes are not
  private final Destinations mirrors;
  private final HttpMatchCheck matches;
  private final HeaderCheck headers;
  private final HttpActionCheck actions;

  HttpRouteCheck(Report report, boolean isDelegate, boolean gatewaySemantics) {
    this.report = report;
    this.isDelegate = isDelegate;
    this.routes = new Destinations(report, gatewaySemantics);
    this.mirrors = new Destinations(report, false);
    this.matches = new HttpMatchCheck(report);
    this.headers = new HeaderCheck(report);
    this.actions = new HttpActionCheck(report);
  }

  void check(Place rule) {
    checkConflicts(rule);
    for (Place match : rule.get("match").items()) {
      matches.check(match);
    }
    headers.check(rule.get("headers"));
    headers.checkAuthority(rule);
    actions.check(rule);
    checkMirrors(rule);
    for (Place route : rule.get("route").items()) {
      headers.check(route.get("headers"));
    }
    routes.checkRoutes(rule.get("route"));
  }

  private void checkConflicts(Place rule) {
    boolean route = rule.get("route").hasItems();
    if (rule.get("delegate").isPresent()) {
      if (!isDelegate) {
        exclude(
            WebhookRouteRules.ISTIO_DELEGATE_CONFLICT,
            rule,
            "delegate",
            List.of("redirect", "route"));
        return;
      }
      report.webhook(
          WebhookRouteRules.ISTIO_DELEGATE_CONFLICT,
          rule.get("delegate"),
          "a delegate must not delegate itself",
          "route here, or give the VirtualService hosts");
    }
    if (rule.get("redirect").isPresent()) {
      List<String> others = List.of("route", "fault", "directResponse", "rewrite");
      exclude(WebhookRouteRules.ISTIO_ROUTE_CONFLICT, rule, "redirect", others);
    } else if (rule.get("directResponse").isPresent()) {
      List<String> others = List.of("route", "fault", "rewrite");
      exclude(WebhookRouteRules.ISTIO_ROUTE_CONFLICT, rule, "directResponse", others);
    } else if (!route) {
      report.webhook(
          WebhookRouteRules.ISTIO_ROUTE_MISSING,
          rule,
          rule + " has no route, redirect or directResponse",
          "add " + rule + ".route");
    }
    if (rule.get("mirror").isPresent() && rule.get("mirrors").hasItems()) {
      exclude(WebhookRouteRules.ISTIO_MIRROR_CONFLICT, rule, "mirrors", List.of("mirror"));
    }
  }

  private void exclude(Rule under, Place rule, String field, List<String> others) {
    for (String other : others) {
      boolean there =
          other.equals("route") ? rule.get(other).hasItems() : rule.get(other).isPresent();
      if (there) {
        report.webhook(
            under,
            rule,
            rule + " has both " + field + " and " + other + ", which exclude each other",
            "keep one of them");
      }
    }
  }

  private void checkMirrors(Place rule) {
    Place old = rule.get("mirrorPercent");
    if (!old.isPresent()) {
      old = rule.get("mirror_percent");
    }
    if (old.isPresent()) {
      if (old.integer() > 100) {
        percentage(old, old.text());
      }
      report.warning(
          WebhookRouteRules.ISTIO_MIRROR_PERCENT_OLD,
          old,
          old + " is deprecated",
          "use mirrorPercentage.value");
    }
    if (rule.get("mirrorPercentage").isPresent()) {
      checkPercentage(rule.get("mirrorPercentage").get("value"));
    }
    if (rule.get("mirror").isPresent()) {
      mirrors.check(rule.get("mirror"));
    }
    for (Place mirror : rule.get("mirrors").items()) {
      if (mirror.get("destination").isPresent()) {
        mirrors.check(mirror.get("destination"));
      }
      checkPercentage(mirror.get("percentage").get("value"));
    }
  }

  private void checkPercentage(Place value) {
    if (value.number() < 0 || value.number() > 100) {
      percentage(value, value.text());
    }
  }

  private void percentage(Place value, String text) {
    report.webhook(
        WebhookRouteRules.ISTIO_MIRROR_PERCENTAGE,
        value,
        "the percentage " + text + " is not in 0 to 100",
        "write 0 to 100");
  }
}

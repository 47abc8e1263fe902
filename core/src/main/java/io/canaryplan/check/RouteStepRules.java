// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.HeaderMatch;
import io.canaryplan.rollout.MirrorMatch;
import io.canaryplan.rollout.StringMatch;
import io.canaryplan.rollout.TrafficRouting;
import java.util.List;
import java.util.Optional;

/** The spec pass, header and mirror routes: S-7 to S-13 (spec/istio.md 3.4). */
final class RouteStepRules {
  private final int index;
  private final Routers routers;
  private final Findings findings;

  private RouteStepRules(int index, Routers routers, Findings findings) {
    this.index = index;
    this.routers = routers;
    this.findings = findings;
  }

  static void check(
      CanaryStep step, int index, CanaryStrategy canary, Routers routers, Findings findings) {
    RouteStepRules rules = new RouteStepRules(index, routers, findings);
    Optional<CanaryStep.SetHeaderRoute> header = step.part(CanaryStep.SetHeaderRoute.class);
    Optional<CanaryStep.SetMirrorRoute> mirror = step.part(CanaryStep.SetMirrorRoute.class);
    header.ifPresent(rules::header);
    mirror.ifPresent(rules::mirror);
    canary
        .trafficRouting()
        .ifPresent(
            routing -> {
              header.ifPresent(route -> rules.managed("setHeaderRoute", route.name(), routing));
              mirror.ifPresent(route -> rules.managed("setMirrorRoute", route.name(), routing));
            });
  }

  private void header(CanaryStep.SetHeaderRoute route) {
    if (!routers.known()) {
      return;
    }
    if (!routers.hasAny("istio", "alb", "apisix", "plugins")) {
      findings.refuse(
          CheckRule.HEADER_ROUTE_UNSUPPORTED,
          Paths.step(index, "setHeaderRoute"),
          "\""
              + Texts.cut(route.toString())
              + "\" is used "
              + routers.used()
              + "; only istio, alb, apisix and plugins route by header",
          "remove " + Paths.step(index, "setHeaderRoute"));
      return;
    }
    List<HeaderMatch> match = route.match();
    for (int j = 0; j < match.size(); j++) {
      FieldPath path = Paths.step(index, "setHeaderRoute").child("match").index(j);
      headerMatch(match.get(j), path);
    }
  }

  private void headerMatch(HeaderMatch match, FieldPath path) {
    if (findings.hasUnreadableBelow(path)) {
      return;
    }
    StringMatch value = match.headerValue();
    String header = "header \"" + Texts.cut(match.headerName()) + "\" has " + kinds(value);
    if (routers.has("alb")) {
      if (value.kinds() != 1 || value.exact().isEmpty()) {
        findings.refuse(
            CheckRule.HEADER_MATCH_NOT_EXACT,
            path,
            header + "; alb compares with exact only",
            "give " + path.child("headerValue") + " exact and nothing else");
      }
    } else if (value.kinds() != 1) {
      findings.refuse(
          CheckRule.HEADER_MATCH_KINDS,
          path,
          header + "; it needs exactly one of exact, prefix and regex",
          "give " + path.child("headerValue") + " one of exact, prefix and regex");
    }
  }

  private void mirror(CanaryStep.SetMirrorRoute route) {
    if (routers.known() && !routers.hasAny("istio", "plugins")) {
      findings.refuse(
          CheckRule.MIRROR_ROUTE_UNSUPPORTED,
          Paths.step(index, "setMirrorRoute"),
          "\""
              + Texts.cut(route.toString())
              + "\" is used "
              + routers.used()
              + "; only istio and plugins mirror requests",
          "remove " + Paths.step(index, "setMirrorRoute"));
    }
    List<MirrorMatch> match = route.match();
    for (int j = 0; j < match.size(); j++) {
      FieldPath path = Paths.step(index, "setMirrorRoute").child("match").index(j);
      // The controller tests the method twice and headers never; one finding each is enough.
      mirrorMatch("method", match.get(j).method(), path);
      mirrorMatch("path", match.get(j).path(), path);
    }
  }

  private void mirrorMatch(String part, Optional<StringMatch> value, FieldPath path) {
    if (value.isPresent()
        && value.get().kinds() != 1
        && !findings.hasUnreadableBelow(path.child(part))
        && !findings.isUnreadable(path.child(part))) {
      findings.refuse(
          CheckRule.MIRROR_MATCH_KINDS,
          path,
          "\""
              + part
              + "\" has "
              + kinds(value.get())
              + "; it needs exactly one of exact, prefix and regex",
          "give " + path.child(part) + " one of exact, prefix and regex");
    }
  }

  private static String kinds(StringMatch value) {
    return switch (value.kinds()) {
      case 0 -> "no value";
      case 1 -> "the kind " + (value.prefix().isPresent() ? "prefix" : "regex");
      default -> value.kinds() + " kinds of value";
    };
  }

  private void managed(String kind, String name, TrafficRouting routing) {
    if (routing.managedRoutes().isEmpty()) {
      findings.refuse(
          CheckRule.MANAGED_ROUTES_MISSING,
          Paths.ROUTING.child("managedRoutes"),
          "\"managedRoutes\" is missing; step "
              + index
              + " sets the route \""
              + Texts.cut(name)
              + "\"",
          "add " + Paths.ROUTING.child("managedRoutes") + " with the name " + Texts.cut(name));
    } else if (!routing.managedRoutes().contains(name)
        && !findings.hasUnreadableBelow(Paths.ROUTING.child("managedRoutes"))
        && !findings.isUnreadable(Paths.step(index, kind).child("name"))) {
      findings.refuse(
          CheckRule.MANAGED_ROUTE_UNDECLARED,
          Paths.step(index, kind),
          "\""
              + Texts.cut(name)
              + "\" is not in managedRoutes; a route that a step sets must be declared there",
          "add " + Texts.cut(name) + " to " + Paths.ROUTING.child("managedRoutes"));
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: what the controller refuses in a step. */
final class StepRules {
  static final Rule STEP_KINDS_EXCLUSIVE =
      Rule.error("step-kinds-exclusive")
          .title("Two kinds exclude each other in a step")
          .what(
              """
              Only one of setWeight, pause, experiment and analysis may stand in a step; the other
              kinds may join it.
              """)
          .why("The controller would not know which of the two completes the step.")
          .source("Argo Rollouts, validation of steps (istio.md 3.4)")
          .bad(
              """
              - setWeight: 20
                pause: {}
              """)
          .good(
              """
              - setWeight: 20
              - pause: {}
              """)
          .build();

  static final Rule SET_CANARY_SCALE_WITHOUT_ROUTING =
      Rule.error("set-canary-scale-without-routing")
          .title("setCanaryScale needs traffic routing")
          .what("Without traffic routing the weight is the scale.")
          .why("Without a router the ratio of pods is the only share of the traffic there is.")
          .source("Argo Rollouts, validation of steps (istio.md 3.4)")
          .bad("steps: [{setCanaryScale: {replicas: 3}}]")
          .good(
              """
              trafficRouting: …
              steps: [{setCanaryScale: {replicas: 3}}]
              """)
          .build();

  static final Rule HEADER_ROUTE_UNSUPPORTED =
      Rule.error("header-route-unsupported")
          .title("The router does not route by header")
          .what("Only istio, alb, apisix and plugins route by header.")
          .why("The controller refuses the step with any other router.")
          .source("Argo Rollouts, validation of steps (istio.md 3.4)")
          .bad(
              """
              trafficRouting: {nginx: {stableIngress: shop}}
              steps: [{setHeaderRoute: {name: beta}}]
              """)
          .good(
              """
              trafficRouting: {istio: …}
              steps: [{setHeaderRoute: {name: beta}}]
              """)
          .build();

  static final Rule HEADER_MATCH_NOT_EXACT =
      Rule.error("header-match-not-exact")
          .title("alb compares headers exactly")
          .what("alb compares headers with `exact` only.")
          .why("The router has no other comparison.")
          .source("Argo Rollouts, validation of steps (istio.md 3.4)")
          .bad("headerValue: {prefix: beta}")
          .good("headerValue: {exact: beta}")
          .build();

  static final Rule HEADER_MATCH_KINDS =
      Rule.error("header-match-kinds")
          .title("A header value needs exactly one kind")
          .what("A header value has none, or more than one, of exact, prefix and regex.")
          .why("A value that is compared in no way, or in two, is no condition.")
          .source("Argo Rollouts, validation of steps (istio.md 3.4)")
          .bad("headerValue: {exact: beta, regex: \"b.*\"}")
          .good("headerValue: {exact: beta}")
          .build();

  static final Rule MIRROR_ROUTE_UNSUPPORTED =
      Rule.error("mirror-route-unsupported")
          .title("The router does not mirror")
          .what("Only istio and plugins mirror requests.")
          .why("The controller refuses the step with any other router.")
          .source("Argo Rollouts, validation of steps (istio.md 3.4)")
          .versions("plugins since v1.10")
          .bad(
              """
              trafficRouting: {alb: {ingress: shop}}
              steps: [{setMirrorRoute: {name: shadow}}]
              """)
          .good(
              """
              trafficRouting: {istio: …}
              steps: [{setMirrorRoute: {name: shadow}}]
              """)
          .build();

  static final Rule MIRROR_MATCH_KINDS =
      Rule.error("mirror-match-kinds")
          .title("A mirror condition needs exactly one kind")
          .what(
              """
              The method or path of a mirror route has none, or more than one, of exact, prefix and
              regex.
              """)
          .why(
              """
              A value that is compared in no way, or in two, is no condition. Headers are not
              checked by the controller.
              """)
          .source("Argo Rollouts, validation of steps (istio.md 3.4)")
          .bad("path: {exact: /a, prefix: /b}")
          .good("path: {prefix: /b}")
          .build();

  static final Rule MANAGED_ROUTES_MISSING =
      Rule.error("managed-routes-missing")
          .title("managedRoutes is missing")
          .what("A step sets a route, and no route is declared; an empty list counts as none.")
          .why("The controller orders and removes only routes that are declared.")
          .source("Argo Rollouts, validation of steps (istio.md 3.4)")
          .bad("steps: [{setHeaderRoute: {name: beta}}]")
          .good("trafficRouting: {managedRoutes: [{name: beta}], istio: …}")
          .build();

  static final Rule MANAGED_ROUTE_UNDECLARED =
      Rule.error("managed-route-undeclared")
          .title("A route is not declared")
          .what("A step sets a route that `managedRoutes` does not name.")
          .why(
              """
              The order in `managedRoutes` is the order of the routes, so each needs a place there.
              """)
          .source("Argo Rollouts, validation of steps (istio.md 3.4)")
          .bad(
              """
              managedRoutes: [{name: alpha}]
              steps: [{setHeaderRoute: {name: beta}}]
              """)
          .good(
              """
              managedRoutes: [{name: alpha}, {name: beta}]
              steps: [{setHeaderRoute: {name: beta}}]
              """)
          .build();

  static final Rule EXPERIMENT_WEIGHT_WITHOUT_ROUTING =
      Rule.error("experiment-weight-without-routing")
          .title("The weight of an experiment needs traffic routing")
          .what("An experiment gets a share of the traffic only from a router.")
          .why("Without a router an experiment's pods have no share of their own.")
          .source("Argo Rollouts, validation of steps (istio.md 3.4)")
          .bad("experiment: {templates: [{name: a, weight: 5}]}")
          .good("experiment: {templates: [{name: a}]}")
          .build();

  static final Rule EXPERIMENT_WEIGHT_UNSUPPORTED =
      Rule.error("experiment-weight-unsupported")
          .title("The router cannot weight an experiment")
          .what("Only alb, smi, istio and plugins can weight an experiment.")
          .why("The controller refuses the step with any other router.")
          .source("Argo Rollouts, validation of steps (istio.md 3.4)")
          .bad(
              """
              trafficRouting: {nginx: …}
              steps: [{experiment: {templates: [{name: a, weight: 5}]}}]
              """)
          .good(
              """
              trafficRouting: {istio: …}
              steps: [{experiment: {templates: [{name: a, weight: 5}]}}]
              """)
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "What the controller refuses in a step",
          "",
          ImmutableList.of(
              STEP_KINDS_EXCLUSIVE,
              SET_CANARY_SCALE_WITHOUT_ROUTING,
              HEADER_ROUTE_UNSUPPORTED,
              HEADER_MATCH_NOT_EXACT,
              HEADER_MATCH_KINDS,
              MIRROR_ROUTE_UNSUPPORTED,
              MIRROR_MATCH_KINDS,
              MANAGED_ROUTES_MISSING,
              MANAGED_ROUTE_UNDECLARED,
              EXPERIMENT_WEIGHT_WITHOUT_ROUTING,
              EXPERIMENT_WEIGHT_UNSUPPORTED));

  private StepRules() {}
}

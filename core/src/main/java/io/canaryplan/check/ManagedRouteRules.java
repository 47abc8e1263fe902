// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: header and mirror routes. */
final class ManagedRouteRules {
  static final Rule MANAGED_ROUTE_WITHOUT_HTTP =
      Rule.error("managed-route-without-http")
          .title("A managed route needs http rules")
          .what("A header or mirror route is to be set in a VirtualService without http.")
          .why(
              """
              Header and mirror routes are http rules, and the controller looks for them there.
              """)
          .source("Argo Rollouts (istio.md 1.8)")
          .bad("spec: {tcp: […]}  # with setHeaderRoute")
          .good("spec: {http: […]}")
          .build();

  static final Rule MIRROR_ROUTE_WITHOUT_BASE =
      Rule.error("mirror-route-without-base")
          .title("A mirror route has no route to copy")
          .what(
              """
              A mirror route copies the weight route, and there is none; the controller crashes.
              """)
          .why("Its destinations are those of the rule that is weighted.")
          .source("Argo Rollouts (istio.md 1.9)")
          .bad("http: []  # with setMirrorRoute")
          .good("http: [{name: primary, route: […]}]")
          .build();

  static final Rule UNNAMED_ROUTES_MULTIPLIED =
      Rule.error("unnamed-routes-multiplied")
          .title("Rules of one name are multiplied")
          .what("The controller multiplies rules of equal names when it orders managed routes.")
          .why("Ordering pairs rules by name, so that two rules of one name become four.")
          .source("Argo Rollouts (istio.md 1.10)")
          .bad("http: [{name: a}, {name: a}]")
          .good("http: [{name: a}, {name: b}]")
          .build();

  static final Rule ROUTE_WRITES_CONFLICT =
      Rule.note("route-writes-conflict")
          .title("A route and a weight are written in one pass")
          .what(
              """
              A step that sets a managed route and a weight writes the VirtualService twice in one
              pass; the second write conflicts and follows one pass later.
              """)
          .why(
              """
              The second write meets a newer version of the VirtualService, conflicts and follows
              one pass later. Promotions and aborts, which remove the routes and reset the weight,
              take that extra pass too. The result is the same.
              """)
          .source("Argo Rollouts (istio.md 1.1)")
          .bad("steps: [{setWeight: 20, setHeaderRoute: …}]")
          .good("steps: [{setWeight: 20}, {setHeaderRoute: …}]")
          .build();

  static final Rule EMPTY_ROUTE_NAME =
      Rule.warning("empty-route-name")
          .title("A managed route has no name")
          .what("A header route without a name removes every rule without a name.")
          .why("Removing goes by name, and rules without one all match.")
          .source("Argo Rollouts (istio.md 1.12)")
          .bad("- setHeaderRoute: {name: \"\"}")
          .good("- setHeaderRoute: {name: beta}")
          .build();

  static final Rule BARE_CANARY_HOST =
      Rule.warning("bare-canary-host")
          .title("A managed route gets a bare host")
          .what(
              """
              The base rule uses a host with a namespace; a managed route gets the bare name, which
              means another Service elsewhere.
              """)
          .why(
              """
              The managed route is written with the name of the Service alone, and a bare name is
              looked up in the namespace of the VirtualService.
              """)
          .source("Argo Rollouts (istio.md 1.12)")
          .bad("- destination: {host: shop-canary.prod}  # with setHeaderRoute")
          .good("- destination: {host: shop-canary}")
          .build();

  static final Rule MANAGED_ROUTE_MATCHES_ALL =
      Rule.warning("managed-route-matches-all")
          .title("A managed route matches everything")
          .what("A managed route matches everything and shadows all rules after it.")
          .why("Managed routes stand first, and the first rule that matches answers.")
          .source("Argo Rollouts (istio.md 1.12)")
          .bad("match: [{path: {prefix: /}}]")
          .good("match: [{path: {prefix: /api}}]")
          .build();

  static final Rule MANAGED_ROUTE_TAKES_MORE =
      Rule.warning("managed-route-takes-more")
          .title("A managed route takes requests of other rules")
          .what(
              """
              A header or mirror route takes requests that its weight route does not match, or that
              a rule before it would take.
              """)
          .why(
              """
              Managed routes stand before all rules, and only the matches of the step are written
              into them: a header route asks for no path.
              """)
          .source("Argo Rollouts (istio.md 1.8 to 1.10)")
          .bad("http: [{name: primary, match: [{uri: {prefix: /shop}}], …}, {name: cart, …}]")
          .good("http: [{name: primary, …}]")
          .build();

  static final Rule MANAGED_ROUTE_LOSES_SETTINGS =
      Rule.warning("managed-route-loses-settings")
          .title("A managed route lacks what its rule sets")
          .what(
              """
              The weight route sets more than matches and destinations, such as `rewrite`,
              `timeout`, `retries` or `corsPolicy`; a header or mirror route has none of it.
              """)
          .why(
              """
              The controller writes name, matches and destinations alone, so that requests that the
              managed route takes are not rewritten, not repeated and not limited in time.
              """)
          .source("Argo Rollouts (istio.md 1.8, 1.9)")
          .bad("http: [{name: primary, rewrite: {uri: /}, timeout: 3s, …}]  # with setHeaderRoute")
          .good("http: [{name: primary, route: […]}]")
          .build();

  static final Rule MANAGED_ROUTE_COPIES_FIRST_PORT =
      Rule.warning("managed-route-copies-first-port")
          .title("A managed route has the port of another destination")
          .what(
              """
              A header or mirror route sends to the port of the first destination of the first
              weight route, but the canary has another one there, or another weight route does.
              """)
          .why(
              """
              The controller looks at no other destination for the port that it writes.
              """)
          .source("Argo Rollouts (istio.md 1.8, 1.9)")
          .bad("virtualService: {routes: [http, grpc]}  # of ports 80 and 9090")
          .good("virtualService: {routes: [http, admin]}  # both of port 80")
          .build();

  static final Rule USER_ROUTE_IS_MANAGED =
      Rule.warning("user-route-is-managed")
          .title("A route of your own has a managed name")
          .what(
              """
              A rule of your own has the name of a managed route; it is removed at the end of the
              rollout.
              """)
          .why("The controller knows its routes by their names only.")
          .source("Argo Rollouts (istio.md 1.11)")
          .bad("managedRoutes: [{name: primary}]  # http has a rule named primary")
          .good("managedRoutes: [{name: beta}]")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Header and mirror routes",
          "What the controller adds to a VirtualService and removes again.",
          ImmutableList.of(
              MANAGED_ROUTE_WITHOUT_HTTP,
              MIRROR_ROUTE_WITHOUT_BASE,
              UNNAMED_ROUTES_MULTIPLIED,
              ROUTE_WRITES_CONFLICT,
              EMPTY_ROUTE_NAME,
              BARE_CANARY_HOST,
              MANAGED_ROUTE_MATCHES_ALL,
              MANAGED_ROUTE_TAKES_MORE,
              MANAGED_ROUTE_LOSES_SETTINGS,
              MANAGED_ROUTE_COPIES_FIRST_PORT,
              USER_ROUTE_IS_MANAGED));

  private ManagedRouteRules() {}
}

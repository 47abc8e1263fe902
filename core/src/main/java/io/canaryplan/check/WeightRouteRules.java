// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: routes that are weighted. */
final class WeightRouteRules {
  static final Rule ROUTE_NOT_FOUND =
      Rule.error("route-not-found")
          .title("A route is not found")
          .what(
              """
              No rule of the VirtualService has the name, the port or the SNI hosts that the Rollout
              asks for.
              """)
          .why("The controller would not know where to write the weights.")
          .source("Argo Rollouts, validation of references (istio.md 3.5)")
          .bad("routes: [primray]")
          .good("routes: [primary]")
          .build();

  static final Rule ROUTE_SELECTOR_MISSING =
      Rule.error("route-selector-missing")
          .title("The routes to weight are not named")
          .what("Routes are left out although the VirtualService has several to choose from.")
          .why("The controller chooses a rule by itself only where there is just one.")
          .source("Argo Rollouts, validation of references (istio.md 3.5)")
          .bad("virtualService: {name: shop}  # two http rules")
          .good("virtualService: {name: shop, routes: [primary]}")
          .build();

  static final Rule CANARY_DESTINATION_MISSING =
      Rule.error("canary-destination-missing")
          .title("A route has no canary destination")
          .what("A weight route has no destination of the canary's Service or subset.")
          .why(
              """
              The controller changes weights of destinations that are there; it adds none for the
              canary.
              """)
          .source("Argo Rollouts, validation of references (istio.md 3.5)")
          .bad(
              """
              route:
              - destination: {host: shop}
              """)
          .good(
              """
              route:
              - destination: {host: shop}
              - destination: {host: shop-canary}
              """)
          .build();

  static final Rule STABLE_DESTINATION_MISSING =
      Rule.error("stable-destination-missing")
          .title("A route has no stable destination")
          .what("A weight route has no destination of the stable Service or subset.")
          .why(
              """
              The controller changes weights of destinations that are there; it adds none for
              stable.
              """)
          .source("Argo Rollouts, validation of references (istio.md 3.5)")
          .bad(
              """
              route:
              - destination: {host: shop-canary}
              """)
          .good(
              """
              route:
              - destination: {host: shop}
              - destination: {host: shop-canary}
              """)
          .build();

  static final Rule WEIGHTS_NEVER_WRITTEN =
      Rule.warning("weights-never-written")
          .title("Weights never reach the route")
          .what(
              """
              The Rollout names no routes, and with managed routes beside it, or up to v1.8.2 because
              it has a name, the base rule is never weighted, while the status shows progress.
              """)
          .why(
              """
              The controller takes the first rule for the one to weight, and that is the managed
              route by then.
              """)
          .source("Argo Rollouts (istio.md 1.3, 1.12)")
          .bad("virtualService: {name: shop}  # the rule has a name, managedRoutes is used")
          .good("virtualService: {name: shop, routes: [primary]}")
          .build();

  static final Rule SINGLE_ROUTE_UNLISTED =
      Rule.note("single-route-unlisted")
          .title("Older controllers pass over the only route")
          .what(
              """
              The VirtualService has one http rule, with a name that the Rollout does not list.
              """)
          .why(
              """
              1.7 and v1.8.0 to v1.8.2 find a rule that is not listed only if it has no name: the
              status shows progress, and the weights never change.
              """)
          .source("Argo Rollouts (istio.md 1.3)")
          .versions("Argo Rollouts 1.7 and v1.8.0 to v1.8.2")
          .bad("virtualService: {name: shop}  # its only rule is named primary")
          .good("virtualService: {name: shop, routes: [primary]}")
          .build();

  static final Rule ROUTE_LISTED_TWICE =
      Rule.warning("route-listed-twice")
          .title("A route is listed twice")
          .what("A route is listed twice and edited twice.")
          .why("The second edit works on positions that the first has moved.")
          .source("Argo Rollouts (istio.md 1.6)")
          .bad("routes: [primary, primary]")
          .good("routes: [primary]")
          .build();

  static final Rule BOTH_SUBSETS_BECOME_CANARY =
      Rule.warning("both-subsets-become-canary")
          .title("Both destinations count as the canary")
          .what(
              """
              `canaryService` is the host of both subsets, so that both destinations count as the
              canary.
              """)
          .why(
              """
              The host is compared before the subset, so the stable destination gets the canary's
              weight.
              """)
          .source("Argo Rollouts (istio.md 1.5)")
          .bad("canaryService: shop  # destinations: shop/canary and shop/stable")
          .good("canaryService: shop-canary")
          .build();

  static final Rule DESTINATIONS_REMOVED_UNRELIABLY =
      Rule.warning("destinations-removed-unreliably")
          .title("Destinations are removed unreliably")
          .what("Several destinations that must go at once are removed unreliably.")
          .why(
              """
              The controller deletes upwards by position, so that the second deletion misses.
              """)
          .source("Argo Rollouts (istio.md 1.6)")
          .versions("Argo Rollouts up to v1.9")
          .bad("route: three destinations that the Rollout does not know")
          .good("route: only the canary's and the stable destination")
          .build();

  static final Rule EXPERIMENT_ORDER_UNDETERMINED =
      Rule.note("experiment-order-undetermined")
          .title("The order of experiment destinations is random")
          .what(
              """
              The order of several experiment destinations is random, and so is that of the subsets
              of a DestinationRule.
              """)
          .why(
              """
              The controller goes through a Go map; the same traffic is written in another order
              each time.
              """)
          .source("Argo Rollouts (istio.md 1.5, 2.1)")
          .versions("Argo Rollouts up to v1.9; subsets in all versions")
          .bad("experiment: {templates: [{name: a, weight: 5}, {name: b, weight: 5}]}")
          .good("experiment: {templates: [{name: a, weight: 5}]}")
          .build();

  static final Rule FOREIGN_DESTINATION_REMOVED =
      Rule.warning("foreign-destination-removed")
          .title("A further destination is removed")
          .what(
              """
              A destination with weight that is neither canary nor stable is removed by the first
              write.
              """)
          .why("The controller keeps destinations that it knows and gives them all the weight.")
          .source("Argo Rollouts (istio.md 1.5)")
          .bad(
              """
              - destination: {host: other}
                weight: 10
              """)
          .good(
              """
              - destination: {host: shop}
                weight: 100
              """)
          .build();

  static final Rule ADDITIONAL_SUBSETS_ABOVE_HUNDRED =
      Rule.warning("additional-subsets-above-hundred")
          .title("Subsets together have more than 100")
          .what("Canary, experiments and additional subsets together have more than 100.")
          .why(
              """
              Istio refuses weights that do not add up, and stable cannot get less than nothing.
              """)
          .source("Argo Rollouts (istio.md 1.7)")
          .bad("additionalSubsetNames: [other]  # weight 30, with setWeight: 80")
          .good("additionalSubsetNames: [other]  # weight 10")
          .build();

  static final Rule SHORT_HOSTS_COLLAPSE =
      Rule.warning("short-hosts-collapse")
          .title("Hosts of two namespaces count as one")
          .what("Hosts of different namespaces have one short name and count as one.")
          .why("The controller compares hosts up to the first dot.")
          .source("Argo Rollouts (istio.md 1.5)")
          .bad(
              """
              - destination: {host: shop.a}
              - destination: {host: shop.b}
              """)
          .good(
              """
              - destination: {host: shop.a}
              - destination: {host: shop-canary.a}
              """)
          .build();

  static final Rule HOST_NOT_COMPLETED =
      Rule.warning("host-not-completed")
          .title("Istio does not complete a host with a dot")
          .what(
              """
              The destination of canary or stable has a host such as `shop-canary.prod`, with a
              namespace but not in full.
              """)
          .why(
              """
              Istio adds the namespace and `svc.cluster.local` to a name without a dot only, so that
              it knows no such host (IST0101) and answers with 503; the controller compares no more
              than the text before the first dot and is content.
              """)
          .source("Istio, analysis (istio-validation.md 1.2); Argo Rollouts (istio.md 1.4)")
          .bad("- destination: {host: shop-canary.prod}")
          .good("- destination: {host: shop-canary.prod.svc.cluster.local}")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Routes that are weighted",
          """
              What the controller finds, writes and removes in the rules that share the traffic.
              """,
          ImmutableList.of(
              ROUTE_NOT_FOUND,
              ROUTE_SELECTOR_MISSING,
              CANARY_DESTINATION_MISSING,
              STABLE_DESTINATION_MISSING,
              WEIGHTS_NEVER_WRITTEN,
              SINGLE_ROUTE_UNLISTED,
              ROUTE_LISTED_TWICE,
              BOTH_SUBSETS_BECOME_CANARY,
              DESTINATIONS_REMOVED_UNRELIABLY,
              EXPERIMENT_ORDER_UNDETERMINED,
              FOREIGN_DESTINATION_REMOVED,
              ADDITIONAL_SUBSETS_ABOVE_HUNDRED,
              SHORT_HOSTS_COLLAPSE,
              HOST_NOT_COMPLETED));

  private WeightRouteRules() {}
}

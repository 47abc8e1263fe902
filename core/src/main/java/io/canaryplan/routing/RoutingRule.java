// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import io.canaryplan.finding.Rule;
import io.canaryplan.finding.Severity;

/**
 * The rules about a Rollout and the documents it routes with. Letters are the rows of istio.md and
 * findings.md.
 */
public enum RoutingRule implements Rule {
  /** A referenced VirtualService is not among the documents; whether it fits is unknown. */
  VIRTUAL_SERVICE_UNKNOWN(Severity.NOTE),
  /** The referenced DestinationRule is not among the documents; whether it fits is unknown. */
  DESTINATION_RULE_UNKNOWN(Severity.NOTE),
  /** Several documents are what one reference means. */
  DOCUMENT_AMBIGUOUS(Severity.ERROR),
  /** Two references mean the same VirtualService. */
  VIRTUAL_SERVICE_REPEATED(Severity.ERROR),
  /** Two references of one name in different namespaces are checked alike (3.5). */
  VIRTUAL_SERVICE_NAMES_EQUAL(Severity.WARNING),
  /** No rule has the name, the port or the SNI hosts that the Rollout asks for (R-VS5 to R-VS7). */
  ROUTE_NOT_FOUND(Severity.ERROR),
  /** Routes are left out although there are several to choose from (R-VS5 to R-VS7). */
  ROUTE_SELECTOR_MISSING(Severity.ERROR),
  /** A weight route has no destination of the canary's Service or subset (R-VS5 to R-VS7). */
  CANARY_DESTINATION_MISSING(Severity.ERROR),
  /** A weight route has no destination of the stable Service or subset (R-VS5 to R-VS7). */
  STABLE_DESTINATION_MISSING(Severity.ERROR),
  /** A header or mirror route is to be set in a VirtualService without http (1.8). */
  MANAGED_ROUTE_WITHOUT_HTTP(Severity.ERROR),
  /** A mirror route finds no weight route to copy; the controller crashes (1.9). */
  MIRROR_ROUTE_WITHOUT_BASE(Severity.ERROR),
  /** The DestinationRule has no subset of the name that the Rollout gives (2.1, IST0101). */
  SUBSET_NOT_FOUND(Severity.ERROR),
  /** Weights never reach a rule beside managed routes (P10, B1, B2). */
  WEIGHTS_NEVER_WRITTEN(Severity.WARNING),
  /** The controller multiplies rules of equal names when it orders routes (1.10). */
  UNNAMED_ROUTES_MULTIPLIED(Severity.WARNING),
  /** A route is listed twice and so edited twice (1.6.9). */
  ROUTE_LISTED_TWICE(Severity.WARNING),
  /** Both subset destinations count as the canary (P12, B7). */
  BOTH_SUBSETS_BECOME_CANARY(Severity.WARNING),
  /** Changing managed routes and weights in one pass conflicts and is tried again (B10). */
  ROUTE_WRITES_CONFLICT(Severity.NOTE),
  /** A header route without a name removes every rule without a name (B11). */
  EMPTY_ROUTE_NAME(Severity.WARNING),
  /** Unchanged subsets with further keys are written again in every pass (2.3). */
  DESTINATION_RULE_ALWAYS_WRITTEN(Severity.NOTE),
  /** Controllers up to v1.9 remove several destinations unreliably (1.6.4). */
  DESTINATIONS_REMOVED_UNRELIABLY(Severity.WARNING),
  /** The order of several experiment destinations or subsets is not determined (1.5, 2.1). */
  EXPERIMENT_ORDER_UNDETERMINED(Severity.NOTE),
  /** A destination of no known Service or subset is removed by the first write (P11, B6). */
  FOREIGN_DESTINATION_REMOVED(Severity.WARNING),
  /** A further subset is removed from the DestinationRule (P11). */
  FOREIGN_SUBSET_REMOVED(Severity.WARNING),
  /** Weights of canary, experiments and additional subsets add up to more than 100 (P13, 1.7). */
  ADDITIONAL_SUBSETS_ABOVE_HUNDRED(Severity.WARNING),
  /** Hosts of different namespaces count as one (P14). */
  SHORT_HOSTS_COLLAPSE(Severity.WARNING),
  /** A managed route gets the bare canary host although the rule names another (P15). */
  BARE_CANARY_HOST(Severity.WARNING),
  /** A managed route matches everything (P16, B12). */
  MANAGED_ROUTE_MATCHES_ALL(Severity.WARNING),
  /** A rule of the user has the name of a managed route and is removed (P16, 1.11). */
  USER_ROUTE_IS_MANAGED(Severity.WARNING),
  /** Which of ping and pong is stable is not in the documents. */
  PING_PONG_ROLE_ASSUMED(Severity.NOTE);

  private final Severity severity;

  RoutingRule(Severity severity) {
    this.severity = severity;
  }

  @Override
  public Severity severity() {
    return severity;
  }
}

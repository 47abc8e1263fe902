// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Quotation;
import java.util.List;
import java.util.Optional;

/** Destinations and their weights, the same for http, tls and tcp (istio.md 4.3 and 4.5). */
final class Destinations {
  private static final int LAST_PORT = 65_535;

  private final Report report;
  private final boolean gatewaySemantics;

  /**
   * @param gatewaySemantics whether hosts of routes are not checked, as they come from the Gateway
   *     API
   */
  Destinations(Report report, boolean gatewaySemantics) {
    this.report = report;
    this.gatewaySemantics = gatewaySemantics;
  }

  /** Checks the weighted destinations of one rule. */
  void checkRoutes(Place routes) {
    List<Place> items = routes.items();
    int sum = 0; // wraps as in Istio
    for (Place route : items) {
      Place destination = route.get("destination");
      // The API server has refused an item without a destination.
      if (destination.isPresent() && !gatewaySemantics) {
        check(destination);
      }
      long weight = route.get("weight").integer();
      if (weight < 0) {
        report.webhook(
            WebhookRouteRules.ISTIO_WEIGHT_NEGATIVE,
            route.get("weight"),
            "the weight " + weight + " is below 0",
            "write 0 or more");
      }
      sum += (int) weight;
    }
    if (items.size() > 1 && sum == 0) {
      report.webhook(
          WebhookRouteRules.ISTIO_WEIGHTS_ZERO,
          routes,
          "the weights of " + routes + " add up to 0 in 32 bits",
          "give one of the destinations a weight above 0");
    }
  }

  /** Checks a destination that is there. */
  void check(Place destination) {
    Place host = destination.get("host");
    report.complaint(
        WebhookRouteRules.ISTIO_DESTINATION_HOST,
        host,
        host.text().equals("*")
            ? Optional.of("is no destination")
            : HostNames.wildcardComplaint(host.text()));
    Place subset = destination.get("subset");
    if (!subset.text().isEmpty() && !HostNames.isLabel(subset.text())) {
      report.webhook(
          WebhookRouteRules.ISTIO_DESTINATION_SUBSET,
          subset,
          Quotation.of(subset.text()) + " is no name of a subset",
          "use letters, digits and hyphens, as in the DestinationRule");
    }
    Place port = destination.get("port");
    if (port.isPresent() && !isPort(port.get("number").integer())) {
      report.webhook(
          WebhookRouteRules.ISTIO_DESTINATION_PORT,
          port,
          "the port number " + port.get("number").integer() + " is not in 1 to " + LAST_PORT,
          "write a port number, or remove " + port);
    }
  }

  static boolean isPort(long number) {
    return number >= 1 && number <= LAST_PORT;
  }
}

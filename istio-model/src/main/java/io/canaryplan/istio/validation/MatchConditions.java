// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Quotation;
import java.util.Optional;

/** Conditions that matches of http, tls and tcp share (istio.md H-11, T-4). */
final class MatchConditions {
  private MatchConditions() {}

  /** Checks subnets, port, labels and gateways; fields that a match cannot have are absent. */
  static void check(Place match, Report report) {
    for (Place subnet : match.get("destinationSubnets").items()) {
      if (!HostNames.isSubnet(subnet.text())) {
        report.webhook(
            WebhookRouteRules.ISTIO_MATCH_CONDITION,
            subnet,
            Quotation.of(subnet.text()) + " is neither an IP address nor a range of them",
            "write it like 10.0.0.0/8");
      }
    }
    Place port = match.get("port");
    if (port.integer() != 0 && !Destinations.isPort(port.integer())) {
      report.webhook(
          WebhookRouteRules.ISTIO_MATCH_CONDITION,
          port,
          "the port number " + port.integer() + " is not in 1 to 65535");
    }
    Place labels = match.get("sourceLabels");
    Optional<String> complaint = LabelSyntax.complaint(labels);
    if (complaint.isPresent()) {
      report.webhook(WebhookRouteRules.ISTIO_MATCH_CONDITION, labels, complaint.get());
    }
    Gateways.check(match.get("gateways"), WebhookRouteRules.ISTIO_MATCH_CONDITION, false, report);
  }

  /** Checks the namespace of the caller, which Istio does only for http. */
  static void checkNamespace(Place match, Report report) {
    Place namespace = match.get("sourceNamespace");
    if (!namespace.text().isEmpty() && !HostNames.isLabel(namespace.text())) {
      report.webhook(
          WebhookRouteRules.ISTIO_MATCH_CONDITION,
          namespace,
          Quotation.of(namespace.text()) + " is no namespace");
    }
  }
}

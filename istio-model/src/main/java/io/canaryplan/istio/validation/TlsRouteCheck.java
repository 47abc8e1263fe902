// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Quotation;
import java.util.Optional;

/** The webhook's rules for tls rules (istio.md T-1 to T-4). */
final class TlsRouteCheck {
  private final Report report;
  private final Place spec;

  TlsRouteCheck(Report report, Place spec) {
    this.report = report;
    this.spec = spec;
  }

  void check(Place rule) {
    if (!rule.get("match").hasItems()) {
      report.webhook(
          WebhookRouteRules.ISTIO_TLS_MATCH,
          rule.get("match"),
          rule + " has no match; tls rules need one");
    }
    for (Place match : rule.get("match").items()) {
      if (!match.get("sniHosts").hasItems()) {
        report.webhook(
            WebhookRouteRules.ISTIO_TLS_MATCH, match.get("sniHosts"), match + " has no sniHosts");
      }
      for (Place host : match.get("sniHosts").items()) {
        checkHost(host);
      }
      MatchConditions.check(match, report);
    }
    if (!rule.get("route").hasItems()) {
      report.webhook(WebhookRouteRules.ISTIO_ROUTE_MISSING, rule, rule + " has no route");
    }
  }

  private void checkHost(Place host) {
    Optional<String> complaint =
        host.text().startsWith("outbound_")
            ? HostNames.outboundComplaint(host.text())
            : HostNames.wildcardComplaint(host.text());
    if (complaint.isPresent() && HostNames.isAddress(host.text())) {
      report.warning(
          WebhookRouteRules.ISTIO_SNI_ADDRESS,
          host,
          "the SNI host " + Quotation.of(host.text()) + " is an IP address",
          "write the name that clients ask for; most send no address");
    } else if (complaint.isPresent()) {
      report.complaint(WebhookRouteRules.ISTIO_SNI_HOST, host, complaint);
    } else if (spec.get("hosts").items().stream()
        .noneMatch(outer -> HostNames.covers(outer.text(), host.text()))) {
      report.webhook(
          WebhookRouteRules.ISTIO_SNI_HOST,
          host,
          "the SNI host " + Quotation.of(host.text()) + " is not covered by spec.hosts",
          "add it to spec.hosts");
    }
  }
}

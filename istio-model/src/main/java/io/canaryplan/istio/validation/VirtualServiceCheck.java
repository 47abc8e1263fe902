// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Quotation;
import java.util.ArrayList;
import java.util.List;

/** The webhook's rules for a VirtualService (istio.md 4.2 to 4.5, istio-validation.md 1.2). */
final class VirtualServiceCheck {
  private final Place spec;
  private final Metadata metadata;
  private final Unchanged unchanged;
  private final Report report;
  private final boolean isDelegate;
  // bound to gateways only, so that it says nothing about requests inside the mesh
  private final boolean gatewaysOnly;

  VirtualServiceCheck(Place spec, Metadata metadata, Unchanged unchanged, Report report) {
    this.spec = spec;
    this.metadata = metadata;
    this.unchanged = unchanged;
    this.report = report;
    this.isDelegate = !spec.get("hosts").hasItems();
    List<Place> gateways = spec.get("gateways").items();
    this.gatewaysOnly =
        !gateways.isEmpty() && gateways.stream().noneMatch(name -> name.text().equals("mesh"));
  }

  void check() {
    if (isDelegate) {
      checkDelegate();
    }
    Gateways.check(spec.get("gateways"), VirtualServiceRules.ISTIO_GATEWAY_NAME, true, report);
    if (checkHosts()) {
      checkOverlaps();
    }
    if (!gatewaysOnly) {
      checkClaims();
    }
    boolean routes = false;
    for (String protocol : List.of("http", "tls", "tcp")) {
      routes |= spec.get(protocol).hasItems();
    }
    if (!routes) {
      report.webhook(
          VirtualServiceRules.ISTIO_ROUTES_MISSING,
          spec,
          "the VirtualService has no rule in http, tls or tcp",
          "add a rule to spec.http");
    }
    checkRoutes();
    metadata.checkExportTo(spec.get("exportTo"), false, report);
    if (!unchanged.hasSameMatches()) {
      Reachability.check(spec, report);
    }
  }

  private void checkDelegate() {
    for (String field : List.of("gateways", "tls", "tcp")) {
      if (spec.get(field).hasItems()) {
        report.webhook(
            VirtualServiceRules.ISTIO_DELEGATE_FIELDS,
            spec.get(field),
            "a VirtualService without hosts is a delegate, which must not have " + field,
            "add hosts, or remove " + field);
      }
    }
  }

  private boolean checkHosts() {
    boolean allValid = true;
    for (Place host : spec.get("hosts").items()) {
      var complaint =
          isOutbound(host.text())
              ? HostNames.outboundComplaint(host.text())
              : HostNames.wildcardComplaint(host.text());
      if (complaint.isPresent()) {
        if (!HostNames.isAddress(host.text())) {
          report.complaint(VirtualServiceRules.ISTIO_VIRTUAL_HOST, host, complaint);
          allValid = false;
        }
      } else if (!gatewaysOnly && host.text().equals("*")) {
        report.webhook(
            VirtualServiceRules.ISTIO_HOST_WILDCARD_IN_MESH,
            host,
            "the host * is only possible with gateways and without mesh",
            "name the hosts, or list gateways without mesh");
        allValid = false;
      }
    }
    return allValid;
  }

  /** Returns whether a name is read as one that Istio's gateways make for SNI. */
  private boolean isOutbound(String name) {
    return gatewaysOnly && name.startsWith("outbound_") && hasSniMatch();
  }

  private boolean hasSniMatch() {
    for (Place rule : spec.get("tls").items()) {
      for (Place match : rule.get("match").items()) {
        if (match.get("sniHosts").hasItems()) {
          return true;
        }
      }
    }
    return false;
  }

  private void checkOverlaps() {
    List<Place> hosts = spec.get("hosts").items();
    for (int later = 1; later < hosts.size(); later++) {
      Place host = hosts.get(later);
      for (Place earlier : hosts.subList(0, later)) {
        if (HostNames.overlap(earlier.text(), host.text())) {
          report.webhook(
              VirtualServiceRules.ISTIO_HOSTS_OVERLAP,
              host,
              "the hosts "
                  + Quotation.of(earlier.text())
                  + " and "
                  + Quotation.of(host.text())
                  + " overlap",
              "remove one of the two");
          break; // the others are the same cause
        }
      }
    }
  }

  private void checkClaims() {
    for (Place rule : changed("http")) {
      for (Place match : rule.get("match").items()) {
        List<Place> headers = new ArrayList<>(match.get("headers").entries());
        headers.addAll(match.get("withoutHeaders").entries());
        for (Place header : headers) {
          if (HeaderText.isClaim(header.key())) {
            report.webhook(
                VirtualServiceRules.ISTIO_CLAIM_IN_MESH,
                header,
                "a match of the token claim "
                    + Quotation.of(header.key())
                    + " is only possible with gateways and without mesh",
                "list gateways without mesh, or remove the match");
          }
        }
      }
    }
  }

  /** Returns the rules of a protocol that are looked at one by one. */
  private List<Place> changed(String protocol) {
    return spec.get(protocol).items().stream().filter(rule -> !unchanged.has(rule.node())).toList();
  }

  private void checkRoutes() {
    HttpRouteCheck http = new HttpRouteCheck(report, isDelegate, metadata.hasGatewaySemantics());
    for (Place rule : changed("http")) {
      http.check(rule);
    }
    TlsRouteCheck tls = new TlsRouteCheck(report, spec);
    Destinations destinations = new Destinations(report, metadata.hasGatewaySemantics());
    for (Place rule : changed("tls")) {
      tls.check(rule);
      destinations.checkRoutes(rule.get("route"));
    }
    for (Place rule : changed("tcp")) {
      if (!rule.get("route").hasItems()) {
        report.webhook(WebhookRouteRules.ISTIO_ROUTE_MISSING, rule, rule + " has no route");
      }
      for (Place match : rule.get("match").items()) {
        MatchConditions.check(match, report);
      }
      destinations.checkRoutes(rule.get("route"));
    }
  }
}

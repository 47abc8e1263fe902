// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import java.util.List;

/** The webhook's rules for traffic policies (istio.md DR-5, istio-validation.md 1.3). */
final class TrafficPolicyCheck {
  private static final List<String> PORT_FIELDS =
      List.of("outlierDetection", "connectionPool", "loadBalancer", "tls");

  private static final List<String> OTHER_FIELDS =
      List.of("tunnel", "proxyProtocol", "retryBudget");

  private final Metadata metadata;
  private final Report report;
  // Istio shows the warnings of the policy of the whole host only
  private final boolean warn;

  TrafficPolicyCheck(Metadata metadata, Report report, boolean warn) {
    this.metadata = metadata;
    this.report = report;
    this.warn = warn;
  }

  void check(Place policy) {
    if (!policy.isPresent()) {
      return;
    }
    boolean any = policy.get("portLevelSettings").hasItems();
    for (String field : PORT_FIELDS) {
      any |= policy.get(field).isPresent();
    }
    for (String field : OTHER_FIELDS) {
      any |= policy.get(field).isPresent();
    }
    if (!any) {
      report.webhook(
          PolicyRules.ISTIO_TRAFFIC_POLICY_EMPTY,
          policy,
          policy + " has no setting",
          "add a setting, or remove " + policy);
      return;
    }
    checkSettings(policy, warn);
    for (Place port : policy.get("portLevelSettings").items()) {
      checkPort(port);
    }
    checkTunnel(policy);
  }

  private void checkPort(Place port) {
    if (!port.get("port").isPresent()) {
      report.webhook(
          PolicyRules.ISTIO_PORT_POLICY, port, port + " has no port", "add " + port.get("port"));
    }
    if (PORT_FIELDS.stream().noneMatch(field -> port.get(field).isPresent())) {
      report.webhook(
          PolicyRules.ISTIO_PORT_POLICY, port, port + " has no setting", "add one, or remove it");
    }
    checkSettings(port, false);
  }

  private void checkSettings(Place policy, boolean warnings) {
    Place outliers = policy.get("outlierDetection");
    checkOutliers(outliers, warnings);
    new ConnectionPoolCheck(report).check(policy.get("connectionPool"));
    new LoadBalancerCheck(report, warnings).check(policy.get("loadBalancer"), outliers.isPresent());
    new ClientTlsCheck(metadata, report).check(policy.get("tls"));
  }

  private void checkOutliers(Place outliers, boolean warnings) {
    if (!outliers.isPresent()) {
      return;
    }
    Rule rule = PolicyRules.ISTIO_OUTLIER_DETECTION;
    HttpActionCheck.checkDuration(rule, outliers.get("interval"), report);
    HttpActionCheck.checkDuration(rule, outliers.get("baseEjectionTime"), report);
    if (warnings && outliers.get("consecutiveErrors").integer() != 0) {
      report.warning(
          PolicyRules.ISTIO_POLICY_DEPRECATED,
          outliers.get("consecutiveErrors"),
          "consecutiveErrors is deprecated",
          "use consecutiveGatewayErrors or consecutive5xxErrors");
    }
    Place local = outliers.get("consecutiveLocalOriginFailures");
    if (local.integer() > 0 && !outliers.get("splitExternalLocalOriginErrors").isTrue()) {
      report.webhook(
          rule,
          local,
          "consecutiveLocalOriginFailures counts only with splitExternalLocalOriginErrors",
          "set splitExternalLocalOriginErrors: true");
    }
    for (String field : List.of("maxEjectionPercent", "minHealthPercent")) {
      Place percent = outliers.get(field);
      if (percent.integer() < 0 || percent.integer() > 100) {
        report.webhook(rule, percent, field + " " + percent.integer() + " is not in 0 to 100");
      }
    }
  }

  private void checkTunnel(Place policy) {
    Place tunnel = policy.get("tunnel");
    Place proxy = policy.get("proxyProtocol");
    if (tunnel.isPresent() && proxy.isPresent()) {
      report.webhook(
          PolicyRules.ISTIO_TUNNEL, tunnel, policy + " has both tunnel and proxyProtocol");
    }
    if (!tunnel.isPresent()) {
      return;
    }
    Rule rule = PolicyRules.ISTIO_TUNNEL;
    Place protocol = tunnel.get("protocol");
    if (!List.of("", "CONNECT", "POST").contains(protocol.text())) {
      report.webhook(
          rule, protocol, Quotation.of(protocol.text()) + " is neither CONNECT nor POST");
    }
    Place host = tunnel.get("targetHost");
    if (!HostNames.isAddress(host.text())) {
      report.complaint(rule, host, HostNames.nameComplaint(host.text()));
    }
    Place port = tunnel.get("targetPort");
    if (!Destinations.isPort(port.integer())) {
      report.webhook(rule, port, "the port " + port.integer() + " is not in 1 to 65535");
    }
  }
}

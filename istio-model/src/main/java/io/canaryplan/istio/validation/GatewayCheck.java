// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.base.Ascii;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The webhook's rules for a Gateway (istio-validation.md 1.3). */
final class GatewayCheck {
  private static final Set<String> HTTP = Set.of("HTTP", "HTTP2", "GRPC", "GRPC-WEB", "HTTP_PROXY");
  private static final Set<String> TLS = Set.of("HTTPS", "TLS");
  private static final Set<String> OTHERS =
      Set.of("TCP", "UDP", "MONGO", "REDIS", "MYSQL", "HBONE");

  private static final String UNIX = "unix://";

  private final Place spec;
  private final Metadata metadata;
  private final Report report;

  GatewayCheck(Place spec, Metadata metadata, Report report) {
    this.spec = spec;
    this.metadata = metadata;
    this.report = report;
  }

  void check() {
    Place name = metadata.name();
    if (!HostNames.isLabel(name.text()) && !metadata.isOfGatewayApi()) {
      report.complaint(
          GatewayRules.ISTIO_GATEWAY_OBJECT_NAME,
          name,
          Optional.of("is no single label, which the name of a Gateway must be"));
    }
    List<Place> servers = spec.get("servers").items();
    if (servers.isEmpty()) {
      report.webhook(
          GatewayRules.ISTIO_GATEWAY_WITHOUT_SERVERS, spec, "the Gateway has no servers");
    }
    Set<String> names = new HashSet<>();
    for (Place server : servers) {
      checkServer(server);
      Place port = server.get("port");
      if (port.isPresent() && !names.add(port.get("name").text())) {
        report.webhook(
            GatewayRules.ISTIO_SERVER_PORT_NAME,
            port.get("name"),
            "two ports are named " + Quotation.of(port.get("name").text()),
            "name each port differently");
      }
      if (port.isPresent()
          && !HTTP.contains(protocol(server))
          && server.get("tls").get("httpsRedirect").isTrue()) {
        report.warning(
            GatewayRules.ISTIO_HTTPS_REDIRECT,
            server.get("tls").get("httpsRedirect"),
            "httpsRedirect is for ports of HTTP",
            "remove httpsRedirect");
      }
    }
  }

  private static String protocol(Place server) {
    return Ascii.toUpperCase(server.get("port").get("protocol").text());
  }

  private void checkServer(Place server) {
    if (!server.get("hosts").hasItems()) {
      report.webhook(
          GatewayRules.ISTIO_SERVER_HOSTS, server.get("hosts"), server + " has no hosts");
    }
    for (Place host : server.get("hosts").items()) {
      report.complaint(
          GatewayRules.ISTIO_SERVER_HOST,
          host,
          hostComplaint(host.text(), metadata.isOfGatewayApi()));
    }
    boolean port = checkPort(server);
    checkBind(server);
    if (port) {
      checkTls(server);
    }
    new ServerTlsCheck(report).check(server.get("tls"));
  }

  /**
   * Returns what is wrong with a host.
   *
   * @param none whether ~ may stand for no namespace
   */
  private static Optional<String> hostComplaint(String entry, boolean none) {
    int slash = entry.indexOf('/');
    String namespace = slash < 0 ? "*" : entry.substring(0, slash);
    String host = entry.substring(slash + 1);
    boolean open = namespace.equals("*") || namespace.equals(".");
    if (!open && !(none && namespace.equals("~")) && !HostNames.isLabel(namespace)) {
      return Optional.of("does not start with a namespace, * or .");
    }
    if (host.equals("*")) {
      return Optional.empty();
    }
    if (!host.contains(".")) {
      return Optional.of("is a short name; a Gateway needs whole host names");
    }
    Optional<String> complaint = HostNames.wildcardComplaint(host);
    if (complaint.isPresent() && !HostNames.isAddress(host)) {
      return complaint;
    }
    return host.contains("*") && !host.startsWith("*.")
        ? Optional.of("has a wildcard for a part of a label")
        : Optional.empty();
  }

  /** Returns whether the port is sound: of another one TLS is not asked for. */
  private boolean checkPort(Place server) {
    boolean sound = true;
    Place port = server.get("port");
    if (!port.isPresent()) {
      report.webhook(GatewayRules.ISTIO_SERVER_PORT, port, server + " has no port");
      return false;
    }
    String protocol = protocol(server);
    if (!isKnown(protocol)) {
      sound = false;
      report.webhook(
          GatewayRules.ISTIO_SERVER_PORT,
          port.get("protocol"),
          Quotation.of(port.get("protocol").text()) + " is no protocol of a Gateway",
          "write HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, TLS, TCP, MONGO, REDIS or MYSQL");
    }
    long number = port.get("number").integer();
    boolean unix = server.get("bind").text().startsWith(UNIX);
    if (!Destinations.isPort(number) && !(number == 0 && unix)) {
      sound = false;
      report.webhook(
          GatewayRules.ISTIO_SERVER_PORT,
          port.get("number"),
          "the port number " + number + " is not in 1 to 65535");
    }
    if (port.get("name").text().isEmpty()) {
      sound = false;
      report.webhook(GatewayRules.ISTIO_SERVER_PORT, port.get("name"), "the port has no name");
    }
    if (port.get("targetPort").integer() != 0) {
      sound = false;
      report.webhook(
          GatewayRules.ISTIO_SERVER_PORT,
          port.get("targetPort"),
          "targetPort is not for Gateways",
          "remove targetPort");
    }
    return sound;
  }

  private static boolean isKnown(String protocol) {
    return HTTP.contains(protocol) || TLS.contains(protocol) || OTHERS.contains(protocol);
  }

  private void checkBind(Place server) {
    Rule rule = GatewayRules.ISTIO_SERVER_BIND;
    Place bind = server.get("bind");
    String address = bind.text();
    if (!address.startsWith(UNIX)) {
      if (!address.isEmpty() && !HostNames.isAddress(address)) {
        report.complaint(rule, bind, Optional.of("is no IP address"));
      }
      return;
    }
    String path = address.substring(UNIX.length());
    boolean file = path.startsWith("/") && !path.endsWith("/");
    if (!path.startsWith("@") && !file) {
      report.complaint(rule, bind, Optional.of("is no absolute path of a socket"));
    }
    if (server.get("port").get("number").integer() != 0) {
      report.webhook(
          rule, bind, "a socket in the file system has no port", "set the port's number to 0");
    }
  }

  private void checkTls(Place server) {
    Place tls = server.get("tls");
    String protocol = protocol(server);
    if (TLS.contains(protocol)) {
      if (!tls.isPresent()) {
        report.webhook(
            GatewayRules.ISTIO_SERVER_TLS,
            tls,
            "a server of " + protocol + " needs tls",
            "add " + tls);
      }
    } else if (tls.isPresent() && !(HTTP.contains(protocol) && ServerTlsCheck.isPlain(tls))) {
      report.webhook(
          GatewayRules.ISTIO_SERVER_TLS,
          tls,
          "a server of "
              + Quotation.of(protocol)
              + (HTTP.contains(protocol) ? " can have httpsRedirect only" : " cannot have tls"),
          "set the protocol to HTTPS or TLS, or remove " + tls);
    }
  }
}

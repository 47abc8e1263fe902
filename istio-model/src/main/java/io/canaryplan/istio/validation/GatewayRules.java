// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** What Istio's webhook refuses of a Gateway. */
final class GatewayRules {
  /** The name of a Gateway has dots. */
  static final Rule ISTIO_GATEWAY_OBJECT_NAME =
      Rule.error("istio-gateway-object-name")
          .title("The name of a Gateway has dots")
          .what("The name of a Gateway is not one label of letters, digits and hyphens.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio-validation.md 1.3)")
          .bad("metadata: {name: web.public}")
          .good("metadata: {name: web-public}")
          .build();

  /** A Gateway has no servers. */
  static final Rule ISTIO_GATEWAY_WITHOUT_SERVERS =
      Rule.error("istio-gateway-without-servers")
          .title("A Gateway has no servers")
          .what("`servers` is missing or empty.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio-validation.md 1.3)")
          .bad("spec: {servers: []}")
          .good(
              "spec: {servers: [{hosts: [\"*\"], port: {number: 80, name: http, protocol: HTTP}}]}")
          .build();

  /** A server has no hosts. */
  static final Rule ISTIO_SERVER_HOSTS =
      Rule.error("istio-server-hosts")
          .title("A server has no hosts")
          .what("`hosts` of a server is empty.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio-validation.md 1.3)")
          .bad("hosts: []")
          .good("hosts: [\"*\"]")
          .build();

  /** A host of a server is malformed. */
  static final Rule ISTIO_SERVER_HOST =
      Rule.error("istio-server-host")
          .title("A host of a server is malformed")
          .what(
              """
              A host of a server is a short name, no host name, has a wildcard for part of a
              label, or stands after something that is no namespace.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio-validation.md 1.3)")
          .bad("hosts: [shop]")
          .good("hosts: [shop.example.com]")
          .build();

  /** The port of a server is malformed. */
  static final Rule ISTIO_SERVER_PORT =
      Rule.error("istio-server-port")
          .title("The port of a server is malformed")
          .what(
              """
              A server has no port, an unknown protocol, a number outside 1 to 65535 (0 with a
              socket), no name, or a `targetPort`.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio-validation.md 1.3)")
          .bad("port: {number: 80, name: http, protocol: H2}")
          .good("port: {number: 80, name: http, protocol: HTTP2}")
          .build();

  /** Two ports of a Gateway have one name. */
  static final Rule ISTIO_SERVER_PORT_NAME =
      Rule.error("istio-server-port-name")
          .title("Two ports of a Gateway have one name")
          .what("Two servers have ports of the same name.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio-validation.md 1.3)")
          .bad("name: http")
          .good("name: http-2")
          .build();

  /** A server is bound to no address. */
  static final Rule ISTIO_SERVER_BIND =
      Rule.error("istio-server-bind")
          .title("A server is bound to no address")
          .what("`bind` is neither an IP address nor `unix://` with an absolute path and port 0.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio-validation.md 1.3)")
          .bad("bind: localhost")
          .good("bind: 127.0.0.1")
          .build();

  /** The TLS of a server does not fit its protocol. */
  static final Rule ISTIO_SERVER_TLS =
      Rule.error("istio-server-tls")
          .title("The TLS of a server does not fit its protocol")
          .what(
              """
              A server of HTTPS or TLS has no `tls`, or one of another protocol has `tls`;
              HTTP may have `httpsRedirect` alone.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio-validation.md 1.3)")
          .bad("port: {number: 443, name: https, protocol: HTTPS}")
          .good(
              """
              port: {number: 443, name: https, protocol: HTTPS}
              tls: {mode: SIMPLE, credentialName: shop}
              """)
          .build();

  /** Certificates of a server do not fit its mode. */
  static final Rule ISTIO_SERVER_CERTIFICATES =
      Rule.error("istio-server-certificates")
          .title("Certificates of a server do not fit its mode")
          .what(
              """
              `tls` lacks certificates that its mode needs, has some that its mode excludes,
              or names them in more than one way.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio-validation.md 1.3)")
          .bad("tls: {mode: SIMPLE}")
          .good("tls: {mode: SIMPLE, credentialName: shop}")
          .build();

  /** TLS settings of a server have no effect. */
  static final Rule ISTIO_SERVER_TLS_IGNORED =
      Rule.warning("istio-server-tls-ignored")
          .title("TLS settings of a server have no effect")
          .what(
              """
              Certificates where TLS is passed through, a version below 1.2 without cipher
              suites, unknown or repeated cipher suites.
              """)
          .why("Istio ignores them and warns.")
          .source("Istio, webhook (istio-validation.md 1.3)")
          .bad("tls: {mode: PASSTHROUGH, credentialName: shop}")
          .good("tls: {mode: SIMPLE, credentialName: shop}")
          .build();

  /** httpsRedirect is set on a port that is not HTTP. */
  static final Rule ISTIO_HTTPS_REDIRECT =
      Rule.warning("istio-https-redirect")
          .title("httpsRedirect is set on a port that is not HTTP")
          .what("`tls.httpsRedirect` stands on a server whose protocol is not HTTP.")
          .why("There is no plain request to redirect; Istio warns of it.")
          .source("Istio, webhook (istio-validation.md 1.3)")
          .bad(
              """
              port: {number: 443, name: https, protocol: HTTPS}
              tls: {httpsRedirect: true, mode: SIMPLE, credentialName: shop}
              """)
          .good(
              """
              port: {number: 80, name: http, protocol: HTTP}
              tls: {httpsRedirect: true}
              """)
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "What Istio's webhook refuses of a Gateway",
          "",
          ImmutableList.of(
              ISTIO_GATEWAY_OBJECT_NAME,
              ISTIO_GATEWAY_WITHOUT_SERVERS,
              ISTIO_SERVER_HOSTS,
              ISTIO_SERVER_HOST,
              ISTIO_SERVER_PORT,
              ISTIO_SERVER_PORT_NAME,
              ISTIO_SERVER_BIND,
              ISTIO_SERVER_TLS,
              ISTIO_SERVER_CERTIFICATES,
              ISTIO_SERVER_TLS_IGNORED,
              ISTIO_HTTPS_REDIRECT));

  private GatewayRules() {}
}

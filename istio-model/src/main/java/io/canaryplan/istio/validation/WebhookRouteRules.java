// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** What Istio's webhook refuses of routes. */
final class WebhookRouteRules {
  /** A weight is negative. */
  static final Rule ISTIO_WEIGHT_NEGATIVE =
      Rule.error("istio-weight-negative")
          .title("A weight is negative")
          .what("A weight is below 0.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.3)")
          .bad("weight: -10")
          .good("weight: 10")
          .build();

  /** All weights are 0. */
  static final Rule ISTIO_WEIGHTS_ZERO =
      Rule.error("istio-weights-zero")
          .title("All weights are 0")
          .what(
              """
              A rule has two or more destinations and their weights add up to 0 in 32 bits,
              where very large sums wrap around. A sum other than 100 is fine.
              """)
          .why("Nothing would get the traffic; Istio refuses it.")
          .source("Istio, webhook (istio.md 4.3)")
          .bad("route: [{destination: {host: a}, weight: 0}, {destination: {host: b}, weight: 0}]")
          .good(
              "route: [{destination: {host: a}, weight: 100}, {destination: {host: b}, weight: 0}]")
          .build();

  /** The host of a destination is no host name. */
  static final Rule ISTIO_DESTINATION_HOST =
      Rule.error("istio-destination-host")
          .title("The host of a destination is no host name")
          .what("A destination's host is empty, `*`, an IPv4 address or no host name.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.5, istio-validation.md 1.2)")
          .bad("destination: {host: shop_canary}")
          .good("destination: {host: shop-canary}")
          .build();

  /** The subset of a destination is no name. */
  static final Rule ISTIO_DESTINATION_SUBSET =
      Rule.error("istio-destination-subset")
          .title("The subset of a destination is no name")
          .what("A destination's subset is not made of 1 to 63 letters, digits and inner hyphens.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.5, istio-validation.md 1.2)")
          .bad("destination: {host: shop, subset: v_1}")
          .good("destination: {host: shop, subset: v1}")
          .build();

  /** The port of a destination is out of range. */
  static final Rule ISTIO_DESTINATION_PORT =
      Rule.error("istio-destination-port")
          .title("The port of a destination is out of range")
          .what("A destination has a port whose number is not in 1 to 65535; `port: {}` means 0.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.5, istio-validation.md 1.2)")
          .bad("destination: {host: shop, port: {}}")
          .good("destination: {host: shop, port: {number: 80}}")
          .build();

  /** A rule leads nowhere. */
  static final Rule ISTIO_ROUTE_MISSING =
      Rule.error("istio-route-missing")
          .title("A rule leads nowhere")
          .what(
              """
              An http rule has no `route`, `redirect`, `directResponse` or `delegate`, or a
              tls or tcp rule has no `route`.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad("http: [{name: primary}]")
          .good("http: [{name: primary, route: [{destination: {host: shop}}]}]")
          .build();

  /** A rule delegates and routes. */
  static final Rule ISTIO_DELEGATE_CONFLICT =
      Rule.error("istio-delegate-conflict")
          .title("A rule delegates and routes")
          .what(
              """
              A rule has `delegate` beside `route` or `redirect`, or a delegate delegates
              again.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad(
              """
              delegate: {name: shop}
              route: [{destination: {host: shop}}]
              """)
          .good("delegate: {name: shop}")
          .build();

  /** A rule does two things that exclude each other. */
  static final Rule ISTIO_ROUTE_CONFLICT =
      Rule.error("istio-route-conflict")
          .title("A rule does two things that exclude each other")
          .what(
              """
              `redirect` stands beside `route`, `fault`, `directResponse` or `rewrite`, or
              `directResponse` beside `route`, `fault` or `rewrite`.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad(
              """
              redirect: {uri: /new}
              route: [{destination: {host: shop}}]
              """)
          .good("redirect: {uri: /new}")
          .build();

  /** A rule has mirror and mirrors. */
  static final Rule ISTIO_MIRROR_CONFLICT =
      Rule.error("istio-mirror-conflict")
          .title("A rule has mirror and mirrors")
          .what("A rule has both `mirror` and `mirrors`.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad(
              """
              mirror: {host: a}
              mirrors: [{destination: {host: b}}]
              """)
          .good("mirrors: [{destination: {host: a}}, {destination: {host: b}}]")
          .build();

  /** The percentage of a mirror is out of range. */
  static final Rule ISTIO_MIRROR_PERCENTAGE =
      Rule.error("istio-mirror-percentage")
          .title("The percentage of a mirror is out of range")
          .what("A mirror's percentage is not in 0 to 100.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad("mirrorPercentage: {value: 101}")
          .good("mirrorPercentage: {value: 100}")
          .build();

  /** mirrorPercent is deprecated. */
  static final Rule ISTIO_MIRROR_PERCENT_OLD =
      Rule.warning("istio-mirror-percent-old")
          .title("mirrorPercent is deprecated")
          .what("A rule uses `mirrorPercent`.")
          .why("Istio asks for `mirrorPercentage`, which can have fractions.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad("mirrorPercent: 10")
          .good("mirrorPercentage: {value: 10}")
          .build();

  /** The name of a matched header is malformed. */
  static final Rule ISTIO_HEADER_NAME =
      Rule.error("istio-header-name")
          .title("The name of a matched header is malformed")
          .what(
              """
              A key of `headers` or `withoutHeaders` is empty or no name of an HTTP header,
              nor a token claim.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad("headers: {\"x version\": {exact: v2}}")
          .good("headers: {x-version: {exact: v2}}")
          .build();

  /** A prefix is empty. */
  static final Rule ISTIO_PREFIX_EMPTY =
      Rule.error("istio-prefix-empty")
          .title("A prefix is empty")
          .what(
              """
              A matcher of a header, a query parameter, `scheme`, `method` or `authority` has
              an empty `prefix`. Only `uri` may have one.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad("headers: {x-version: {prefix: \"\"}}")
          .good("headers: {x-version: {prefix: v2}}")
          .build();

  /** A regular expression is not one of RE2. */
  static final Rule ISTIO_REGEX =
      Rule.error("istio-regex")
          .title("A regular expression is not one of RE2")
          .what(
              """
              A matcher's `regex` is empty, longer than 1,024 bytes in UTF-8, or not of the
              syntax of RE2: lookaround, references back and counts above 1000 are not
              possible.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad("headers: {x-version: {regex: \"^(?!v1)\"}}")
          .good("headers: {x-version: {regex: \"^v[2-9]\"}}")
          .build();

  /** A condition of a match is malformed. */
  static final Rule ISTIO_MATCH_CONDITION =
      Rule.error("istio-match-condition")
          .title("A condition of a match is malformed")
          .what(
              """
              A match has a port above 65535, malformed `sourceLabels`, `gateways`,
              `destinationSubnets` or, for http, `sourceNamespace`.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad("match: [{sourceNamespace: team_a}]")
          .good("match: [{sourceNamespace: team-a}]")
          .build();

  /** A change of headers is not possible. */
  static final Rule ISTIO_HEADER_OPERATION =
      Rule.error("istio-header-operation")
          .title("A change of headers is not possible")
          .what(
              """
              A header to add, set or remove has an empty name, starts with a colon or is Host
              where that cannot be changed; a value has control characters or a single `%`; or
              the authority is set twice.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad("headers: {request: {set: {x-share: \"50%\"}}}")
          .good("headers: {request: {set: {x-share: \"50%%\"}}}")
          .build();

  /** A CORS policy is malformed. */
  static final Rule ISTIO_CORS_POLICY =
      Rule.error("istio-cors-policy")
          .title("A CORS policy is malformed")
          .what(
              """
              A `corsPolicy` has an empty origin or a bad regular expression, a method that is
              not in capitals, a bad header name, or a `maxAge` that is no whole number of
              seconds.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad("corsPolicy: {allowMethods: [get]}")
          .good("corsPolicy: {allowMethods: [GET]}")
          .build();

  /** A fault is malformed. */
  static final Rule ISTIO_FAULT =
      Rule.error("istio-fault")
          .title("A fault is malformed")
          .what(
              """
              A `fault` has neither delay nor abort, a status outside 200 to 600, a percentage
              that is neither 0 nor in 0.0001 to 100, or uses what Istio does not support
              (`http2Error`, `exponentialDelay`).
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad("fault: {abort: {httpStatus: 0}}")
          .good("fault: {abort: {httpStatus: 503}}")
          .build();

  /** A redirect is malformed. */
  static final Rule ISTIO_REDIRECT =
      Rule.error("istio-redirect")
          .title("A redirect is malformed")
          .what(
              """
              A `redirect` names no target, a status outside 300 to 399, a scheme other than
              http and https, a port above 65535, or combines `prefixRewrite` with `uri` or
              with other matches than prefixes.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad("redirect: {redirectCode: 301}")
          .good("redirect: {uri: /new, redirectCode: 301}")
          .build();

  /** A rewrite is malformed. */
  static final Rule ISTIO_REWRITE =
      Rule.error("istio-rewrite")
          .title("A rewrite is malformed")
          .what(
              """
              A `rewrite` names nothing to write, both `uri` and `uriRegexRewrite`, or an
              incomplete or malformed `uriRegexRewrite`.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad("rewrite: {}")
          .good("rewrite: {uri: /new}")
          .build();

  /** Retries are malformed. */
  static final Rule ISTIO_RETRIES =
      Rule.error("istio-retries")
          .title("Retries are malformed")
          .what(
              """
              `retries` has negative attempts, settings but no attempts, a duration that is no
              whole number of milliseconds, or an unknown condition in `retryOn`, where blanks
              count.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad("retries: {attempts: 3, retryOn: \"5xx, reset\"}")
          .good("retries: {attempts: 3, retryOn: \"5xx,reset\"}")
          .build();

  /** A direct response is malformed. */
  static final Rule ISTIO_DIRECT_RESPONSE =
      Rule.error("istio-direct-response")
          .title("A direct response is malformed")
          .what("A `directResponse` has a status outside 200 to 600 or a body of more than 1 MiB.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad("directResponse: {status: 0}")
          .good("directResponse: {status: 503}")
          .build();

  /** A direct response is large. */
  static final Rule ISTIO_DIRECT_RESPONSE_LARGE =
      Rule.warning("istio-direct-response-large")
          .title("A direct response is large")
          .what("The body of a `directResponse` has more than 100 KiB.")
          .why("Every proxy gets a copy; Istio warns of it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad("directResponse: {status: 200, body: {string: \"…\"}}")
          .good("directResponse: {status: 200, body: {string: \"moved\"}}")
          .build();

  /** A timeout is no whole number of milliseconds. */
  static final Rule ISTIO_TIMEOUT =
      Rule.error("istio-timeout")
          .title("A timeout is no whole number of milliseconds")
          .what("The `timeout` of a rule has a fraction of a millisecond.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.4, istio-validation.md 1.2)")
          .bad("timeout: 1.5ms")
          .good("timeout: 2ms")
          .build();

  /** A tls rule has no SNI host to match. */
  static final Rule ISTIO_TLS_MATCH =
      Rule.error("istio-tls-match")
          .title("A tls rule has no SNI host to match")
          .what("A rule of `tls` has no match, or a match has no `sniHosts`.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.5, istio-validation.md 1.2)")
          .bad("tls: [{match: [], route: [{destination: {host: db}}]}]")
          .good("tls: [{match: [{sniHosts: [db]}], route: [{destination: {host: db}}]}]")
          .build();

  /** An SNI host is malformed or not among the hosts. */
  static final Rule ISTIO_SNI_HOST =
      Rule.error("istio-sni-host")
          .title("An SNI host is malformed or not among the hosts")
          .what(
              """
              An entry of `sniHosts` is no host name, or no host of the VirtualService covers
              it. Capitals count.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.5, istio-validation.md 1.2)")
          .bad("spec: {hosts: [db], tls: [{match: [{sniHosts: [db2]}]}]}")
          .good("spec: {hosts: [db2], tls: [{match: [{sniHosts: [db2]}]}]}")
          .build();

  /** An SNI host is an IP address. */
  static final Rule ISTIO_SNI_ADDRESS =
      Rule.warning("istio-sni-address")
          .title("An SNI host is an IP address")
          .what("An entry of `sniHosts` is an IP address.")
          .why("Clients do not send addresses as SNI, so that the rule is hardly ever used.")
          .source("Istio, webhook (istio.md 4.5, istio-validation.md 1.2)")
          .bad("sniHosts: [10.0.0.1]")
          .good("sniHosts: [db.example.com]")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "What Istio's webhook refuses of routes",
          "These hold for rules of http, tls and tcp in a VirtualService.",
          ImmutableList.of(
              ISTIO_WEIGHT_NEGATIVE,
              ISTIO_WEIGHTS_ZERO,
              ISTIO_DESTINATION_HOST,
              ISTIO_DESTINATION_SUBSET,
              ISTIO_DESTINATION_PORT,
              ISTIO_ROUTE_MISSING,
              ISTIO_DELEGATE_CONFLICT,
              ISTIO_ROUTE_CONFLICT,
              ISTIO_MIRROR_CONFLICT,
              ISTIO_MIRROR_PERCENTAGE,
              ISTIO_MIRROR_PERCENT_OLD,
              ISTIO_HEADER_NAME,
              ISTIO_PREFIX_EMPTY,
              ISTIO_REGEX,
              ISTIO_MATCH_CONDITION,
              ISTIO_HEADER_OPERATION,
              ISTIO_CORS_POLICY,
              ISTIO_FAULT,
              ISTIO_REDIRECT,
              ISTIO_REWRITE,
              ISTIO_RETRIES,
              ISTIO_DIRECT_RESPONSE,
              ISTIO_DIRECT_RESPONSE_LARGE,
              ISTIO_TIMEOUT,
              ISTIO_TLS_MATCH,
              ISTIO_SNI_HOST,
              ISTIO_SNI_ADDRESS));

  private WebhookRouteRules() {}
}

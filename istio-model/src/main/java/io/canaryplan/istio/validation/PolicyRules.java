// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** What Istio's webhook refuses of a DestinationRule. */
final class PolicyRules {
  /** The host of a DestinationRule is no host name. */
  static final Rule ISTIO_RULE_HOST =
      Rule.error("istio-rule-host")
          .title("The host of a DestinationRule is no host name")
          .what("The `host` is empty or no host name; its first label may be a wildcard.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.7, istio-validation.md 1.2)")
          .bad("host: shop_canary")
          .good("host: shop-canary")
          .build();

  /** The name of a subset is malformed. */
  static final Rule ISTIO_SUBSET_NAME =
      Rule.error("istio-subset-name")
          .title("The name of a subset is malformed")
          .what("A subset's name is not made of 1 to 63 letters, digits and inner hyphens.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.7, istio-validation.md 1.2)")
          .bad("subsets: [{name: v_1}]")
          .good("subsets: [{name: v1}]")
          .build();

  /** Two subsets have one name. */
  static final Rule ISTIO_SUBSET_DUPLICATE =
      Rule.error("istio-subset-duplicate")
          .title("Two subsets have one name")
          .what("Two subsets of a DestinationRule have the same name.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.7, istio-validation.md 1.2)")
          .bad("subsets: [{name: v1}, {name: v1}]")
          .good("subsets: [{name: v1}, {name: v2}]")
          .build();

  /** A label of a subset is malformed. */
  static final Rule ISTIO_SUBSET_LABELS =
      Rule.error("istio-subset-labels")
          .title("A label of a subset is malformed")
          .what(
              """
              A key or value in a subset's `labels` is no label of Kubernetes. No labels at
              all are fine.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.7, istio-validation.md 1.2)")
          .bad("labels: {app: my shop}")
          .good("labels: {app: my-shop}")
          .build();

  /** A workloadSelector has no labels. */
  static final Rule ISTIO_SELECTOR_EMPTY =
      Rule.warning("istio-selector-empty")
          .title("A workloadSelector has no labels")
          .what("A `workloadSelector` selects by no label.")
          .why("It selects everything; Istio warns of it.")
          .source("Istio, webhook (istio.md 4.7, istio-validation.md 1.2)")
          .bad("workloadSelector: {}")
          .good("workloadSelector: {matchLabels: {app: shop}}")
          .build();

  /** A traffic policy is empty. */
  static final Rule ISTIO_TRAFFIC_POLICY_EMPTY =
      Rule.error("istio-traffic-policy-empty")
          .title("A traffic policy is empty")
          .what(
              """
              A `trafficPolicy` has none of its settings; an empty `portLevelSettings` is as
              good as none.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio-validation.md 1.2 and 1.3)")
          .bad("trafficPolicy: {}")
          .good("trafficPolicy: {loadBalancer: {simple: RANDOM}}")
          .build();

  /** A connection pool is malformed. */
  static final Rule ISTIO_CONNECTION_POOL =
      Rule.error("istio-connection-pool")
          .title("A connection pool is malformed")
          .what(
              """
              A `connectionPool` has neither http nor tcp, a negative limit, a duration that
              is no whole number of milliseconds, `useClientProtocol` with `UPGRADE`, or an
              incomplete `http2KeepAlive` (since 1.31).
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio-validation.md 1.2 and 1.3)")
          .bad("connectionPool: {http: {maxRetries: -1}}")
          .good("connectionPool: {http: {maxRetries: 3}}")
          .build();

  /** Outlier detection is malformed. */
  static final Rule ISTIO_OUTLIER_DETECTION =
      Rule.error("istio-outlier-detection")
          .title("Outlier detection is malformed")
          .what(
              """
              An `outlierDetection` has a percentage outside 0 to 100, a duration that is no
              whole number of milliseconds, or counts local failures without
              `splitExternalLocalOriginErrors`.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio-validation.md 1.2 and 1.3)")
          .bad("outlierDetection: {maxEjectionPercent: 101}")
          .good("outlierDetection: {maxEjectionPercent: 100}")
          .build();

  /** A load balancer is malformed. */
  static final Rule ISTIO_LOAD_BALANCER =
      Rule.error("istio-load-balancer")
          .title("A load balancer is malformed")
          .what(
              """
              A `loadBalancer` has a cookie without name, a table size that is no prime
              number, weights of localities that do not add up to 100, overlapping or
              malformed localities, `distribute` beside `failover`, or a malformed `warmup`.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio-validation.md 1.2 and 1.3)")
          .bad("distribute: [{from: us/a/*, to: {us/a/*: 80}}]")
          .good("distribute: [{from: us/a/*, to: {us/a/*: 80, us/b/*: 20}}]")
          .build();

  /** TLS settings towards a host contradict each other. */
  static final Rule ISTIO_CLIENT_TLS =
      Rule.error("istio-client-tls")
          .title("TLS settings towards a host contradict each other")
          .what(
              """
              `tls` of mode MUTUAL lacks certificate or key, `credentialName` stands beside
              files, or `insecureSkipVerify` beside what would be verified.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio-validation.md 1.2 and 1.3)")
          .bad("tls: {mode: MUTUAL}")
          .good("tls: {mode: MUTUAL, credentialName: shop-client}")
          .build();

  /** Settings of a port are incomplete. */
  static final Rule ISTIO_PORT_POLICY =
      Rule.error("istio-port-policy")
          .title("Settings of a port are incomplete")
          .what("An item of `portLevelSettings` has no port or no setting.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio-validation.md 1.2 and 1.3)")
          .bad("portLevelSettings: [{port: {number: 80}}]")
          .good("portLevelSettings: [{port: {number: 80}, tls: {mode: SIMPLE}}]")
          .build();

  /** A tunnel is malformed. */
  static final Rule ISTIO_TUNNEL =
      Rule.error("istio-tunnel")
          .title("A tunnel is malformed")
          .what(
              """
              A `tunnel` has another protocol than CONNECT and POST, a malformed target, or
              stands beside `proxyProtocol`.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio-validation.md 1.2 and 1.3)")
          .bad("tunnel: {protocol: GET, targetHost: db, targetPort: 80}")
          .good("tunnel: {protocol: CONNECT, targetHost: db, targetPort: 80}")
          .build();

  /** A setting of a policy is deprecated. */
  static final Rule ISTIO_POLICY_DEPRECATED =
      Rule.warning("istio-policy-deprecated")
          .title("A setting of a policy is deprecated")
          .what("A policy uses `consecutiveErrors` or `consistentHash.minimumRingSize`.")
          .why("Istio asks for newer fields.")
          .source("Istio, webhook (istio-validation.md 1.2 and 1.3)")
          .bad("outlierDetection: {consecutiveErrors: 5}")
          .good("outlierDetection: {consecutive5xxErrors: 5}")
          .build();

  /** Failover without outlier detection. */
  static final Rule ISTIO_FAILOVER_WITHOUT_OUTLIERS =
      Rule.warning("istio-failover-without-outliers")
          .title("Failover without outlier detection")
          .what(
              """
              `localityLbSetting` has `failover` or `failoverPriority`, and the policy has no
              `outlierDetection`.
              """)
          .why("Istio would not notice that a region fails.")
          .source("Istio, webhook (istio-validation.md 1.2 and 1.3)")
          .bad("loadBalancer: {localityLbSetting: {failover: [{from: eu, to: us}]}}")
          .good(
              """
              loadBalancer: {localityLbSetting: {failover: [{from: eu, to: us}]}}
              outlierDetection: {consecutive5xxErrors: 5}
              """)
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "What Istio's webhook refuses of a DestinationRule",
          """
          Policies of subsets and ports are checked as the one of the whole host; Istio
          shows the warnings of the latter only.
          """,
          ImmutableList.of(
              ISTIO_RULE_HOST,
              ISTIO_SUBSET_NAME,
              ISTIO_SUBSET_DUPLICATE,
              ISTIO_SUBSET_LABELS,
              ISTIO_SELECTOR_EMPTY,
              ISTIO_TRAFFIC_POLICY_EMPTY,
              ISTIO_CONNECTION_POOL,
              ISTIO_OUTLIER_DETECTION,
              ISTIO_LOAD_BALANCER,
              ISTIO_CLIENT_TLS,
              ISTIO_PORT_POLICY,
              ISTIO_TUNNEL,
              ISTIO_POLICY_DEPRECATED,
              ISTIO_FAILOVER_WITHOUT_OUTLIERS));

  private PolicyRules() {}
}

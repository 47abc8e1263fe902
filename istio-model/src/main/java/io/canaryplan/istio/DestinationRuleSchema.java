// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import io.canaryplan.kubernetes.FieldSchema;

/**
 * The fields of a DestinationRule, the same in v1, v1beta1 and v1alpha3. Source: the CRD and {@code
 * networking/v1alpha3/destination_rule.proto} of istio/api, up to Istio 1.31; deprecated fields
 * that the CRD keeps are known too. Labels and maps of localities are free.
 */
final class DestinationRuleSchema {
  private static final FieldSchema COOKIE =
      FieldSchema.of("name", "path", "ttl").with("attributes", FieldSchema.of("name", "value"));

  private static final FieldSchema CONSISTENT_HASH =
      FieldSchema.of("httpHeaderName", "useSourceIp", "httpQueryParameterName", "minimumRingSize")
          .with("httpCookie", COOKIE)
          .with("ringHash", FieldSchema.of("minimumRingSize"))
          .with("maglev", FieldSchema.of("tableSize"));

  private static final FieldSchema LOCALITY =
      FieldSchema.of("failoverPriority", "enabled")
          .with("distribute", FieldSchema.of("from", "to"))
          .with("failover", FieldSchema.of("from", "to"));

  private static final FieldSchema LOAD_BALANCER =
      FieldSchema.of("simple", "warmupDurationSecs")
          .with("consistentHash", CONSISTENT_HASH)
          .with("localityLbSetting", LOCALITY)
          .with("warmup", FieldSchema.of("duration", "minimumPercent", "aggression"));

  private static final FieldSchema CONNECTION_POOL =
      FieldSchema.of()
          .with(
              "tcp",
              FieldSchema.of(
                      "maxConnections", "connectTimeout", "maxConnectionDuration", "idleTimeout")
                  .with("tcpKeepalive", FieldSchema.of("probes", "time", "interval")))
          .with(
              "http",
              FieldSchema.of(
                  "http1MaxPendingRequests",
                  "http2MaxRequests",
                  "maxRequestsPerConnection",
                  "maxRetries",
                  "idleTimeout",
                  "h2UpgradePolicy",
                  "useClientProtocol",
                  "maxConcurrentStreams"));

  private static final FieldSchema OUTLIER_DETECTION =
      FieldSchema.of(
          "consecutive5xxErrors",
          "consecutiveGatewayErrors",
          "consecutiveLocalOriginFailures",
          "splitExternalLocalOriginErrors",
          "consecutiveErrors",
          "interval",
          "baseEjectionTime",
          "maxEjectionPercent",
          "minHealthPercent");

  private static final FieldSchema TLS =
      FieldSchema.of(
          "mode",
          "clientCertificate",
          "privateKey",
          "caCertificates",
          "credentialName",
          "subjectAltNames",
          "sni",
          "insecureSkipVerify",
          "caCrl");

  private static final FieldSchema PORT_POLICY =
      FieldSchema.of()
          .with("port", VirtualServiceSchema.PORT)
          .with("loadBalancer", LOAD_BALANCER)
          .with("connectionPool", CONNECTION_POOL)
          .with("outlierDetection", OUTLIER_DETECTION)
          .with("tls", TLS);

  // budgetInterval: since Istio 1.31.
  private static final FieldSchema TRAFFIC_POLICY =
      FieldSchema.of()
          .with("loadBalancer", LOAD_BALANCER)
          .with("connectionPool", CONNECTION_POOL)
          .with("outlierDetection", OUTLIER_DETECTION)
          .with("tls", TLS)
          .with("portLevelSettings", PORT_POLICY)
          .with("tunnel", FieldSchema.of("protocol", "targetHost", "targetPort"))
          .with("proxyProtocol", FieldSchema.of("version"))
          .with("retryBudget", FieldSchema.of("percent", "minRetryConcurrency", "budgetInterval"));

  private static final FieldSchema SUBSET =
      FieldSchema.of("name", "labels").with("trafficPolicy", TRAFFIC_POLICY);

  /** The whole document. */
  static final FieldSchema DOCUMENT =
      FieldSchema.of("host", "exportTo")
          .with("trafficPolicy", TRAFFIC_POLICY)
          .with("subsets", SUBSET)
          .with("workloadSelector", FieldSchema.of("matchLabels"))
          .asSpec();

  private DestinationRuleSchema() {}
}

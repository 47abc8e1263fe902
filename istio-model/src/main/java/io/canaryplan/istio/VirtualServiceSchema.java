// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import io.canaryplan.kubernetes.FieldSchema;

/**
 * The fields of a VirtualService, the same in v1, v1beta1 and v1alpha3. Source: the CRD and {@code
 * networking/v1alpha3/virtual_service.proto} of istio/api, up to Istio 1.31; deprecated and hidden
 * fields that the CRD keeps are known too. Maps keyed by header, parameter or label are free.
 */
final class VirtualServiceSchema {
  /** PortSelector. */
  static final FieldSchema PORT = FieldSchema.of("number");

  private static final FieldSchema STRING_MATCH = FieldSchema.of("exact", "prefix", "regex");
  private static final FieldSchema PERCENT = FieldSchema.of("value");
  private static final FieldSchema DESTINATION =
      FieldSchema.of("host", "subset").with("port", PORT);

  private static final FieldSchema HEADER_OPERATIONS = FieldSchema.of("set", "add", "remove");
  private static final FieldSchema HEADERS =
      FieldSchema.of().with("request", HEADER_OPERATIONS).with("response", HEADER_OPERATIONS);

  private static final FieldSchema HTTP_MATCH =
      FieldSchema.of(
              "name",
              "headers",
              "port",
              "sourceLabels",
              "gateways",
              "queryParams",
              "ignoreUriCase",
              "withoutHeaders",
              "sourceNamespace",
              "statPrefix")
          .with("uri", STRING_MATCH)
          .with("scheme", STRING_MATCH)
          .with("method", STRING_MATCH)
          .with("authority", STRING_MATCH);

  private static final FieldSchema HTTP_DESTINATION =
      FieldSchema.of("weight").with("destination", DESTINATION).with("headers", HEADERS);

  // prefixRewrite: since Istio 1.31.
  private static final FieldSchema REDIRECT =
      FieldSchema.of(
          "uri", "authority", "port", "derivePort", "scheme", "redirectCode", "prefixRewrite");

  private static final FieldSchema DIRECT_RESPONSE =
      FieldSchema.of("status").with("body", FieldSchema.of("string", "bytes"));

  private static final FieldSchema DELEGATE = FieldSchema.of("name", "namespace");

  private static final FieldSchema REWRITE =
      FieldSchema.of("uri", "authority")
          .with("uriRegexRewrite", FieldSchema.of("match", "rewrite"));

  private static final FieldSchema RETRIES =
      FieldSchema.of(
          "attempts",
          "perTryTimeout",
          "retryOn",
          "retryRemoteLocalities",
          "retryIgnorePreviousHosts",
          "backoff");

  private static final FieldSchema FAULT =
      FieldSchema.of()
          .with(
              "delay",
              FieldSchema.of("fixedDelay", "exponentialDelay", "percent")
                  .with("percentage", PERCENT))
          .with(
              "abort",
              FieldSchema.of("httpStatus", "grpcStatus", "http2Error").with("percentage", PERCENT));

  private static final FieldSchema MIRROR_POLICY =
      FieldSchema.of().with("destination", DESTINATION).with("percentage", PERCENT);

  private static final FieldSchema CORS_POLICY =
      FieldSchema.of(
              "allowOrigin",
              "allowMethods",
              "allowHeaders",
              "exposeHeaders",
              "maxAge",
              "allowCredentials",
              "unmatchedPreflights")
          .with("allowOrigins", STRING_MATCH);

  // mirror_percent: the one name with an underscore that the CRD has (altName of mirrorPercent).
  private static final FieldSchema HTTP_ROUTE =
      FieldSchema.of("name", "timeout", "mirrorPercent", "mirror_percent")
          .with("match", HTTP_MATCH)
          .with("route", HTTP_DESTINATION)
          .with("redirect", REDIRECT)
          .with("directResponse", DIRECT_RESPONSE)
          .with("delegate", DELEGATE)
          .with("rewrite", REWRITE)
          .with("retries", RETRIES)
          .with("fault", FAULT)
          .with("mirror", DESTINATION)
          .with("mirrors", MIRROR_POLICY)
          .with("mirrorPercentage", PERCENT)
          .with("corsPolicy", CORS_POLICY)
          .with("headers", HEADERS);

  private static final FieldSchema L4_DESTINATION =
      FieldSchema.of("weight").with("destination", DESTINATION);

  private static final FieldSchema TLS_ROUTE =
      FieldSchema.of()
          .with(
              "match",
              FieldSchema.of(
                  "sniHosts",
                  "destinationSubnets",
                  "port",
                  "sourceLabels",
                  "gateways",
                  "sourceNamespace"))
          .with("route", L4_DESTINATION);

  private static final FieldSchema TCP_ROUTE =
      FieldSchema.of()
          .with(
              "match",
              FieldSchema.of(
                  "destinationSubnets",
                  "port",
                  "sourceSubnet",
                  "sourceLabels",
                  "gateways",
                  "sourceNamespace"))
          .with("route", L4_DESTINATION);

  /** The whole document. */
  static final FieldSchema DOCUMENT =
      FieldSchema.of("hosts", "gateways", "exportTo")
          .with("http", HTTP_ROUTE)
          .with("tls", TLS_ROUTE)
          .with("tcp", TCP_ROUTE)
          .asSpec();

  private VirtualServiceSchema() {}
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** What the API server refuses by Istio's CRDs. */
final class ApiServerRules {
  /** There is no such version of Istio's API. */
  static final Rule ISTIO_API_VERSION =
      Rule.error("istio-api-version")
          .title("There is no such version of Istio's API")
          .what("The version of `networking.istio.io` is none of v1, v1beta1 and v1alpha3.")
          .why("The API server has no CRD for it and refuses the document.")
          .source("CRDs of Istio 1.28 to 1.32 (istio-validation.md 1.3)")
          .bad("apiVersion: networking.istio.io/v2")
          .good("apiVersion: networking.istio.io/v1")
          .build();

  /** A field has another type. */
  static final Rule ISTIO_FIELD_TYPE =
      Rule.error("istio-field-type")
          .title("A field has another type")
          .what(
              """
              A field holds another type than the CRD has there: a number in quotes, a text
              where a list belongs, a word such as `yes` or `n` that YAML reads as a boolean.
              """)
          .why("The API server refuses the document.")
          .source("CRDs of Istio 1.28 to 1.32 (istio-validation.md 1.3)")
          .bad("weight: \"20\"")
          .good("weight: 20")
          .build();

  /** An item of a list is null. */
  static final Rule ISTIO_ITEM_NULL =
      Rule.error("istio-item-null")
          .title("An item of a list is null")
          .what("An item of a list is empty or `null`.")
          .why(
              """
              Where a field may be null, an item of a list may not; the API server refuses the
              document.
              """)
          .source("CRDs of Istio 1.28 to 1.32 (istio-validation.md 1.3)")
          .bad("http: [null]")
          .good("http: [{route: [{destination: {host: shop}}]}]")
          .build();

  /** A field has a value that is not possible. */
  static final Rule ISTIO_FIELD_VALUE =
      Rule.error("istio-field-value")
          .title("A field has a value that is not possible")
          .what(
              """
              A field that has a fixed set of values, such as `tls.mode`, has another one.
              Capitals count.
              """)
          .why("The API server refuses the document.")
          .source("CRDs of Istio 1.28 to 1.32 (istio-validation.md 1.3)")
          .bad("loadBalancer: {simple: round_robin}")
          .good("loadBalancer: {simple: ROUND_ROBIN}")
          .build();

  /** Fields exclude each other. */
  static final Rule ISTIO_FIELDS_EXCLUSIVE =
      Rule.error("istio-fields-exclusive")
          .title("Fields exclude each other")
          .what(
              """
              Two fields are given of which the CRD allows one: `exact` and `prefix` of one
              matcher, `simple` and `consistentHash`, `port` and `derivePort`.
              """)
          .why("The API server refuses the document.")
          .source("CRDs of Istio 1.28 to 1.32 (istio-validation.md 1.3)")
          .bad("uri: {exact: /a, prefix: /b}")
          .good("uri: {prefix: /b}")
          .build();

  /** A required field is missing. */
  static final Rule ISTIO_FIELD_MISSING =
      Rule.error("istio-field-missing")
          .title("A required field is missing")
          .what("A field that the CRD requires is missing or null.")
          .why("The API server refuses the document.")
          .source("CRDs of Istio 1.28 to 1.32 (istio-validation.md 1.3)")
          .bad("route: [{weight: 100}]")
          .good("route: [{destination: {host: shop}, weight: 100}]")
          .build();

  /** A number is out of range. */
  static final Rule ISTIO_FIELD_RANGE =
      Rule.error("istio-field-range")
          .title("A number, or how many items there are, is out of range")
          .what(
              """
              A number is outside the range of its field, such as a weight of more than 32
              bits or a negative port; or a list has more or fewer items than it may, such as
              three `credentialNames`.
              """)
          .why("The API server refuses the document.")
          .source("CRDs of Istio 1.28 to 1.32 (istio-validation.md 1.3)")
          .bad("port: {number: -1}")
          .good("port: {number: 80}")
          .build();

  /** A duration is malformed or shorter than 1ms. */
  static final Rule ISTIO_DURATION =
      Rule.error("istio-duration")
          .title("A duration is malformed or shorter than 1ms")
          .what(
              """
              A duration is not written as Go writes it (`1h1m`, `1.5s`, `.5s`), or is shorter
              than 1ms. Numbers without unit, days and blanks are not possible.
              """)
          .why("The API server refuses the document.")
          .source("CRDs of Istio 1.28 to 1.32 (istio-validation.md 1.3)")
          .bad("timeout: 0s")
          .good("timeout: 5s")
          .build();

  /** A duration is malformed. */
  static final Rule ISTIO_DURATION_SYNTAX =
      Rule.error("istio-duration-syntax")
          .title("A duration is malformed")
          .what(
              """
              A duration without a lower limit, such as `tcp.idleTimeout`, is not written as
              Go writes it.
              """)
          .why("The API server takes it; Istio's webhook cannot read the document and refuses it.")
          .source("Istio, decoding (istio-validation.md 1.2)")
          .bad("idleTimeout: 1d")
          .good("idleTimeout: 24h")
          .build();

  /** A label of a selector has a wildcard, an empty key or a long value. */
  static final Rule ISTIO_SELECTOR_LABEL =
      Rule.error("istio-selector-label")
          .title("A label of a selector has a wildcard, an empty key or a long value")
          .what(
              """
              A key or value of `workloadSelector.matchLabels` contains `*`, a key is empty, or a
              value has more than 63 characters.
              """)
          .why("The API server refuses the document.")
          .source("CRDs of Istio 1.28 to 1.32 (istio-validation.md 1.3)")
          .bad("matchLabels: {app: \"*\"}")
          .good("matchLabels: {app: shop}")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "What the API server refuses by Istio's CRDs",
          """
          The API server drops fields that a CRD does not have, then refuses what has a
          wrong type or value; Istio never sees such a document.
          """,
          ImmutableList.of(
              ISTIO_API_VERSION,
              ISTIO_FIELD_TYPE,
              ISTIO_ITEM_NULL,
              ISTIO_FIELD_VALUE,
              ISTIO_FIELDS_EXCLUSIVE,
              ISTIO_FIELD_MISSING,
              ISTIO_FIELD_RANGE,
              ISTIO_DURATION,
              ISTIO_DURATION_SYNTAX,
              ISTIO_SELECTOR_LABEL));

  private ApiServerRules() {}
}

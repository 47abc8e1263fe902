// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import io.canaryplan.finding.Rule;

/**
 * The rules that reading any Kubernetes document reports under, Istio's among them.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class ObjectRules {
  /** The document is of another kind. */
  public static final Rule ISTIO_KIND_MISMATCH =
      Rule.error("istio-kind-mismatch")
          .title("The document is of another kind")
          .what("The document is of another kind than expected.")
          .why("The fields of one kind mean nothing in another.")
          .source("Istio")
          .bad("kind: Gateway")
          .good("kind: VirtualService")
          .build();

  /** A name is missing. */
  public static final Rule ISTIO_NAME_MISSING =
      Rule.error("istio-name-missing")
          .title("A name is missing")
          .what("A document has no apiVersion, kind or metadata.name, or a subset has no name.")
          .why("Without it nothing can refer to the object or subset.")
          .source("Kubernetes")
          .bad("metadata: {}")
          .good("metadata: {name: shop}")
          .build();

  /** A list is expected. */
  public static final Rule ISTIO_LIST_EXPECTED =
      Rule.error("istio-list-expected")
          .title("A list is expected")
          .what("A field that must be a list is something else.")
          .why("The API server refuses the document.")
          .source("CRDs of Istio")
          .bad("http: {route: []}")
          .good(
              """
              http:
              - route: []
              """)
          .build();

  /** A mapping is expected. */
  public static final Rule ISTIO_MAPPING_EXPECTED =
      Rule.error("istio-mapping-expected")
          .title("A mapping is expected")
          .what(
              """
              A field, a rule or an item of a list that must be a mapping is null or something else.
              """)
          .why("The API server refuses the document.")
          .source("CRDs of Istio")
          .bad("http: [null]")
          .good("http: [{route: [{destination: {host: shop}}]}]")
          .build();

  /** A whole number is expected. */
  public static final Rule ISTIO_NUMBER_EXPECTED =
      Rule.error("istio-number-expected")
          .title("A whole number is expected")
          .what("A weight or port is not a whole number of at most 32 bits.")
          .why("The API server refuses the document.")
          .source("CRDs of Istio")
          .bad("weight: \"20\"")
          .good("weight: 20")
          .build();

  /** The name or namespace is none that an object of the kind can have. */
  public static final Rule OBJECT_NAME_INVALID =
      Rule.error("object-name-invalid")
          .title("The name is none that an object of the kind can have")
          .what(
              """
              `metadata.name` is no DNS name: up to 253 lower-case letters, digits, `-` and `.`,
              with a letter or digit at both ends of every part. A Service's is one part with up to
              63 that starts with a letter; a namespace is one part with up to 63.
              """)
          .why("The API server refuses the document.")
          .source("Kubernetes, names of objects")
          .bad("kind: Service  # metadata: {name: shop_canary}")
          .good("kind: Service  # metadata: {name: shop-canary}")
          .build();

  /** A label or annotation of an object is none. */
  public static final Rule OBJECT_LABEL_INVALID =
      Rule.error("object-label-invalid")
          .title("A label or annotation of an object is none")
          .what(
              """
              A key below `metadata.labels` or `metadata.annotations` is no name, or the value of a
              label has other characters than letters, digits, `-`, `_` and `.`, or more than 63.
              """)
          .why("The API server refuses the document.")
          .source("Kubernetes, validation of the metadata of objects")
          .bad("labels: {team: web and shop}")
          .good("labels: {team: web-and-shop}")
          .build();

  private ObjectRules() {}
}

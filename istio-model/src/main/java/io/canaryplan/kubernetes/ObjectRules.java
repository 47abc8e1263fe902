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

  private ObjectRules() {}
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules that reading Istio and Kubernetes documents reports under. */
public final class IstioRules {
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

  /** The version of Istio's API is unknown. */
  public static final Rule ISTIO_VERSION_UNKNOWN =
      Rule.warning("istio-version-unknown")
          .title("The version of Istio's API is unknown")
          .what("The version of networking.istio.io is none of v1, v1beta1 and v1alpha3.")
          .why("What its fields mean is not known; the three known versions have one schema.")
          .source("Istio")
          .bad("apiVersion: networking.istio.io/v2")
          .good("apiVersion: networking.istio.io/v1")
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

  /** A host is missing. */
  public static final Rule ISTIO_HOST_MISSING =
      Rule.error("istio-host-missing")
          .title("A host is missing")
          .what("A destination or a DestinationRule has no host.")
          .why(
              """
              Istio would not know where to send requests, or which Service the policy is for.
              """)
          .source("Istio (istio.md 4.5, 4.7)")
          .bad("destination: {subset: stable}")
          .good("destination: {host: shop, subset: stable}")
          .build();

  /** A VirtualService has no routes. */
  public static final Rule VIRTUAL_SERVICE_WITHOUT_ROUTES =
      Rule.error("virtual-service-without-routes")
          .title("A VirtualService has no routes")
          .what("A VirtualService has none of http, tls and tcp as a list.")
          .why("There is nothing to weight.")
          .source("Argo Rollouts, validation of references (istio.md 3.5)")
          .bad("spec: {hosts: [shop]}")
          .good("spec: {hosts: [shop], http: [{route: [{destination: {host: shop}}]}]}")
          .build();

  /** All of them, in the order of the reference. */
  public static final RuleGroup GROUP =
      new RuleGroup(
          "Shape of Istio and Kubernetes documents",
          "What keeps a document from being read as what it says it is.",
          ImmutableList.of(
              ISTIO_KIND_MISMATCH,
              ISTIO_VERSION_UNKNOWN,
              ISTIO_NAME_MISSING,
              ISTIO_LIST_EXPECTED,
              ISTIO_MAPPING_EXPECTED,
              ISTIO_NUMBER_EXPECTED,
              ISTIO_HOST_MISSING,
              VIRTUAL_SERVICE_WITHOUT_ROUTES));

  private IstioRules() {}
}

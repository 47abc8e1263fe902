// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;
import io.canaryplan.kubernetes.ObjectRules;

/**
 * The rules that reading Istio documents reports under, and those it shares with Kubernetes.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class IstioRules {
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
              ObjectRules.ISTIO_KIND_MISMATCH,
              ISTIO_VERSION_UNKNOWN,
              ObjectRules.ISTIO_NAME_MISSING,
              ObjectRules.OBJECT_NAME_INVALID,
              ObjectRules.OBJECT_LABEL_INVALID,
              ObjectRules.ISTIO_LIST_EXPECTED,
              ObjectRules.ISTIO_MAPPING_EXPECTED,
              ObjectRules.ISTIO_NUMBER_EXPECTED,
              ISTIO_HOST_MISSING,
              VIRTUAL_SERVICE_WITHOUT_ROUTES));

  private IstioRules() {}
}

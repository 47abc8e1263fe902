// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** What Istio's webhook refuses of a VirtualService. */
final class VirtualServiceRules {
  /** An annotation is reserved. */
  static final Rule ISTIO_ANNOTATION_RESERVED =
      Rule.error("istio-annotation-reserved")
          .title("An annotation is reserved")
          .what(
              """
              An object has an annotation that only Istio itself may set, or `istio.io/dry-
              run`, which only policies of authorization may have.
              """)
          .why("Istio refuses the object and says nothing else about it.")
          .source("Istio, webhook (istio.md 4.2, istio-validation.md 1.2)")
          .bad("annotations: {internal.istio.io/parents: shop}")
          .good("annotations: {}")
          .build();

  /** A delegate has fields that only a root may have. */
  static final Rule ISTIO_DELEGATE_FIELDS =
      Rule.error("istio-delegate-fields")
          .title("A delegate has fields that only a root may have")
          .what(
              """
              A VirtualService without hosts, which is a delegate of another one, has
              `gateways`, `tls` or `tcp`.
              """)
          .why("Delegates take part in http rules of their root only.")
          .source("Istio, webhook (istio.md 4.2, istio-validation.md 1.2)")
          .bad("spec: {gateways: [web], http: [{route: [{destination: {host: shop}}]}]}")
          .good("spec: {http: [{route: [{destination: {host: shop}}]}]}")
          .build();

  /** A VirtualService has no rules. */
  static final Rule ISTIO_ROUTES_MISSING =
      Rule.error("istio-routes-missing")
          .title("A VirtualService has no rules")
          .what("None of `http`, `tls` and `tcp` has a rule; an empty list is as good as none.")
          .why("There is nothing to route, and Istio refuses it.")
          .source("Istio, webhook (istio.md 4.2, istio-validation.md 1.2)")
          .bad("spec: {hosts: [shop], http: []}")
          .good("spec: {hosts: [shop], http: [{route: [{destination: {host: shop}}]}]}")
          .build();

  /** A host of a VirtualService is no host name. */
  static final Rule ISTIO_VIRTUAL_HOST =
      Rule.error("istio-virtual-host")
          .title("A host of a VirtualService is no host name")
          .what(
              """
              An entry of `hosts` is neither a host name, whose first label may be a wildcard,
              nor an IP address. Names ending in a number are none.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.2, istio-validation.md 1.2)")
          .bad("hosts: [shop_canary]")
          .good("hosts: [shop-canary]")
          .build();

  /** The host * is bound to the mesh. */
  static final Rule ISTIO_HOST_WILDCARD_IN_MESH =
      Rule.error("istio-host-wildcard-in-mesh")
          .title("The host * is bound to the mesh")
          .what(
              """
              The host `*` stands in a VirtualService without gateways, or with the gateway
              `mesh`.
              """)
          .why("It would take over every request inside the mesh; Istio refuses it.")
          .source("Istio, webhook (istio.md 4.2, istio-validation.md 1.2)")
          .bad("spec: {hosts: [\"*\"]}")
          .good("spec: {hosts: [\"*\"], gateways: [web]}")
          .build();

  /** Two hosts of a VirtualService overlap. */
  static final Rule ISTIO_HOSTS_OVERLAP =
      Rule.error("istio-hosts-overlap")
          .title("Two hosts of a VirtualService overlap")
          .what("Two entries of `hosts` are equal, or one covers the other by a wildcard.")
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.2, istio-validation.md 1.2)")
          .bad("hosts: [\"*.example.com\", shop.example.com]")
          .good("hosts: [\"*.example.com\"]")
          .build();

  /** The name of a gateway is malformed. */
  static final Rule ISTIO_GATEWAY_NAME =
      Rule.error("istio-gateway-name")
          .title("The name of a gateway is malformed")
          .what(
              """
              An entry of `gateways` is neither a host name nor of the form `namespace/name`.
              Istio stops at the first one without a slash.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.2, istio-validation.md 1.2)")
          .bad("gateways: [web_1]")
          .good("gateways: [web-1]")
          .build();

  /** The name of a gateway has the old form. */
  static final Rule ISTIO_GATEWAY_NAME_OLD =
      Rule.warning("istio-gateway-name-old")
          .title("The name of a gateway has the old form")
          .what("An entry of `gateways` has the form `name.namespace`.")
          .why("Istio still reads it, and asks for `namespace/name`.")
          .source("Istio, webhook (istio.md 4.2, istio-validation.md 1.2)")
          .bad("gateways: [web.istio-system]")
          .good("gateways: [istio-system/web]")
          .build();

  /** A token claim is matched inside the mesh. */
  static final Rule ISTIO_CLAIM_IN_MESH =
      Rule.error("istio-claim-in-mesh")
          .title("A token claim is matched inside the mesh")
          .what(
              """
              A match names a claim of a token (`@request.auth.claims.…`), and the
              VirtualService is not bound to gateways alone.
              """)
          .why("Only gateways read claims; Istio refuses it.")
          .source("Istio, webhook (istio.md 4.2, istio-validation.md 1.2)")
          .bad("match: [{headers: {\"@request.auth.claims.group\": {exact: beta}}}]")
          .good("spec: {gateways: [web]}")
          .build();

  /** exportTo is malformed. */
  static final Rule ISTIO_EXPORT_TO =
      Rule.error("istio-export-to")
          .title("exportTo is malformed")
          .what(
              """
              `exportTo` names a namespace twice (`.` is the own one), has a bad name, `~`, or
              `*` beside others; with a `workloadSelector`, anything but the own namespace.
              """)
          .why("Istio refuses it.")
          .source("Istio, webhook (istio.md 4.2, istio-validation.md 1.2)")
          .bad("exportTo: [\"*\", shop]")
          .good("exportTo: [\"*\"]")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "What Istio's webhook refuses of a VirtualService",
          """
          Istio checks each object when it is written. Errors refuse the write; warnings
          are shown by kubectl.
          """,
          ImmutableList.of(
              ISTIO_ANNOTATION_RESERVED,
              ISTIO_DELEGATE_FIELDS,
              ISTIO_ROUTES_MISSING,
              ISTIO_VIRTUAL_HOST,
              ISTIO_HOST_WILDCARD_IN_MESH,
              ISTIO_HOSTS_OVERLAP,
              ISTIO_GATEWAY_NAME,
              ISTIO_GATEWAY_NAME_OLD,
              ISTIO_CLAIM_IN_MESH,
              ISTIO_EXPORT_TO));

  private VirtualServiceRules() {}
}

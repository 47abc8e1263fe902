// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** What does not fit together across documents. */
final class AnalysisRules {
  /** The host of a destination is unknown. */
  static final Rule ISTIO_HOST_UNKNOWN =
      Rule.error("istio-host-unknown")
          .title("The host of a destination is unknown")
          .what(
              """
              The host of a destination or mirror belongs to no Service and no ServiceEntry.
              If the input need not hold them all, it is a note; a name such as
              `shop.default`, which Istio does not complete, is a warning wherever the Service
              `shop` is in the input.
              """)
          .why("Requests to an unknown host are answered with 503.")
          .source("Istio, analysis (istio.md 4.7, istio-validation.md 1.2)")
          .bad("destination: {host: shop.default}")
          .good("destination: {host: shop.default.svc.cluster.local}")
          .build();

  /** A Service does not have the port. */
  static final Rule ISTIO_HOST_PORT_UNKNOWN =
      Rule.error("istio-host-port-unknown")
          .title("A Service does not have the port")
          .what("A destination names a port that its Service does not have.")
          .why("Istio has nowhere to send the requests.")
          .source("Istio, analysis (istio.md 4.7, istio-validation.md 1.2)")
          .bad("destination: {host: shop, port: {number: 8080}}")
          .good("destination: {host: shop, port: {number: 80}}")
          .build();

  /** A Service with several ports needs a port. */
  static final Rule ISTIO_HOST_PORT_REQUIRED =
      Rule.error("istio-host-port-required")
          .title("A Service with several ports needs a port")
          .what("A destination names no port, and its Service has several.")
          .why("Istio cannot know which one is meant.")
          .source("Istio, analysis (istio.md 4.7, istio-validation.md 1.2)")
          .bad("destination: {host: shop}")
          .good("destination: {host: shop, port: {number: 80}}")
          .build();

  /** A subset is defined nowhere. */
  static final Rule ISTIO_SUBSET_UNKNOWN =
      Rule.error("istio-subset-unknown")
          .title("A subset is defined nowhere")
          .what(
              """
              No DestinationRule for the host of a destination has its subset. If the input
              holds no DestinationRule for the host, and need not hold all, it is a note. A
              rule's short host belongs to the rule's own namespace.
              """)
          .why("Requests to an unknown subset are answered with 503.")
          .source("Istio, analysis (istio.md 4.7, istio-validation.md 1.2)")
          .bad("destination: {host: shop, subset: canary}")
          .good("subsets: [{name: canary, labels: {app: shop}}]")
          .build();

  /** A gateway is unknown. */
  static final Rule ISTIO_GATEWAY_UNKNOWN =
      Rule.error("istio-gateway-unknown")
          .title("A gateway is unknown")
          .what(
              """
              A VirtualService names a Gateway that is not there. If the input need not hold
              them all, it is a note.
              """)
          .why("The rules are used for no request from outside.")
          .source("Istio, analysis (istio.md 4.7, istio-validation.md 1.2)")
          .bad("gateways: [web]")
          .good("gateways: [istio-system/web]")
          .build();

  /** A Gateway lets in none of the hosts. */
  static final Rule ISTIO_HOST_NOT_IN_GATEWAY =
      Rule.warning("istio-host-not-in-gateway")
          .title("A Gateway lets in none of the hosts")
          .what("No server of a Gateway has any of the hosts of a VirtualService bound to it.")
          .why("The Gateway does not let in the requests.")
          .source("Istio, analysis (istio.md 4.7, istio-validation.md 1.2)")
          .bad("hosts: [shop]")
          .good("hosts: [shop.example.com]")
          .build();

  /** Two VirtualServices have one host in the mesh. */
  static final Rule ISTIO_HOST_TWICE =
      Rule.error("istio-host-twice")
          .title("Two VirtualServices have one host in the mesh")
          .what(
              """
              Two VirtualServices that hold for the mesh have the same host and are shown to
              the same namespaces.
              """)
          .why("Istio takes the rules of one of them, and which one is not defined.")
          .source("Istio, analysis (istio.md 4.7, istio-validation.md 1.2)")
          .bad("hosts: [shop, shop.default.svc.cluster.local]")
          .good("hosts: [shop]")
          .build();

  /** The host of a DestinationRule is unknown. */
  static final Rule ISTIO_POLICY_HOST_UNKNOWN =
      Rule.warning("istio-policy-host-unknown")
          .title("The host of a DestinationRule is unknown")
          .what(
              """
              The host of a DestinationRule belongs to no Service and no ServiceEntry; hosts
              with a wildcard are left alone. If the input need not hold them all, it is a
              note.
              """)
          .why("The policy is used for nothing.")
          .source("Istio, analysis (istio.md 4.7, istio-validation.md 1.2)")
          .bad("host: shop.default")
          .good("host: shop")
          .build();

  /** A subset selects no pods. */
  static final Rule ISTIO_SUBSET_WITHOUT_PODS =
      Rule.error("istio-subset-without-pods")
          .title("A subset selects no pods")
          .what(
              """
              Pods of the Service are in the input, as pods or as templates, and none of them
              has the labels of the subset; the hash that a controller adds is left alone.
              """)
          .why("Requests to the subset are answered with 503.")
          .source("Istio, analysis (istio.md 4.7, istio-validation.md 1.2)")
          .bad("labels: {version: v3}")
          .good("labels: {version: v2}")
          .build();

  /** Two Gateways let in the same hosts. */
  static final Rule ISTIO_GATEWAYS_CONFLICT =
      Rule.error("istio-gateways-conflict")
          .title("Two Gateways let in the same hosts")
          .what(
              """
              A server of a Gateway has the selector, the port and a host of another Gateway's
              server; a wildcard has the hosts that it covers.
              """)
          .why("The pods of the gateway can only do what one of them says (IST0145).")
          .source("Istio, analysis (istio-validation.md 1.3)")
          .bad("hosts: [\"*.example.com\"]  # shop.example.com in another Gateway, port 80 in both")
          .good("hosts: [shop.example.com]  # cart.example.com in the other Gateway")
          .build();

  /** A gateway's route goes past subsets. */
  static final Rule ISTIO_INGRESS_WITHOUT_SUBSET =
      Rule.warning("istio-ingress-without-subset")
          .title("A route of a gateway goes past the subsets of the mesh")
          .what(
              """
              A VirtualService for a gateway routes to a host without a subset, and another one,
              whose own host that is, divides it into subsets.
              """)
          .why(
              """
              The rules of the second hold for callers inside the mesh; requests of the gateway
              reach all pods of the host, whatever its weights are (IST0140).
              """)
          .source("Istio, analysis (istio-validation.md 1.3)")
          .bad("destination: {host: shop}  # with gateways: [public]")
          .good("destination: {host: shop, subset: stable}")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "What does not fit together across documents",
          """
          What `istioctl analyze` looks for in a cluster, said of the documents of the
          input. Nobody refuses it, so that an error of `istioctl analyze` is a warning for
          `plan` and `check`; what the input does not hold may still be in the cluster, and is
          a note.
          """,
          ImmutableList.of(
              ISTIO_HOST_UNKNOWN,
              ISTIO_HOST_PORT_UNKNOWN,
              ISTIO_HOST_PORT_REQUIRED,
              ISTIO_SUBSET_UNKNOWN,
              ISTIO_GATEWAY_UNKNOWN,
              ISTIO_HOST_NOT_IN_GATEWAY,
              ISTIO_HOST_TWICE,
              ISTIO_POLICY_HOST_UNKNOWN,
              ISTIO_SUBSET_WITHOUT_PODS,
              ISTIO_GATEWAYS_CONFLICT,
              ISTIO_INGRESS_WITHOUT_SUBSET));

  private AnalysisRules() {}
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: from a Rollout to its Istio documents. */
final class ReferenceRules {
  static final Rule VIRTUAL_SERVICE_UNKNOWN =
      Rule.note("virtual-service-unknown")
          .title("A VirtualService is not among the inputs")
          .what(
              """
              A referenced VirtualService is not among the inputs; whether it fits is not known.
              """)
          .why(
              """
              The controller looks it up in the cluster and refuses the Rollout if it does not fit.
              """)
          .source("canaryplan")
          .bad("virtualService: {name: shop}  # no such document")
          .good("virtualService: {name: shop}  # with the VirtualService in the inputs")
          .build();

  static final Rule DESTINATION_RULE_UNKNOWN =
      Rule.note("destination-rule-unknown")
          .title("The DestinationRule is not among the inputs")
          .what(
              """
              The referenced DestinationRule is not among the inputs; whether it fits is not known.
              """)
          .why("The controller looks it up in the cluster when it writes it.")
          .source("canaryplan")
          .bad("destinationRule: {name: shop, …}  # no such document")
          .good("destinationRule: {name: shop, …}  # with the DestinationRule in the inputs")
          .build();

  static final Rule REFERENCE_WITHOUT_NAME =
      Rule.error("reference-without-name")
          .title("A reference to an Istio document has an empty name")
          .what(
              "The name of a VirtualService or DestinationRule is empty, or nothing but a namespace.")
          .why(
              """
              No object has an empty name. The controller refuses a Rollout whose VirtualService it
              does not find, and without its DestinationRule every pass fails before it scales.
              """)
          .source("Argo Rollouts (istio.md 1.0)")
          .bad("virtualService: {name: .prod}")
          .good("virtualService: {name: shop.prod}")
          .build();

  static final Rule REFERENCE_IN_OTHER_NAMESPACE =
      Rule.warning("reference-in-other-namespace")
          .title("What a Rollout refers to is in another namespace")
          .what(
              """
              A VirtualService or DestinationRule of the name is among the inputs, but in another
              namespace than the one in which the controller looks.
              """)
          .why(
              """
              A VirtualService without a namespace in its reference is looked for in that of the
              Rollout; `name.namespace` names another one, `namespace/name` does not. A
              DestinationRule is always looked for in the namespace of the Rollout.
              """)
          .source("Argo Rollouts (istio.md 1.0)")
          .bad("virtualService: {name: shop}  # the VirtualService is in prod, the Rollout is not")
          .good("virtualService: {name: shop.prod}")
          .build();

  static final Rule NAMESPACE_LEFT_OPEN =
      Rule.note("namespace-left-open")
          .title("The Rollout says no namespace, what it refers to does")
          .what(
              """
              The Rollout has no namespace and objects that it refers to have one; they are taken
              for the ones it means.
              """)
          .why(
              """
              Which namespace the Rollout gets is only known when it is applied; in another one the
              controller finds none of them.
              """)
          .source("Argo Rollouts (istio.md 1.0)")
          .bad("metadata: {name: shop}  # the VirtualService has namespace: prod")
          .good("metadata: {name: shop, namespace: prod}")
          .build();

  static final Rule DOCUMENT_AMBIGUOUS =
      Rule.error("document-ambiguous")
          .title("A reference means several documents")
          .what("Several documents are what one reference means.")
          .why(
              """
              Only one object of a name and namespace can exist, and nothing says which of the
              documents is meant.
              """)
          .source("canaryplan")
          .bad("metadata: {name: shop}  # two VirtualServices")
          .good("metadata: {name: shop}  # one VirtualService")
          .build();

  static final Rule VIRTUAL_SERVICE_REPEATED =
      Rule.warning("virtual-service-repeated")
          .title("A VirtualService is referred to twice")
          .what("Two references mean the same VirtualService.")
          .why(
              """
              The controller checks both references against the routes of the first, and writes the
              VirtualService once for each, with the routes of that reference.
              """)
          .source("Argo Rollouts, validation of references (istio.md 3.5)")
          .bad("virtualServices: [{name: shop}, {name: shop}]")
          .good("virtualServices: [{name: shop}, {name: store}]")
          .build();

  static final Rule VIRTUAL_SERVICE_NAMES_EQUAL =
      Rule.warning("virtual-service-names-equal")
          .title("VirtualServices of different namespaces have one name")
          .what("Two references mean VirtualServices of one name in different namespaces.")
          .why(
              """
              The controller looks up by name alone which entry a VirtualService belongs to, so that
              both are checked against the routes of the first entry. Entries that list the same
              routes are no trap.
              """)
          .source("Argo Rollouts (istio.md 3.5)")
          .bad(
              """
              virtualServices: [{name: shop.eu, routes: [primary]}, {name: shop.us, routes: [main]}]
              """)
          .good(
              """
              virtualServices: [{name: shop-eu.eu, routes: [primary]}, {name: shop-us.us, routes: [main]}]
              """)
          .build();

  static final Rule SUBSET_NOT_FOUND =
      Rule.error("subset-not-found")
          .title("The DestinationRule has no such subset")
          .what("The DestinationRule has no subset of the name that the Rollout gives.")
          .why(
              """
              The controller makes no subsets, and a destination of a subset that does not exist
              answers nobody.
              """)
          .source("Argo Rollouts (istio.md 2.1); Istio's analyzer IST0101")
          .bad(
              """
              destinationRule: {name: shop, canarySubsetName: new, …}  # subsets: canary, stable
              """)
          .good("destinationRule: {name: shop, canarySubsetName: canary, …}")
          .build();

  static final Rule PING_PONG_ROLE_ASSUMED =
      Rule.note("ping-pong-role-assumed")
          .title("ping is assumed to be stable")
          .what(
              """
              Which of ping and pong is stable stands in the status of the Rollout; in a Rollout
              without a status ping is assumed, which is what the installation leaves.
              """)
          .why("The two swap at each promotion, and `status.canary.stablePingPong` keeps the role.")
          .source("Argo Rollouts (canary.md 3.7, 10.4)")
          .bad("pingPong: {pingService: a, pongService: b}")
          .good("status: {canary: {stablePingPong: pong}}  # beside the spec")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "From a Rollout to its Istio documents",
          "What the references of a Rollout lead to.",
          ImmutableList.of(
              VIRTUAL_SERVICE_UNKNOWN,
              DESTINATION_RULE_UNKNOWN,
              REFERENCE_WITHOUT_NAME,
              REFERENCE_IN_OTHER_NAMESPACE,
              NAMESPACE_LEFT_OPEN,
              DOCUMENT_AMBIGUOUS,
              VIRTUAL_SERVICE_REPEATED,
              VIRTUAL_SERVICE_NAMES_EQUAL,
              SUBSET_NOT_FOUND,
              PING_PONG_ROLE_ASSUMED));

  private ReferenceRules() {}
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: services of a Rollout. */
final class ServiceRules {
  static final Rule WORKLOAD_UNKNOWN =
      Rule.note("workload-unknown")
          .title("The workload is not among the inputs")
          .what("The workload that `workloadRef` names is not among the inputs.")
          .why(
              """
              Which labels the pods have, and so whether the Services select them, is not known.
              """)
          .source("canaryplan")
          .bad(
              """
              workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}  # no such document
              """)
          .good(
              """
              workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}  # with the Deployment in the inputs
              """)
          .build();

  static final Rule SERVICE_UNKNOWN =
      Rule.note("service-unknown")
          .title("A Service is not among the inputs")
          .what("A Service that the Rollout names is not among the inputs.")
          .why("Whether it exists and selects the pods is not known.")
          .source("canaryplan; Argo Rollouts looks it up (istio.md 3.5)")
          .bad("canaryService: shop-canary  # no such document")
          .good("canaryService: shop-canary  # with the Service in the inputs")
          .build();

  static final Rule BLUEGREEN_SERVICE_MISSING =
      Rule.error("bluegreen-service-missing")
          .title("One of two Services is not among the inputs")
          .what(
              """
              Of `activeService` and `previewService` one is among the inputs and the other is not.
              """)
          .why("The controller refuses the Rollout if there is no such Service.")
          .source("Argo Rollouts, validation of references (bluegreen.md 1.2)")
          .bad("{activeService: shop, previewService: shop-preveiw}")
          .good("{activeService: shop, previewService: shop-preview}")
          .build();

  static final Rule BLUEGREEN_SERVICE_SELECTOR_EMPTY =
      Rule.warning("bluegreen-service-selector-empty")
          .title("A Service has no selector")
          .what("A Service of a blue-green Rollout has no selector of its own.")
          .why(
              """
              The controller accepts that and writes the hash as its whole selector. A Service
              without selector usually has its endpoints from elsewhere, which it loses then.
              """)
          .source("Argo Rollouts, validation of references (bluegreen.md 1.2)")
          .bad("kind: Service  # spec: {ports: [{port: 80}]}")
          .good("kind: Service  # spec: {selector: {app: shop}, ports: [{port: 80}]}")
          .build();

  static final Rule SERVICE_SELECTOR_MISMATCH =
      Rule.error("service-selector-mismatch")
          .title("A Service does not select the pods")
          .what(
              """
              The selector of a Service asks for a label that the pods do not have; the Service
              would have no pods. Of the Service that the DestinationRule of a Rollout is for it is a
              warning: the controller does not look at that one.
              """)
          .why("A Service without pods answers nobody.")
          .source("Argo Rollouts, validation of references (istio.md 3.5)")
          .bad("selector: {app: store}  # the pods have app: shop")
          .good("selector: {app: shop}")
          .build();

  static final Rule SERVICE_MANAGED_BY_ANOTHER =
      Rule.error("service-managed-by-another")
          .title("A Service belongs to another Rollout")
          .what("The Service carries the annotation of another Rollout.")
          .why("Two Rollouts would change its selector in turn.")
          .source("Argo Rollouts, validation of references (istio.md 3.5)")
          .bad("argo-rollouts.argoproj.io/managed-by-rollouts: store")
          .good("argo-rollouts.argoproj.io/managed-by-rollouts: shop")
          .build();

  static final Rule SERVICES_WITHOUT_ROUTING =
      Rule.warning("services-without-routing")
          .title("Services are narrowed but nothing shares the traffic")
          .what(
              """
              A stable Service is named, and no traffic router. The controller narrows each Service
              that the Rollout names to the pods of one version.
              """)
          .why(
              """
              Clients of the stable Service reach no canary pod at any weight, from ever fewer pods,
              and then the new version all at once. Only a Service that the Rollout does not name
              shares by the number of pods.
              """)
          .source("istio.md 6.2; canary.md 3.4")
          .bad("canary: {stableService: shop-stable, canaryService: shop-canary}")
          .good(
              "canary: {canaryService: shop-canary}  # clients use a Service that is not named here")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Services of a Rollout",
          "",
          ImmutableList.of(
              WORKLOAD_UNKNOWN,
              SERVICE_UNKNOWN,
              BLUEGREEN_SERVICE_MISSING,
              BLUEGREEN_SERVICE_SELECTOR_EMPTY,
              SERVICE_SELECTOR_MISMATCH,
              SERVICE_MANAGED_BY_ANOTHER,
              SERVICES_WITHOUT_ROUTING));

  private ServiceRules() {}
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: what the controller refuses in a Rollout. */
final class SpecRules {
  static final Rule SELECTOR_MISSING =
      Rule.error("selector-missing")
          .title("The selector is missing")
          .what("A Rollout without `workloadRef`, or with one to a PodTemplate, needs a selector.")
          .why("The selector is how a Rollout knows its ReplicaSets and pods.")
          .source("Argo Rollouts, validation of the spec (istio.md 3.2)")
          .bad("spec: {template: …}")
          .good("spec: {selector: {matchLabels: {app: shop}}, template: …}")
          .build();

  static final Rule SELECTOR_INVALID =
      Rule.error("selector-invalid")
          .title("The selector is invalid")
          .what(
              """
              The selector is empty, has an operator that does not exist, values where none belong,
              or names that are no labels.
              """)
          .why("Kubernetes could not read it, or it would select every pod.")
          .source("Argo Rollouts, validation of the spec (istio.md 3.2)")
          .bad("selector: {}")
          .good("selector: {matchLabels: {app: shop}}")
          .build();

  static final Rule TEMPLATE_BESIDE_WORKLOAD_REF =
      Rule.error("template-beside-workload-ref")
          .title("Both a template and a workloadRef are given")
          .what("The pods come either from the template or from another workload.")
          .why("With both there would be two answers to the question what runs.")
          .source("Argo Rollouts, validation of the spec (istio.md 3.2)")
          .bad(
              """
              template: {metadata: {labels: {app: shop}}}
              workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
              """)
          .good("workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}")
          .build();

  static final Rule WORKLOAD_KIND_UNRESOLVED =
      Rule.error("workload-kind-unresolved")
          .title("The controller resolves no workload of this kind")
          .what(
              """
              `workloadRef` names another kind than Deployment and ReplicaSet of the group `apps`
              and PodTemplate of `v1`, or none.
              """)
          .why("The controller finds no pod template, so the Rollout never has a pod.")
          .source("Argo Rollouts, resolution of workloadRef (hash.md 8)")
          .bad("workloadRef: {apiVersion: apps/v1, kind: StatefulSet, name: shop}")
          .good("workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}")
          .build();

  static final Rule SELECTOR_NOT_IN_TEMPLATE =
      Rule.error("selector-not-in-template")
          .title("The selector does not match the template")
          .what(
              """
              The selector does not match the labels of the template: the Rollout would not find its
              own pods.
              """)
          .why(
              """
              The Rollout would not find its own pods. The other parts of the template's validation
              are left to Kubernetes.
              """)
          .source("Argo Rollouts, validation of the spec (istio.md 3.2)")
          .bad(
              """
              selector: {matchLabels: {app: shop}}
              template: {metadata: {labels: {app: store}}}
              """)
          .good(
              """
              selector: {matchLabels: {app: shop}}
              template: {metadata: {labels: {app: shop}}}
              """)
          .build();

  static final Rule WORKLOAD_REPLICAS_DIFFER =
      Rule.warning("workload-replicas-differ")
          .title("The Rollout does not take over the replicas of its workload")
          .what(
              """
              `spec.replicas` is absent beside a `workloadRef`, and the Deployment has another number
              than 1. A note where the Deployment is not among the inputs.
              """)
          .why(
              """
              The controller writes 1 where `spec.replicas` is absent; it never looks at the number
              of the workload.
              """)
          .source("Argo Rollouts (canary.md 1.1)")
          .bad(
              "workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}  # which has replicas: 10")
          .good("{replicas: 10, workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}}")
          .build();

  static final Rule WORKLOAD_KEEPS_RUNNING =
      Rule.note("workload-keeps-running")
          .title("The pods of the referenced Deployment keep running")
          .what(
              """
              `workloadRef` names a Deployment, and `scaleDown` does not say that it shrinks.
              """)
          .why(
              """
              The Deployment goes on running its own pods beside those of the Rollout, and a Service
              that selects both sends traffic to both, unless `scaleDown` is `onsuccess` or
              `progressively` or somebody scales it to 0.
              """)
          .source("Argo Rollouts, workloadRef (gitops.md 1)")
          .bad("workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}")
          .good("workloadRef: {kind: Deployment, name: shop, scaleDown: onsuccess}")
          .build();

  static final Rule TEMPLATE_LABEL_INVALID =
      Rule.error("template-label-invalid")
          .title("A label or annotation of the pods is none")
          .what(
              """
              A key below `spec.template.metadata.labels` or `annotations` is no name, or the value
              of a label has other characters than letters, digits, `-`, `_` and `.`, or more than
              63.
              """)
          .why("The controller refuses the Rollout: no pod could have it.")
          .source("Argo Rollouts 1.9.1, validation of the spec (istio.md 3.2)")
          .bad("template: {metadata: {labels: {app: shop, team: web and shop}}}")
          .good("template: {metadata: {labels: {app: shop, team: web-and-shop}}}")
          .build();

  static final Rule NUMBER_NEGATIVE =
      Rule.error("number-negative")
          .title("A number must not be negative")
          .what(
              """
              `minReadySeconds`, `revisionHistoryLimit` or `progressDeadlineSeconds` is negative.
              """)
          .why("There are no negative seconds to wait and no negative revisions to keep.")
          .source("Argo Rollouts, validation of the spec (istio.md 3.2)")
          .bad("minReadySeconds: -1")
          .good("minReadySeconds: 0")
          .build();

  static final Rule DEADLINE_NOT_ABOVE_MIN_READY =
      Rule.error("deadline-not-above-min-ready")
          .title("The deadline passes before a pod can be available")
          .what(
              """
              `progressDeadlineSeconds`, 600 by default, is not above `minReadySeconds`: every pod
              would be late.
              """)
          .why("Every pod would be late.")
          .source("Argo Rollouts, validation of the spec (istio.md 3.2)")
          .bad("minReadySeconds: 600")
          .good("minReadySeconds: 60")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "What the controller refuses in a Rollout",
          """
              The controller shows only the first of these and stops; here all come at once. Its own
              field path leaves out `canary` and is given beside the real one.
              """,
          ImmutableList.of(
              SELECTOR_MISSING,
              SELECTOR_INVALID,
              TEMPLATE_BESIDE_WORKLOAD_REF,
              WORKLOAD_KIND_UNRESOLVED,
              WORKLOAD_REPLICAS_DIFFER,
              WORKLOAD_KEEPS_RUNNING,
              SELECTOR_NOT_IN_TEMPLATE,
              TEMPLATE_LABEL_INVALID,
              NUMBER_NEGATIVE,
              DEADLINE_NOT_ABOVE_MIN_READY));

  private SpecRules() {}
}

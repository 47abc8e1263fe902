// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: an edit of a Deployment, which two revisions show. */
final class DeploymentEditRules {
  static final Rule DEPLOYMENT_SELECTOR_CHANGED =
      Rule.error("deployment-selector-changed")
          .title("The selector of a Deployment cannot be edited")
          .what("`spec.selector` differs from that of the revision that is updated.")
          .why(
              """
              The API server refuses the edit. Only a Deployment that is deleted and created anew can
              have another selector.
              """)
          .source("Kubernetes v1.37, validation (rolling.md 1.5)")
          .bad("selector: {matchLabels: {app: store}}  # was app: shop")
          .good("selector: {matchLabels: {app: shop}}")
          .build();

  static final Rule OLD_VERSION_SCALED_FIRST =
      Rule.warning("old-version-scaled-first")
          .title("Other replicas go to the old version first")
          .what("One edit changes `replicas` and the pod template of a Deployment.")
          .why(
              """
              The controller sees the replicas before the template, and gives them to the version
              that runs; the new one follows when that is done.
              """)
          .source("Kubernetes v1.37 (rolling.md 5.6)")
          .bad("replicas: 20  # was 10, and the image is another one too")
          .good("replicas: 20  # was 10, and nothing else changes")
          .build();

  static final Rule RECREATE_DEADLOCK =
      Rule.warning("recreate-deadlock")
          .title("A change to Recreate with other replicas can stop an update for ever")
          .what("One edit changes the type to Recreate and `replicas`.")
          .why(
              """
              Two ReplicaSets with pods and other replicas are a scaling to the controller, which it
              does not carry out for Recreate, and so never ends.
              """)
          .source("Kubernetes v1.37 (rolling.md 9.2)")
          .bad("{replicas: 6, strategy: {type: Recreate}}  # was 10 and RollingUpdate")
          .good("{replicas: 10, strategy: {type: Recreate}}  # was RollingUpdate")
          .build();

  static final Rule SERVICE_PINS_VERSION =
      Rule.warning("service-pins-version")
          .title("A Service selects one of the two versions only")
          .what(
              """
              The pod labels of a Deployment change, and the selector of a Service among the inputs
              matches those of one revision but not of the other.
              """)
          .why(
              """
              All traffic of the Service stays with one version while the pods move to the other; in
              the end there may be nobody to answer.
              """)
          .source("Kubernetes v1.37 (rolling.md 8.3)")
          .bad("selector: {app: shop, version: v1}  # the new pods have version: v2")
          .good("selector: {app: shop}")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Edits of Deployments",
          "What the change from one revision of a Deployment to the next does.",
          ImmutableList.of(
              DEPLOYMENT_SELECTOR_CHANGED,
              OLD_VERSION_SCALED_FIRST,
              RECREATE_DEADLOCK,
              SERVICE_PINS_VERSION));

  private DeploymentEditRules() {}
}

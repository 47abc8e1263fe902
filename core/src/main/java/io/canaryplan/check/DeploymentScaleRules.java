// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: other replicas while a Deployment is updated. */
final class DeploymentScaleRules {
  private static final String STUDY = "Kubernetes v1.37 (rolling.md 13)";

  static final Rule AUTOSCALER_OWNS_REPLICAS =
      Rule.warning("autoscaler-owns-replicas")
          .title("The replicas of a Deployment are those of an autoscaler")
          .what("A HorizontalPodAutoscaler among the inputs has the Deployment as its target.")
          .why(
              """
              A plan holds for one number of replicas. The least and the most that the autoscaler
              sets have other numbers of pods, and a change in the middle of a rolling update gives
              pods to both versions.
              """)
          .source(STUDY)
          .bad("replicas: 10  # scaleTargetRef: {kind: Deployment, name: shop}")
          .good("replicas: 10  # set by nobody else")
          .build();

  static final Rule ZERO_SURGE_WEDGE =
      Rule.warning("zero-surge-wedge")
          .title("A scaling at the wrong moment stops an update without surge for ever")
          .what(
              """
              maxSurge is 0, an autoscaler sets the replicas, and it can set just those that the
              first pass leaves.
              """)
          .why(
              """
              The controller sees that the only ReplicaSet with pods has the size already, does not
              write that it did, and sees the scaling again in each pass. Nothing else happens until
              the replicas change again.
              """)
          .source("Kubernetes v1.37 (rolling.md 9.1)")
          .bad("rollingUpdate: {maxSurge: 0, maxUnavailable: 2}  # and an autoscaler")
          .good("rollingUpdate: {maxSurge: 1, maxUnavailable: 2}  # and an autoscaler")
          .build();

  static final Rule SCALE_OVERFLOW =
      Rule.warning("scale-overflow")
          .title("Scaling so many pods on the way overflows")
          .what(
              """
              `replicas` and maxSurge, or those of an autoscaler, come together to more pods than
              can be multiplied with themselves in 32 bits.
              """)
          .why(
              """
              A scaling in the middle of a rolling update multiplies the pods of each version with
              replicas and surge; where that overflows, versions get other sizes than their share,
              or a negative one, which the API server refuses for ever.
              """)
          .source("Kubernetes v1.37 (rolling.md 5.5)")
          .bad("replicas: 60000")
          .good("replicas: 6000")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Scaling of Deployments",
          "What other replicas do while a Deployment is updated.",
          ImmutableList.of(AUTOSCALER_OWNS_REPLICAS, ZERO_SURGE_WEDGE, SCALE_OVERFLOW));

  private DeploymentScaleRules() {}
}

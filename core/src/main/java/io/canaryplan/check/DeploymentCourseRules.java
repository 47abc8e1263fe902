// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: how the update of a Deployment goes. */
final class DeploymentCourseRules {
  private static final String STUDY = "Kubernetes v1.37 (rolling.md 13)";
  private static final String FURTHER = "Kubernetes v1.37 (rolling.md 15)";

  static final Rule SHARE_JUMP =
      Rule.note("share-jump")
          .title("One pass moves many users at once")
          .what(
              """
              A pass of a rolling update raises the new version's share of the available pods by more
              than 20 points.
              """)
          .why(
              """
              Old pods go in portions, and those that stay share the traffic with the new ones. A
              Deployment cannot hold at a share in between.
              """)
          .source(STUDY)
          .bad("replicas: 10  # 25 % and 25 %: from 38 % to 63 % in one pass")
          .good("{replicas: 10, strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}}")
          .build();

  static final Rule SLOW_ROLLOUT =
      Rule.note("slow-rollout")
          .title("An update takes more than an hour")
          .what("Passes times `minReadySeconds` are more than an hour.")
          .why(
              "Each pass that waits for new pods waits that long, beside the time they need to start.")
          .source(STUDY)
          .bad(
              "{replicas: 200, minReadySeconds: 30, strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}}")
          .good("{replicas: 200, minReadySeconds: 30, strategy: {rollingUpdate: {maxSurge: 25%}}}")
          .build();

  static final Rule NOTHING_SOAKS =
      Rule.note("nothing-soaks")
          .title("Nothing gives a new version time to show itself")
          .what("A rolling update has neither `minReadySeconds` nor a pause.")
          .why(
              """
              A pod that is ready counts as available at once, and the next one follows. A fault that
              shows after a minute may be in all pods by then.
              """)
          .source(FURTHER)
          .bad("replicas: 10")
          .good("{replicas: 10, minReadySeconds: 30}")
          .build();

  static final Rule NO_READINESS_PROBE =
      Rule.warning("no-readiness-probe")
          .title("Pods are ready as soon as they run")
          .what(
              """
              No container of a Deployment's pods has a `readinessProbe` or a `startupProbe`, and the
              pods have no `readinessGates`.
              """)
          .why(
              """
              A pod then takes traffic, and counts towards the available ones, as soon as it runs,
              whether it can answer or not; so a broken version replaces the old one.
              """)
          .source(FURTHER)
          .bad("containers: [{name: shop, image: shop:1}]")
          .good(
              "containers: [{name: shop, image: shop:1, readinessProbe: {httpGet: {port: 8080}}}]")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Course of a Deployment's update",
          "In which jumps an update goes, how long it takes, and what it does not wait for.",
          ImmutableList.of(SHARE_JUMP, SLOW_ROLLOUT, NOTHING_SOAKS, NO_READINESS_PROBE));

  private DeploymentCourseRules() {}
}

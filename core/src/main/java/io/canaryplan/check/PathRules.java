// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: on the way. */
final class PathRules {
  static final Rule OVERLOAD =
      Rule.warning("overload")
          .title("A version has more traffic than its pods can carry")
          .what(
              """
              At some moment a version has more than 1.5 times the traffic of its pods, compared
              with `spec.replicas` carrying all of it.
              """)
          .why(
              """
              Pods sized for their share of the traffic fail under one and a half times as much. The
              worst moment is named.
              """)
          .source("canaryplan")
          .bad("steps: [{setCanaryScale: {replicas: 1}}, {setWeight: 50}]")
          .good("steps: [{setWeight: 50}]")
          .build();

  static final Rule CANARY_OUTAGE =
      Rule.warning("canary-outage")
          .title("A canary leaves no pod for a while")
          .what("At some moment on the way no pod of any version is available.")
          .why(
              """
              `maxUnavailable` lets all replicas be missing, as it does with one replica and
              `maxSurge: 0`: old pods are removed before new ones are started.
              """)
          .source("Argo Rollouts (canary.md 1.4, 2.6)")
          .bad("{replicas: 1, strategy: {canary: {maxSurge: 0}}}")
          .good("{replicas: 1, strategy: {canary: {maxSurge: 1, maxUnavailable: 0}}}")
          .build();

  static final Rule PLAN_STANDS_STILL =
      Rule.warning("plan-stands-still")
          .title("The rollout stands still")
          .what(
              """
              The passes end before the state is reached, for example because stable never has the
              pods that the next weight asks for.
              """)
          .why(
              """
              The controller waits for something that does not come, and no later step is reached.
              """)
          .source("Argo Rollouts (canary.md 4.1)")
          .bad("maxSurge: five  # counts as 0, and so does maxUnavailable")
          .good("maxSurge: 5")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "On the way",
          "What happens between two steps. The controller accepts all of these.",
          ImmutableList.of(OVERLOAD, CANARY_OUTAGE, PLAN_STANDS_STILL));

  private PathRules() {}
}

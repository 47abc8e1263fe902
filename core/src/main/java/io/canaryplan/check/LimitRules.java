// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: limits and deadlines. */
final class LimitRules {
  static final Rule SURGE_LIMITS_WITHOUT_EFFECT =
      Rule.warning("surge-limits-without-effect")
          .title("maxSurge bounds nothing with a router")
          .what(
              """
              With traffic routing the canary's weight decides its pods, beside all stable pods;
              `maxSurge` bounds nothing and `maxUnavailable` only paces the removal of old pods.
              """)
          .why("Who writes a limit expects it to hold.")
          .source("Argo Rollouts with a router (canary.md 3.1)")
          .bad(
              """
              maxSurge: 1
              trafficRouting: …
              """)
          .good("trafficRouting: …")
          .build();

  static final Rule POD_PEAK =
      Rule.note("pod-peak")
          .title("There are more pods on the way than maxSurge suggests")
          .what(
              """
              On the way there are more pods than `maxSurge` suggests, because counts are rounded up
              or because a router keeps all stable pods beside the canary; in the latter case only
              if `maxSurge` is written.
              """)
          .why(
              """
              A cluster without room for them lets the rollout wait. Says the number and the step.
              """)
          .source("Argo Rollouts (canary.md 2.7, 3.5)")
          .bad("maxSurge: 10%  # with trafficRouting: up to twice the replicas")
          .good("trafficRouting: …  # without maxSurge")
          .build();

  static final Rule MIN_PODS_WITHOUT_EFFECT =
      Rule.warning("min-pods-without-effect")
          .title("minPodsPerReplicaSet has no effect")
          .what(
              """
              `minPodsPerReplicaSet` without traffic routing, above the replicas, or beside a
              smaller `setCanaryScale.replicas` without `dynamicStableScale`.
              """)
          .why(
              """
              The field is a floor for the counts of a routed canary, and only within its other
              bounds.
              """)
          .source("Argo Rollouts with a router (canary.md 3.1)")
          .versions("Argo Rollouts; capped at replicas since v1.10")
          .bad("minPodsPerReplicaSet: 2  # no trafficRouting")
          .good(
              """
              minPodsPerReplicaSet: 2
              trafficRouting: …
              """)
          .build();

  static final Rule DEADLINE_TIGHT =
      Rule.warning("deadline-tight")
          .title("The deadline is tight")
          .what(
              """
              `progressDeadlineSeconds` leaves less than 30 seconds, beside `minReadySeconds`, for a
              pod to start.
              """)
          .why("A pod that takes longer to start makes the rollout count as failed.")
          .source("canaryplan")
          .bad(
              """
              minReadySeconds: 60
              progressDeadlineSeconds: 80
              """)
          .good(
              """
              minReadySeconds: 60
              progressDeadlineSeconds: 600
              """)
          .build();

  static final Rule QUOTED_NUMBER_IS_PERCENT =
      Rule.warning("quoted-number-is-percent")
          .title("A number in quotes is a percentage")
          .what("A number in quotes is a percentage: `\"5\"` is 5 %, not 5 pods.")
          .why("The parser of limits takes a text as a percentage, with or without the sign.")
          .source("Argo Rollouts (canary.md 1.3)")
          .bad("maxSurge: \"5\"")
          .good("maxSurge: 5")
          .build();

  static final Rule SURGE_LIMIT_UNREADABLE =
      Rule.warning("surge-limit-unreadable")
          .title("A limit is no number")
          .what("A limit that is no number.")
          .why("The controller then takes both limits as 0 without a word.")
          .source("Argo Rollouts (canary.md 1.3, 1.4)")
          .bad("maxSurge: five")
          .good("maxSurge: 5")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Limits and deadlines",
          """
              Numbers that do not do what they seem to say. The controller accepts all of these.
              """,
          ImmutableList.of(
              SURGE_LIMITS_WITHOUT_EFFECT,
              POD_PEAK,
              MIN_PODS_WITHOUT_EFFECT,
              DEADLINE_TIGHT,
              QUOTED_NUMBER_IS_PERCENT,
              SURGE_LIMIT_UNREADABLE));

  private LimitRules() {}
}

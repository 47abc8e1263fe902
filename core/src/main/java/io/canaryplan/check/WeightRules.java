// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: weights as shares of pods. */
final class WeightRules {
  static final Rule UNREACHABLE_WEIGHT =
      Rule.warning("unreachable-weight")
          .title("The pods' ratio is far from the weight")
          .what(
              """
              Without traffic routing the ratio of pods is the only weight, and few pods have few
              ratios: 2 replicas at 20 % are 1 canary and 2 stable pods, a third of the traffic.
              """)
          .why(
              """
              2 replicas at 20 % are 1 canary and 2 stable pods, a third of the traffic. Fires
              beyond 5 points; says what is reached, what would be near, how many replicas would be
              exact. A traffic router reaches every weight with any number of replicas.
              """)
          .source("Argo Rollouts without a router (canary.md 2.2)")
          .bad(
              """
              replicas: 2
              steps: [{setWeight: 20}]
              """)
          .good(
              """
              replicas: 4
              steps: [{setWeight: 20}]
              """)
          .build();

  static final Rule DEGENERATE_STEPS =
      Rule.warning("degenerate-steps")
          .title("Steps settle at the same pods")
          .what(
              """
              Two neighbouring setWeights settle at the same pods, or a single replica is to be
              shared.
              """)
          .why("A step that changes no pod changes no traffic.")
          .source("Argo Rollouts without a router (canary.md 2.2)")
          .bad(
              """
              replicas: 2
              steps: [{setWeight: 10}, {pause: {}}, {setWeight: 20}]
              """)
          .good(
              """
              replicas: 10
              steps: [{setWeight: 10}, {pause: {}}, {setWeight: 20}]
              """)
          .build();

  static final Rule ZERO_CANARY_HOLE =
      Rule.error("zero-canary-hole")
          .title("The canary gets no pod at this weight")
          .what(
              """
              At exactly five pairs of replicas and weight (2 at 75, 5 at 90, 10 at 95, 25 at 98, 50
              at 99) without surge, the controller scales the canary to 0.
              """)
          .why("A step that should send nearly all traffic to the canary sends it nothing.")
          .source("Argo Rollouts without a router (canary.md 2.4)")
          .versions("Argo Rollouts since v1.2 (rounding closest)")
          .bad(
              """
              replicas: 10
              maxSurge: 0
              steps: [{setWeight: 95}]
              """)
          .good(
              """
              replicas: 10
              maxSurge: 1
              steps: [{setWeight: 95}]
              """)
          .build();

  static final Rule ROUNDING_DIFFERS =
      Rule.note("rounding-differs")
          .title("The two roundings give different pods")
          .what(
              """
              Rounding both counts up, which is the documented rule, and choosing the closest split,
              which controllers since v1.2 do, give different pods. Silent when a rounding or a
              controller is chosen to plan with.
              """)
          .why(
              """
              A plan made by the one rule says something else than a controller that follows the
              other does.
              """)
          .source("the documented rule and the controller's (canary.md 2.2, 9)")
          .bad(
              """
              replicas: 10
              steps: [{setWeight: 33}]
              """)
          .good(
              """
              replicas: 10
              steps: [{setWeight: 30}]
              """)
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Weights as shares of pods",
          """
              What happens to a weight without traffic routing. The controller accepts all of these.
              """,
          ImmutableList.of(
              UNREACHABLE_WEIGHT, DEGENERATE_STEPS, ZERO_CANARY_HOLE, ROUNDING_DIFFERS));

  private WeightRules() {}
}

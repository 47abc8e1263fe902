// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;

/** The rules about: managed routes and weights of a plan. */
final class RouteRules {
  static final Rule ROUTE_WITHOUT_PODS =
      Rule.warning("route-without-pods")
          .title("A route leads to a canary without pods")
          .what("A header or mirror route comes while the canary has no pod.")
          .why("The controller writes it once and removes it again.")
          .source("Argo Rollouts (istio.md 1.12)")
          .bad("steps: [{setHeaderRoute: …}, {setWeight: 20}]")
          .good("steps: [{setCanaryScale: {replicas: 1}}, {setHeaderRoute: …}, {setWeight: 20}]")
          .build();

  static final Rule ROUTE_STEP_FIRST =
      Rule.warning("route-step-first")
          .title("A route is set in the first step")
          .what(
              """
              An abort goes back to the first step; if that sets a route, the route is added again
              in every pass.
              """)
          .why(
              """
              An aborted rollout stands at its first step, and the controller does that step.
              """)
          .source("Argo Rollouts (istio.md 1.12)")
          .bad("steps: [{setHeaderRoute: …}]")
          .good("steps: [{setCanaryScale: {replicas: 1}}, {setHeaderRoute: …}]")
          .build();

  static final Rule WEIGHTS_ABOVE_MAXIMUM =
      Rule.warning("weights-above-maximum")
          .title("Canary and experiments have more than all traffic")
          .what("Canary and experiments together ask for more than all traffic.")
          .why(
              """
              Stable gets 0 and the weights do not add up; the status has a negative weight. Up to v1.8
              the VirtualService would get that too, which Istio refuses.
              """)
          .source("Argo Rollouts (istio.md 1.7, canary.md 10.6)")
          .bad("steps: [{setWeight: 90}, {experiment: {templates: [{name: a, weight: 20}]}}]")
          .good("steps: [{setWeight: 80}, {experiment: {templates: [{name: a, weight: 20}]}}]")
          .build();

  static final Rule FULL_PROMOTION_ABOVE_MAXIMUM =
      Rule.warning("full-promotion-above-maximum")
          .title("A full promotion asks for more than all traffic")
          .what(
              """
              `setCanaryScale` gives the canary more pods than the replicas and `dynamicStableScale` is
              set. Who promotes in full there gives it the weight of its pods, more than all traffic.
              """)
          .why(
              """
              For a pass stable gets 0 and the weights do not add up; the status has a negative weight.
              Up to v1.8 the VirtualService would get that too, which Istio refuses: every pass fails,
              and the promotion stands still.
              """)
          .source("Argo Rollouts (canary.md 3.2, 10.13)")
          .bad("replicas: 10  # dynamicStableScale: true, setCanaryScale: {replicas: 15}")
          .good("replicas: 10  # dynamicStableScale: true, setCanaryScale: {replicas: 10}")
          .build();

  /** All of them, in the order of the reference. */
  static final RuleGroup GROUP =
      new RuleGroup(
          "Managed routes and weights of a plan",
          "The controller accepts all of these.",
          ImmutableList.of(
              ROUTE_WITHOUT_PODS,
              ROUTE_STEP_FIRST,
              WEIGHTS_ABOVE_MAXIMUM,
              FULL_PROMOTION_ABOVE_MAXIMUM));

  private RouteRules() {}
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.rollout.CanaryStep;
import java.util.List;
import java.util.Optional;

/** Managed routes and weights of a routed plan: P8, P9 and P13. */
final class RouteChecks {
  private RouteChecks() {}

  static void check(CanaryPlan plan, Findings findings) {
    if (!plan.routed()) {
      return;
    }
    for (PlannedState state : plan.states()) {
      state.step().ifPresent(step -> check(plan, state, step, findings));
    }
  }

  private static void check(
      CanaryPlan plan, PlannedState state, CanaryStep step, Findings findings) {
    int index = state.stepIndex().orElseThrow();
    setsRoute(step)
        .ifPresent(
            route -> {
              withoutPods(plan, state, route, index, findings);
              first(route, index, findings);
            });
    if (step.part(CanaryStep.Experiment.class).isPresent()) {
      aboveMaximum(plan, state, index, findings);
    }
  }

  /** Returns the part that adds a route; an empty match only removes one. */
  private static Optional<CanaryStep> setsRoute(CanaryStep step) {
    return step.parts().stream()
        .filter(
            part ->
                (part instanceof CanaryStep.SetHeaderRoute header && !header.match().isEmpty())
                    || (part instanceof CanaryStep.SetMirrorRoute mirror
                        && !mirror.match().isEmpty()))
        .findFirst();
  }

  private static void withoutPods(
      CanaryPlan plan, PlannedState state, CanaryStep route, int index, Findings findings) {
    if (state.replicas().canary() == 0 && plan.replicas() > 0) {
      findings.add(
          CheckRule.ROUTE_WITHOUT_PODS,
          Paths.step(index, route.kind()),
          "\""
              + Texts.cut(route.toString())
              + "\" comes while the canary has no pod; the controller writes the route once and"
              + " removes it again",
          "put a setWeight above 0 or a setCanaryScale before " + Paths.step(index));
    }
  }

  private static void first(CanaryStep route, int index, Findings findings) {
    if (index == 0) {
      findings.add(
          CheckRule.ROUTE_STEP_FIRST,
          Paths.step(0, route.kind()),
          "\""
              + Texts.cut(route.toString())
              + "\" is the first step; an abort goes back to it and adds the route again in every"
              + " pass",
          "put another step before " + Paths.step(0));
    }
  }

  private static void aboveMaximum(
      CanaryPlan plan, PlannedState state, int index, Findings findings) {
    List<AdditionalWeight> additional = state.weights().additional();
    long sum =
        additional.stream().mapToLong(AdditionalWeight::weight).sum() + state.weights().canary();
    if (sum > plan.maxWeight()) {
      findings.add(
          CheckRule.WEIGHTS_ABOVE_MAXIMUM,
          Paths.step(index, "experiment"),
          "canary and experiments together ask for \""
              + sum
              + "\" of "
              + plan.maxWeight()
              + "; nothing is left for stable and the weights do not add up",
          "lower the weights in " + Paths.step(index, "experiment") + ".templates");
    }
  }
}

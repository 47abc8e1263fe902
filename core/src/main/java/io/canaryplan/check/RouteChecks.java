// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.rollout.CanaryStep;
import java.util.Optional;

/** Managed routes and weights of a routed plan (istio.md 1.7, 1.12). */
final class RouteChecks {
  private RouteChecks() {}

  static void run(Subject subject, Findings findings) {
    subject.canaryPlan().filter(CanaryPlan::routed).ifPresent(plan -> check(plan, findings));
  }

  private static void check(CanaryPlan plan, Findings findings) {
    for (PlannedState state : plan.states()) {
      if (state.step().isPresent()) {
        CanaryStep step = state.step().get();
        int index = state.stepIndex().orElseThrow();
        boolean noPods = state.replicas().canary() == 0 && plan.replicas() > 0;
        Optional<CanaryStep.ManagedRoute> route = setsRoute(step);
        if (route.isPresent()) {
          route(route.get(), index, noPods, findings);
        }
        if (step.part(CanaryStep.Experiment.class).isPresent()) {
          aboveMaximum(plan, state, index, findings);
        }
      }
    }
  }

  /** Returns the part that adds a route; an empty match only removes one. */
  private static Optional<CanaryStep.ManagedRoute> setsRoute(CanaryStep step) {
    return step.parts().stream()
        .filter(CanaryStep.ManagedRoute.class::isInstance)
        .map(CanaryStep.ManagedRoute.class::cast)
        .filter(route -> !route.removes())
        .findFirst();
  }

  private static void route(
      CanaryStep.ManagedRoute route, int index, boolean noPods, Findings findings) {
    FieldPath path = Paths.step(index, route.kind().field());
    if (noPods) {
      findings.add(
          RouteRules.ROUTE_WITHOUT_PODS,
          path,
          """
          %s comes while the canary has no pod; the controller writes the route once and \
          removes it again"""
              .formatted(Quotation.of(route.toString())),
          "put a setWeight above 0 or a setCanaryScale before %s".formatted(Paths.step(index)));
    }
    if (index == 0) {
      findings.add(
          RouteRules.ROUTE_STEP_FIRST,
          path,
          """
          %s is the first step; an abort goes back to it and adds the route again in every \
          pass"""
              .formatted(Quotation.of(route.toString())),
          "put another step before %s".formatted(Paths.step(0)));
    }
  }

  private static void aboveMaximum(
      CanaryPlan plan, PlannedState state, int index, Findings findings) {
    long sum = state.weights().canary();
    for (AdditionalWeight weight : state.weights().additional()) {
      sum += weight.weight();
    }
    if (sum > plan.maxWeight()) {
      findings.add(
          RouteRules.WEIGHTS_ABOVE_MAXIMUM,
          Paths.step(index, "experiment"),
          """
          canary and experiments together ask for "%s" of %s; nothing is left for stable, %s"""
              .formatted(sum, plan.maxWeight(), AboveMaximum.of(plan, sum)),
          "lower the weights in %s.templates".formatted(Paths.step(index, "experiment")));
    }
  }
}

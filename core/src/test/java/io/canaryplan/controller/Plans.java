// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Rounding;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.TrafficRouting;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes plans of small rollouts for tests. */
record Plans(int replicas, CanaryStrategy strategy, PlanSettings settings) {
  static final IstioTrafficRouting ISTIO =
      new IstioTrafficRouting(
          List.of(), Optional.of(IstioVirtualServiceRef.of("app")), Optional.empty());

  static Plans basic(int replicas) {
    return new Plans(replicas, CanaryStrategy.builder().build(), PlanSettings.DEFAULT);
  }

  Plans replicas(int value) {
    return new Plans(value, strategy, settings);
  }

  Plans steps(CanaryStep... steps) {
    return with(builder -> builder.steps(List.of(steps)));
  }

  Plans routed() {
    return routing(TrafficRouting.of(ISTIO));
  }

  Plans routing(TrafficRouting routing) {
    return with(builder -> builder.trafficRouting(routing));
  }

  Plans with(UnaryOperator<CanaryStrategy.Builder> change) {
    return new Plans(replicas, change.apply(strategy.toBuilder()).build(), settings);
  }

  Plans rounding(Rounding rounding) {
    return new Plans(replicas, strategy, settings.withRounding(rounding));
  }

  Plans controller(ControllerVersion controller) {
    return new Plans(replicas, strategy, settings.withController(controller));
  }

  Rollout rollout() {
    return Rollout.builder("app", strategy).replicas(replicas).build();
  }

  CanaryPlan plan() {
    return CanaryController.plan(rollout(), settings);
  }

  /** Returns the settled state of a step. */
  PlannedState at(int index) {
    return plan().states().get(index + 1);
  }
}

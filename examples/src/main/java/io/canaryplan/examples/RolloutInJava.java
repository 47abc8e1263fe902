// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.PlannerOptions;
import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.plan.Rounding;
import io.canaryplan.report.PlanTable;
import io.canaryplan.rollout.CanaryStep.Pause;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Rollout;
import java.util.List;

/** Writes a Rollout in Java and compares what the two roundings make of it. */
final class RolloutInJava {
  private RolloutInJava() {}

  public static void main(String... args) {
    CanaryStrategy canary =
        CanaryStrategy.builder()
            .maxSurge(IntOrPercent.parse("20%"))
            .steps(List.of(new SetWeight(41), Pause.ofSeconds(600), new SetWeight(66)))
            .build();
    Rollout rollout = Rollout.builder("shop", canary).replicas(10).build();
    for (Rounding rounding : Rounding.values()) {
      PlannerOptions options = PlannerOptions.DEFAULT.withRounding(rounding);
      System.out.println(PlanTable.of(CanaryPlanner.plan(rollout, options)));
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.PlannerOptions;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints the way back to the stable version from each step. */
final class AbortFromEachState {
  private AbortFromEachState() {}

  public static void main(String... args) throws IOException {
    Manifests manifests = Manifests.read(args[0], Files.readString(Path.of(args[0])));
    PlannedRollout rollout =
        CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT).rollouts().get(0);
    CanaryPlan plan = rollout.plan().orElseThrow();
    for (AbortPlan abort : plan.aborts()) {
      System.out.println("from " + plan.states().get(abort.fromStepIndex() + 1));
      abort.passes().forEach(pass -> System.out.println("  " + pass));
      System.out.println(
          abort.standstill().isPresent()
              ? "  stuck: " + abort.standstill().get().message()
              : "  back after " + abort.seconds() + " s and what the pods need");
    }
  }
}

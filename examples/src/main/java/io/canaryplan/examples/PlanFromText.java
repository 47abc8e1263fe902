// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.PlannerOptions;
import io.canaryplan.plan.PlannedState;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a manifest and prints each state, then its documents: the lines of the README. */
final class PlanFromText {
  private PlanFromText() {}

  public static void main(String... args) throws IOException {
    print(Files.readString(Path.of(args[0])), System.out);
  }

  static void print(String yaml, PrintStream out) {
    // README: begin
    Manifests manifests = Manifests.read("rollout.yaml", yaml);
    for (PlannedRollout rollout :
        CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT).rollouts()) {
      for (PlannedState state : rollout.plan().orElseThrow().states()) {
        out.println(state + ": " + state.reasons());
        rollout.documents(state).forEach(document -> out.println(document.text()));
      }
    }
    // README: end
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.PlannerOptions;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.routing.DocumentChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lists the fields in which the documents of each state differ from those in git. */
final class DiffBetweenStates {
  private DiffBetweenStates() {}

  public static void main(String... args) throws IOException {
    Manifests manifests = Manifests.read(args[0], Files.readString(Path.of(args[0])));
    PlannedRollout rollout =
        CanaryPlanner.plan(manifests, PlannerOptions.DEFAULT).rollouts().get(0);
    for (PlannedState state : rollout.plan().orElseThrow().states()) {
      System.out.println(state);
      for (DocumentChanges document : DocumentChanges.sinceSource(rollout.documents(state))) {
        System.out.println("  " + document.id());
        document.changes().forEach(change -> System.out.println("    " + change));
      }
    }
  }
}

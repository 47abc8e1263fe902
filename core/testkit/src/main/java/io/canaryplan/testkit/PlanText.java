// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.report.PlanTable;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plan's table in a failure message, with the row in question marked. */
final class PlanText {
  private PlanText() {}

  /** Returns the failure, and below it the table; the state's row starts with a {@code >}. */
  static String of(CanaryPlan plan, String failure, Optional<PlannedState> marked) {
    Optional<String> start = marked.map(state -> "| " + label(state) + " ");
    String table =
        PlanTable.of(plan)
            .lines()
            .map(line -> (start.filter(line::startsWith).isPresent() ? "> " : "  ") + line)
            .map(String::stripTrailing)
            .collect(Collectors.joining("\n"));
    return failure + "\n\n" + table;
  }

  /** Returns what a sentence calls a state: {@code step 1 (setWeight: 5)}, {@code promoted}. */
  static String name(PlannedState state) {
    return state
        .step()
        .map(step -> "step " + label(state) + " (" + step + ")")
        .orElseGet(() -> label(state));
  }

  // what a row of the table starts with
  private static String label(PlannedState state) {
    return state.stepIndex().isPresent()
        ? String.valueOf(state.stepIndex().getAsInt() + 1)
        : state.name();
  }

  /** Returns the time of all pauses and delays, or that it is open. */
  static String seconds(CanaryPlan plan) {
    return plan.envelope().seconds().isPresent()
        ? plan.envelope().seconds().getAsLong() + " s"
        : "until somebody acts";
  }
}

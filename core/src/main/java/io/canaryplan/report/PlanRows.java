// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Ascii;
import io.canaryplan.finding.Quotation;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.TrafficWeights;
import java.util.List;
import java.util.OptionalLong;

/** Rows of states and passes, for tables whose first column is named by the caller. */
final class PlanRows {
  private final TextTable table;

  /**
   * Begins a table.
   *
   * @param first title of the first column
   * @param last title of the last column, which holds durations
   */
  PlanRows(String first, String last) {
    table =
        new TextTable()
            .left(first)
            .right("canary")
            .right("stable")
            .right("total")
            .left("traffic canary/stable")
            .left(last);
  }

  /**
   * Returns what reports call a state: {@code initial}, {@code 1 setWeight: 5}, {@code promoted};
   * always on one line.
   */
  static String name(PlannedState state) {
    return state.step().isEmpty()
        ? state.kind().toString()
        : Quotation.line(state.stepIndex().getAsInt() + 1 + " " + state.step().get());
  }

  void add(PlannedState state, ReplicaCounts replicas, TrafficWeights weights, String duration) {
    table.row(
        name(state),
        Integer.toString(replicas.canary()),
        Integer.toString(replicas.stable()),
        Long.toString(replicas.total()),
        traffic(weights),
        duration);
  }

  void addPasses(List<Pass> passes) {
    for (Pass pass : passes) {
      if (pass.omitted() > 0) {
        table.row("  … " + pass.omitted() + " more like these", "", "", "", "", "");
      }
      String older = pass.older() > 0 ? " +" + pass.older() + " old" : "";
      OptionalLong after = pass.afterSeconds();
      table.row(
          "  · " + events(pass),
          Integer.toString(pass.canary()),
          pass.stable() + older,
          Long.toString(pass.total()),
          traffic(pass.weights()),
          after.isPresent() ? "after " + DurationText.of(after) : "");
    }
  }

  // a pass without events is the one after a promotion without a router: only the roles change
  private static String events(Pass pass) {
    if (pass.events().isEmpty()) {
      return "new version is stable";
    }
    StringBuilder text = new StringBuilder();
    for (PassEvent event : pass.events()) {
      text.append(text.isEmpty() ? "" : ", ");
      text.append(Ascii.toLowerCase(event.name()).replace('_', ' '));
    }
    return text.toString();
  }

  private static String traffic(TrafficWeights weights) {
    StringBuilder text = new StringBuilder(weights.toString());
    for (AdditionalWeight extra : weights.additional()) {
      text.append(", ").append(extra.service()).append(' ').append(extra.weight());
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return table.toString();
  }
}

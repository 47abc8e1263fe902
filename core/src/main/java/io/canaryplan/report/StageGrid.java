// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Ascii;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.report.Grid.Column;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The tables of a plan: its states, and where an abort at each step leads. */
final class StageGrid {
  private final Grid grid;
  private final boolean passes;

  private StageGrid(String first, String last, boolean passes) {
    this.passes = passes;
    grid =
        new Grid(
            Column.left(first),
            Column.right("canary"),
            Column.right("stable"),
            Column.right("total"),
            Column.left("traffic canary/stable"),
            Column.left(last));
  }

  /** Returns one row for each state, and before it one for each pass to it if they are wanted. */
  static Grid states(List<Stage> states, boolean passes) {
    StageGrid grid = new StageGrid("state", "for", passes);
    for (Stage state : states) {
      if (state.state().reachable()) {
        grid.add(state, state.state().reached() ? lasting(state.seconds()) : "stuck");
      } else {
        grid.grid.row(state.name(), "", "", "", "", "unreachable");
      }
    }
    return grid.grid;
  }

  /** Returns one row for each way back, and before it one for each pass if they are wanted. */
  static Grid aborts(List<Stage> aborts, boolean passes) {
    StageGrid grid = new StageGrid("abort at", "takes", passes);
    for (Stage abort : aborts) {
      grid.add(abort, abort.standstill().isPresent() ? "stuck" : lasting(abort.seconds()));
    }
    return grid.grid;
  }

  private static String lasting(OptionalLong seconds) {
    return seconds.orElse(-1) == 0 ? "" : DurationText.of(seconds);
  }

  private void add(Stage stage, String duration) {
    if (passes) {
      stage.passes().forEach(this::add);
    }
    grid.row(
        stage.name(),
        Integer.toString(stage.replicas().canary()),
        Integer.toString(stage.replicas().stable()),
        Long.toString(stage.replicas().total()),
        traffic(stage.weights()),
        duration);
  }

  private void add(Pass pass) {
    if (pass.omitted() > 0) {
      grid.row("  … " + pass.omitted() + " more like these", "", "", "", "", "");
    }
    String older = pass.older() > 0 ? " +" + pass.older() + " old" : "";
    OptionalLong after = pass.afterSeconds();
    grid.row(
        "  · " + events(pass),
        Integer.toString(pass.canary()),
        pass.stable() + older,
        Long.toString(pass.total()),
        traffic(pass.weights()),
        after.isPresent() ? "after " + DurationText.of(after) : "");
  }

  // a pass without events is the one after a promotion without a router: only the roles change
  private static String events(Pass pass) {
    return pass.events().isEmpty()
        ? "new version is stable"
        : pass.events().stream().map(StageGrid::words).collect(Collectors.joining(", "));
  }

  private static String words(PassEvent event) {
    return Ascii.toLowerCase(event.name()).replace('_', ' ');
  }

  private static String traffic(TrafficWeights weights) {
    StringBuilder text = new StringBuilder(weights.toString());
    for (AdditionalWeight extra : weights.additional()) {
      text.append(", ").append(extra.service()).append(' ').append(extra.weight());
    }
    return text.toString();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Ascii;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.report.Grid.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The tables of a plan: its states, and where an abort at each step leads. */
final class StageGrid {
  private final Grid grid;
  private final TrafficText traffic;
  private final boolean passes;

  private StageGrid(
      String first, String last, PlanReport plan, boolean passes, Optional<Rounding> other) {
    traffic = plan.traffic();
    this.passes = passes;
    List<Column> columns = new ArrayList<>();
    columns.add(Column.left(first));
    columns.add(Column.right("canary"));
    columns.add(Column.right("stable"));
    columns.add(Column.right("total"));
    columns.add(Column.left(traffic.title()));
    columns.add(Column.left(last));
    other.ifPresent(rounding -> columns.add(Column.left(rounding.toString())));
    grid = new Grid(columns);
  }

  /**
   * Returns one row for each state, and before it one for each pass to it if they are wanted. Where
   * the other rounding asks for other pods, a last column has these.
   */
  static Grid states(PlanReport plan, boolean passes) {
    boolean differs = plan.states().stream().anyMatch(state -> state.byOtherRounding().isPresent());
    Optional<Rounding> other =
        differs ? Optional.of(plan.heading().rounding().other()) : Optional.empty();
    StageGrid grid = new StageGrid("state", "for", plan, passes, other);
    for (Stage state : plan.states()) {
      if (state.state().reachable()) {
        grid.add(state, state.state().reached() ? lasting(state.seconds()) : "stuck");
      } else {
        grid.grid.row(state.name(), "", "", "", "", "unreachable");
      }
    }
    return grid.grid;
  }

  /** Returns one row for each way back, and before it one for each pass if they are wanted. */
  static Grid aborts(PlanReport plan, boolean passes) {
    StageGrid grid = new StageGrid("abort at", "takes", plan, passes, Optional.empty());
    for (Stage abort : plan.aborts()) {
      grid.add(abort, abort.standstill().isPresent() ? "stuck" : lasting(abort.seconds()));
    }
    return grid.grid;
  }

  private static String lasting(OptionalLong seconds) {
    return seconds.orElse(-1) == 0 ? "" : DurationText.of(seconds);
  }

  private void add(Stage stage, String duration) {
    if (passes) {
      ToldPasses.of(stage.passes()).forEach(this::add);
    }
    List<String> cells = new ArrayList<>();
    cells.add(stage.name());
    cells.add(Integer.toString(stage.replicas().canary()));
    cells.add(Integer.toString(stage.replicas().stable()));
    cells.add(Long.toString(stage.replicas().total()));
    cells.add(traffic.of(stage));
    cells.add(duration);
    stage.byOtherRounding().ifPresent(counts -> cells.add(pods(counts)));
    grid.row(cells.toArray(String[]::new));
  }

  private static String pods(ReplicaCounts counts) {
    return counts.canary() + " + " + counts.stable();
  }

  private void add(Pass pass) {
    if (pass.omitted() > 0) {
      grid.row("  … " + pass.omitted() + " more like these", "", "", "", "", "");
    }
    String older = pass.olderReplicaSets() > 0 ? " +" + pass.olderReplicaSets() + " old" : "";
    OptionalLong after = pass.afterSeconds();
    grid.row(
        "  · " + events(pass),
        Integer.toString(pass.canary()),
        pass.stable() + older,
        Long.toString(pass.total()),
        traffic.of(pass),
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
}

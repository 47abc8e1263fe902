// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PodGroup;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.ServiceSelection;
import io.canaryplan.plan.UpdatePass;
import io.canaryplan.plan.UpdateState;
import io.canaryplan.report.Grid.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The table of any plan: a row for each state, with the pods of the new version and of all others,
 * what the Services of the strategy select, and the new version's share of the traffic.
 */
final class UpdateGrid {
  /** What {@link PodGroup} calls the version that the update brings. */
  private static final String NEW = "v2";

  private static final int FEW_PASSES = 20;

  private final Plan plan;
  private final Grid grid;

  private UpdateGrid(Plan plan, String first, String last) {
    this.plan = plan;
    List<Column> columns = new ArrayList<>();
    columns.add(Column.left(first));
    columns.add(Column.right("new"));
    columns.add(Column.right("old"));
    columns.add(Column.right("total"));
    columns.add(Column.right("available"));
    for (ServiceSelection service : plan.services(plan.states().get(0))) {
      columns.add(Column.left(service.role()));
    }
    columns.add(Column.left("traffic to new"));
    columns.add(Column.left(last));
    grid = new Grid(columns);
  }

  /** Returns the rows of the states, and before each those of the passes to it if wanted. */
  static Grid of(Plan plan, boolean passes) {
    UpdateGrid grid = new UpdateGrid(plan, "state", "for");
    for (UpdateState state : plan.states()) {
      if (passes || tellsNothing(plan, state)) {
        grid.add(ToldPasses.of(state));
      }
      grid.add(state);
    }
    return grid.grid;
  }

  /** Returns one row for each way back, and before it those of its passes if wanted. */
  static Grid aborts(Plan plan, List<UpdateAbort> aborts, boolean passes) {
    UpdateGrid grid = new UpdateGrid(plan, "abort at", "takes");
    for (UpdateAbort abort : aborts) {
      List<? extends UpdatePass> way = abort.course().passes();
      if (passes) {
        grid.add(ToldPasses.of(abort.course()));
      }
      grid.add(abort, way.get(way.size() - 1));
    }
    return grid.grid;
  }

  private void add(UpdateAbort abort, UpdatePass last) {
    List<String> cells = new ArrayList<>();
    cells.add(abort.name());
    cells.add(pods(last, true));
    cells.add(pods(last, false));
    cells.add(Long.toString(last.total()));
    cells.add(Long.toString(last.available()));
    plan.services(last).forEach(service -> cells.add(selected(service)));
    cells.add(share(plan.trafficShare(last)));
    cells.add(abort.standstill().isPresent() ? "stuck" : lasting(abort.course().seconds()));
    grid.row(cells.toArray(String[]::new));
  }

  // between a beginning and an end only the passes say what happens; a few of them always stand
  // there
  private static boolean tellsNothing(Plan plan, UpdateState state) {
    return plan.states().size() == 2 && state.passes().size() <= FEW_PASSES;
  }

  private void add(UpdateState state) {
    List<String> cells = new ArrayList<>();
    cells.add(state.name());
    cells.add(Long.toString(state.newPods()));
    cells.add(Long.toString(state.oldPods()));
    cells.add(Long.toString(state.newPods() + state.oldPods()));
    cells.add(Long.toString(state.availablePods()));
    plan.services(state).forEach(service -> cells.add(selected(service)));
    cells.add(share(plan.trafficShare(state)));
    cells.add(state.reached() ? lasting(state.durationSeconds()) : "stuck");
    grid.row(cells.toArray(String[]::new));
  }

  private void add(List<? extends UpdatePass> passes) {
    long number = 0;
    for (UpdatePass pass : passes) {
      number += pass.omitted() + 1;
      if (pass.omitted() > 0) {
        grid.row("  … " + pass.omitted() + " more like these");
      }
      add(number, pass);
    }
  }

  private void add(long number, UpdatePass pass) {
    List<String> cells = new ArrayList<>();
    cells.add("  · pass " + number);
    cells.add(pods(pass, true));
    cells.add(pods(pass, false));
    cells.add(Long.toString(pass.total()));
    cells.add(Long.toString(pass.available()));
    plan.services(pass).forEach(service -> cells.add(selected(service)));
    cells.add(share(plan.trafficShare(pass)));
    cells.add(pass.note());
    grid.row(cells.toArray(String[]::new));
  }

  private static String pods(UpdatePass pass, boolean ofNew) {
    String text =
        pass.pods().stream()
            .filter(group -> group.name().equals(NEW) == ofNew)
            .filter(group -> group.size() > 0)
            .map(UpdateGrid::pods)
            .collect(Collectors.joining(" + "));
    return text.isEmpty() ? "0" : text;
  }

  private static String pods(PodGroup group) {
    OptionalLong deadline = group.deadlineSeconds();
    return group.size() + (deadline.isPresent() ? " until " + DurationText.of(deadline) : "");
  }

  private static String selected(ServiceSelection service) {
    return service.version() == 0 ? "nothing" : PodGroup.nameOf(service.version());
  }

  private static String share(Ratio share) {
    return share.whole() == 0 ? "no pods" : share.percent() + " %";
  }

  private static String lasting(OptionalLong seconds) {
    return seconds.orElse(-1) == 0 ? "" : DurationText.of(seconds);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.TrafficWeights;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A plan as a table for people, in Markdown that lines up in a terminal.
 *
 * <p>The example of the README, 2 replicas with the steps {@code setWeight: 5} and {@code pause:
 * 1m}:
 *
 * <pre>
 * | state          | canary | stable | total | traffic canary/stable | for |
 * |----------------|--------|--------|-------|-----------------------|-----|
 * | initial        |      0 |      2 |     2 | 0/100                 |     |
 * | 1 setWeight: 5 |      1 |      2 |     3 | 5/95                  |     |
 * | 2 pause: 1m    |      1 |      2 |     3 | 5/95                  | 1m  |
 * | promoted       |      0 |      2 |     2 | 0/100                 |     |
 * </pre>
 */
public final class PlanTable {
  private final CanaryPlan plan;
  private final Set<PlanDetail> details;

  private PlanTable(CanaryPlan plan, Set<PlanDetail> details) {
    this.plan = plan;
    this.details = details;
  }

  /**
   * Returns a line about the Rollout, the table, and what it comes to over all passes. Pods are
   * whole numbers, traffic counts of 100 unless maxTrafficWeight is set; {@code open} in the last
   * column means until a person or an analysis acts.
   */
  public static String of(CanaryPlan plan, PlanDetail... details) {
    return new PlanTable(plan, ImmutableSet.copyOf(details)).text();
  }

  private String text() {
    StringBuilder text = new StringBuilder(title()).append("\n\n").append(table());
    if (details.contains(PlanDetail.REASONS)) {
      text.append('\n');
      plan.states().forEach(state -> appendReasons(text, state));
    }
    return text.toString();
  }

  private String title() {
    String name = plan.rollout().name();
    String fullName = plan.rollout().namespace().map(space -> space + "/" + name).orElse(name);
    return fullName + ": " + count(plan.replicas(), "replica") + ", " + routing();
  }

  private String routing() {
    String controller = "controller " + plan.settings().controller();
    if (plan.routed()) {
      String routers = String.join(" and ", RouterNames.of(plan.rollout()));
      return "traffic routing " + routers + ", " + controller;
    }
    return "no traffic routing, rounding "
        + Ascii.toLowerCase(plan.rounding().name())
        + ", maxSurge "
        + plan.limits().maxSurge()
        + ", maxUnavailable "
        + plan.limits().maxUnavailable()
        + ", "
        + controller;
  }

  private TextTable table() {
    TextTable table =
        new TextTable()
            .column("state", TextTable.Align.LEFT)
            .column("canary", TextTable.Align.RIGHT)
            .column("stable", TextTable.Align.RIGHT)
            .column("total", TextTable.Align.RIGHT)
            .column("traffic canary/stable", TextTable.Align.LEFT)
            .column("for", TextTable.Align.LEFT);
    for (PlannedState state : plan.states()) {
      if (details.contains(PlanDetail.PASSES)) {
        state.passes().forEach(pass -> addPass(table, pass));
      }
      addState(table, state);
    }
    return table;
  }

  private static void addState(TextTable table, PlannedState state) {
    table.row(
        StateName.of(state),
        Integer.toString(state.replicas().canary()),
        Integer.toString(state.replicas().stable()),
        Long.toString(state.replicas().total()),
        traffic(state.weights()),
        lasting(state.durationSeconds()));
  }

  private static void addPass(TextTable table, Pass pass) {
    if (pass.omitted() > 0) {
      table.row("  … " + count(pass.omitted(), "pass") + " of the same kind", "", "", "", "", "");
    }
    table.row(
        "  · " + events(pass),
        Integer.toString(pass.canary()),
        Integer.toString(pass.stable()) + (pass.older() > 0 ? " +" + pass.older() : ""),
        Long.toString(pass.total()),
        traffic(pass.weights()),
        pass.afterSeconds().isPresent() ? "after " + DurationText.of(pass.afterSeconds()) : "");
  }

  private static String events(Pass pass) {
    if (pass.events().isEmpty()) {
      return "pass";
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

  private static String lasting(OptionalLong seconds) {
    return seconds.orElse(-1) == 0 ? "" : DurationText.of(seconds);
  }

  private static void appendReasons(StringBuilder text, PlannedState state) {
    text.append(StateName.of(state)).append(":\n");
    state.reasons().forEach(reason -> text.append("  ").append(reason).append('\n'));
  }

  private static String count(long number, String thing) {
    String plural = thing.endsWith("s") ? thing + "es" : thing + "s";
    return number + " " + (number == 1 ? thing : plural);
  }
}

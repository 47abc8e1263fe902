// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Standstill;
import java.util.Optional;
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
    StringBuilder text = new StringBuilder(title()).append("\n\n").append(states());
    plan.states().forEach(state -> appendStuck(text, state, plan.standstillAt(state)));
    text.append('\n').append(EnvelopeText.of(plan));
    if (details.contains(PlanDetail.ABORTS) && !plan.aborts().isEmpty()) {
      text.append('\n').append(aborts());
      plan.aborts().forEach(abort -> appendStuck(text, from(abort), abort.standstill()));
    }
    if (details.contains(PlanDetail.REASONS)) {
      text.append('\n');
      plan.states().forEach(state -> appendReasons(text, state));
    }
    return text.toString();
  }

  private String title() {
    String name = plan.rollout().name();
    String fullName = plan.rollout().namespace().map(space -> space + "/" + name).orElse(name);
    return fullName
        + ": "
        + plan.replicas()
        + (plan.replicas() == 1 ? " replica, " : " replicas, ")
        + routing();
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

  private PlanRows states() {
    PlanRows rows = new PlanRows("state", "for");
    for (PlannedState state : plan.states()) {
      if (details.contains(PlanDetail.PASSES)) {
        rows.addPasses(state.passes());
      }
      rows.add(
          StateName.of(state), state.replicas(), state.weights(), lasting(state.durationSeconds()));
    }
    return rows;
  }

  private PlanRows aborts() {
    PlanRows rows = new PlanRows("abort at", "takes");
    for (AbortPlan abort : plan.aborts()) {
      if (details.contains(PlanDetail.PASSES)) {
        rows.addPasses(abort.passes());
      }
      rows.add(
          StateName.of(from(abort)),
          abort.replicas(),
          abort.weights(),
          abort.standstill().isPresent() ? "stuck" : lasting(OptionalLong.of(abort.seconds())));
    }
    return rows;
  }

  private PlannedState from(AbortPlan abort) {
    return plan.states().get(abort.fromStepIndex() + 1);
  }

  private static void appendStuck(
      StringBuilder text, PlannedState state, Optional<Standstill> standstill) {
    standstill.ifPresent(
        stuck ->
            text.append("\nstuck at ")
                .append(StateName.of(state))
                .append(": ")
                .append(stuck.message())
                .append('\n'));
  }

  private static String lasting(OptionalLong seconds) {
    return seconds.orElse(-1) == 0 ? "" : DurationText.of(seconds);
  }

  private static void appendReasons(StringBuilder text, PlannedState state) {
    text.append(StateName.of(state)).append(":\n");
    state.reasons().forEach(reason -> text.append("  ").append(reason).append('\n'));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.Quotation;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Standstill;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Rollout;
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
  private final StringBuilder text = new StringBuilder();

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
    text.append(Quotation.line(title())).append("\n\n").append(states());
    for (PlannedState state : plan.states()) {
      appendStuck(state, plan.standstillAt(state));
    }
    text.append('\n').append(EnvelopeText.of(plan));
    if (details.contains(PlanDetail.ABORTS) && !plan.aborts().isEmpty()) {
      text.append('\n').append(aborts());
      for (AbortPlan abort : plan.aborts()) {
        appendStuck(from(abort), abort.standstill());
      }
    }
    if (details.contains(PlanDetail.REASONS)) {
      text.append('\n');
      for (PlannedState state : plan.states()) {
        appendReasons(state);
      }
    }
    return text.toString();
  }

  private String title() {
    Rollout rollout = plan.rollout();
    return (rollout.namespace().isPresent() ? rollout.namespace().get() + "/" : "")
        + rollout.name()
        + ": "
        + plan.replicas()
        + (plan.replicas() == 1 ? " replica, " : " replicas, ")
        + routing()
        + ", controller "
        + plan.settings().controller();
  }

  private String routing() {
    if (plan.routed()) {
      return "traffic routing " + routers(plan, " and ");
    }
    return "no traffic routing, rounding "
        + Ascii.toLowerCase(plan.rounding().name())
        + ", maxSurge "
        + plan.limits().maxSurge()
        + ", maxUnavailable "
        + plan.limits().maxUnavailable();
  }

  /** Returns the routers by the names of their fields; {@code none} when traffic is not routed. */
  static String routers(CanaryPlan plan, String separator) {
    if (!plan.hasRouter()) {
      return "none";
    }
    CanaryStrategy strategy = plan.rollout().canary().orElseThrow();
    return String.join(separator, strategy.trafficRouting().orElseThrow().routers());
  }

  private PlanRows states() {
    PlanRows rows = new PlanRows("state", "for");
    for (PlannedState state : plan.states()) {
      if (details.contains(PlanDetail.PASSES)) {
        rows.addPasses(state.passes());
      }
      rows.add(state, state.replicas(), state.weights(), lasting(state.durationSeconds()));
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
          from(abort),
          abort.replicas(),
          abort.weights(),
          abort.standstill().isPresent() ? "stuck" : lasting(OptionalLong.of(abort.seconds())));
    }
    return rows;
  }

  private PlannedState from(AbortPlan abort) {
    return plan.states().get(abort.fromStepIndex() + 1);
  }

  private void appendStuck(PlannedState state, Optional<Standstill> standstill) {
    if (standstill.isPresent()) {
      text.append("\nstuck at ").append(PlanRows.name(state)).append(": ");
      text.append(standstill.get().message()).append('\n');
    }
  }

  private static String lasting(OptionalLong seconds) {
    return seconds.orElse(-1) == 0 ? "" : DurationText.of(seconds);
  }

  private void appendReasons(PlannedState state) {
    text.append(PlanRows.name(state)).append(":\n");
    for (String reason : state.reasons()) {
      text.append("  ").append(Quotation.line(reason)).append('\n');
    }
  }
}

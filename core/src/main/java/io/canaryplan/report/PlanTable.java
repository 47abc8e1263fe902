// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.Quotation;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PlanHashes;
import java.io.IOException;
import java.util.List;
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
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class PlanTable {
  private final StrategyReport plan;
  private final Set<PlanDetail> details;
  private final Appendable out;

  private PlanTable(StrategyReport plan, Set<PlanDetail> details, Appendable out) {
    this.plan = plan;
    this.details = details;
    this.out = out;
  }

  /**
   * Returns a line about the workload, the table, and what it comes to over all passes. Pods are
   * whole numbers, traffic weights of a router count of 100 unless maxTrafficWeight is set and
   * without one the canary's share is in percent; {@code open} in the last column means until a
   * person or an analysis acts.
   */
  public static String of(Plan plan, PlanDetail... details) {
    return Printer.text(
        out -> new PlanTable(report(plan), ImmutableSet.copyOf(details), out).print());
  }

  static StrategyReport report(Plan plan) {
    return plan instanceof CanaryPlan canary ? PlanReport.of(canary) : UpdateReport.of(plan);
  }

  /** Prints all plans, with an empty line between two; nothing for a workload without one. */
  static void print(Report report, Set<PlanDetail> details, Appendable out) throws IOException {
    String separator = "";
    for (RolloutReport rollout : report.planned()) {
      out.append(separator);
      new PlanTable(rollout.plan().orElseThrow(), details, out).print();
      separator = "\n";
    }
  }

  private void print() throws IOException {
    boolean passes = details.contains(PlanDetail.PASSES);
    out.append(plan.line()).append("\n\n");
    TextTable.print(plan.stateGrid(passes), out);
    standstills(plan.states());
    if (plan.deadline().isPresent()) {
      out.append("deadline: ").append(plan.deadline().get().message()).append('\n');
    }
    out.append('\n');
    for (Fact fact : plan.facts()) {
      out.append(fact.toString()).append('\n');
    }
    if (details.contains(PlanDetail.ABORTS) && !plan.aborts().isEmpty()) {
      out.append('\n');
      TextTable.print(plan.abortGrid(passes), out);
      standstills(plan.aborts());
    }
    if (details.contains(PlanDetail.REASONS)) {
      out.append('\n');
      if (plan.hashes().isPresent()) {
        hashes(plan.hashes().get());
      }
      for (ReportedState state : plan.states()) {
        if (state.reachable()) {
          reasons(state);
        }
      }
    }
  }

  private void standstills(List<? extends ReportedState> stages) throws IOException {
    for (ReportedState stage : stages) {
      if (stage.standstill().isPresent()) {
        out.append("\nstuck at ").append(stage.name()).append(": ");
        out.append(stage.standstill().get().message()).append('\n');
      }
    }
  }

  private void hashes(PlanHashes hashes) throws IOException {
    out.append("hashes:\n");
    out.append("  stable ").append(Quotation.line(hashes.stable().toString())).append('\n');
    out.append("  canary ").append(Quotation.line(hashes.canary().toString())).append('\n');
  }

  private void reasons(ReportedState state) throws IOException {
    out.append(state.name()).append(":\n");
    for (String reason : state.reasons()) {
      out.append("  ").append(Quotation.line(reason)).append('\n');
    }
  }
}

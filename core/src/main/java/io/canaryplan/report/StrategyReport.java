// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.Layout;
import io.canaryplan.plan.PlanHashes;
import io.canaryplan.plan.ProgressDeadline;
import java.util.List;
import java.util.Optional;

/**
 * What is said about a plan. The formats print this and do not ask which strategy it is; {@link
 * PlanReport} tells a canary with its weights, {@link UpdateReport} everything else.
 */
interface StrategyReport {
  /** Returns the workload's namespace, if it is written. */
  Optional<String> namespace();

  /** Returns what the workload is called. */
  String name();

  /** Returns the pods planned with. */
  int replicas();

  /** Returns what the plan is for and was made with, on one line. */
  String line();

  /** Returns the hashes that the documents carry, if they carry any. */
  Optional<PlanHashes> hashes();

  /** Returns the states in their order. */
  List<? extends ReportedState> states();

  /** Returns the ways back, in the order of the states that they leave. */
  List<? extends ReportedState> aborts();

  /** Returns one row for each state, and before it one for each pass if they are wanted. */
  Grid stateGrid(boolean passes);

  /** Returns one row for each way back, and before it one for each pass if they are wanted. */
  Grid abortGrid(boolean passes);

  /** Returns what the plan comes to over all passes. */
  List<Fact> facts();

  /** Returns what progressDeadlineSeconds does where the update stands still, if it does. */
  Optional<ProgressDeadline> deadline();

  /** Writes the fields of the plan into the object that is being written. */
  void write(JsonWriter json, Layout layout);
}

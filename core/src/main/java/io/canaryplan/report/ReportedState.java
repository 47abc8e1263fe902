// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.plan.Standstill;
import io.canaryplan.routing.StateDocument;
import java.util.List;
import java.util.Optional;

/** What is said about a state of a plan, or about the way back from one. */
interface ReportedState {
  /** Returns what reports call it, on one line. */
  String name();

  /** Returns what the folder of its documents is called, but for its number. */
  String folder();

  /** Returns whether the update comes to it. */
  boolean reachable();

  /** Returns where the numbers come from. */
  List<String> reasons();

  /** Returns why it is not what was asked for, if so. */
  Optional<Standstill> standstill();

  /** Returns its documents. */
  List<StateDocument> documents();
}

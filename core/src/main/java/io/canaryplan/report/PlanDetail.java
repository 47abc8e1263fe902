// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

/** What a {@link PlanTable} shows besides the settled states. */
public enum PlanDetail {
  /** Each pass of the controller on a line of its own, before the state that it leads to. */
  PASSES,
  /** Below the table, for each state, where its numbers come from. */
  REASONS
}

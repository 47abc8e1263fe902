// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

/**
 * What a {@link PlanTable} shows besides the settled states.
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum PlanDetail {
  /** Each pass of the controller on a line of its own, before the state that it leads to. */
  PASSES,
  /** A second table: where an abort at each step leads, and how long that takes. */
  ABORTS,
  /** For each state, where its numbers come from, and where the hashes do. */
  REASONS
}

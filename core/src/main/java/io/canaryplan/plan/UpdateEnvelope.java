// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * The extremes of an update over all its passes, whatever the strategy.
 *
 * <p>Implementations are immutable and safe for use by several threads.
 */
public sealed interface UpdateEnvelope permits Envelope, BlueGreenEnvelope, RollingEnvelope {
  /**
   * A number of pods and when it occurs first.
   *
   * @param pods 0 or more
   * @param state position in {@link Plan#states} of the state, or of the one that the pass leads to
   * @param pass position among the passes to that state, from 0; absent if it occurs before the
   *     first pass
   */
  record Point(long pods, int state, OptionalLong pass) {
    /** Checks for null. */
    public Point {
      requireNonNull(pass, "pass");
    }
  }

  /** Returns the most pods asked for at one time; those still terminating are not among them. */
  Point most();

  /** Returns the fewest available pods at one time, right after a pass. */
  Point fewestAvailable();
}

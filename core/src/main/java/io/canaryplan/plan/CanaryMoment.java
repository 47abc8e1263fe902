// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import java.util.List;
import java.util.OptionalInt;

/**
 * A canary at some moment. The package {@code controller} implements it.
 *
 * <p>Implementations are immutable and safe for use by several threads.
 */
public interface CanaryMoment extends UpdateMoment {
  /** Returns the position in {@link CanaryPlan#states} of the state that all began in. */
  int origin();

  /** Returns what was written into the mesh since then, in order. */
  List<RoutingState> written();

  /** Returns what is written in the mesh. */
  RoutingState routing();

  /** Returns the current step from 0; absent when there is no update, or all steps are done. */
  OptionalInt stepIndex();
}

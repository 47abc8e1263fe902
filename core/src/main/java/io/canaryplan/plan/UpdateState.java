// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import java.util.OptionalLong;

/**
 * A state of an update, whatever its strategy.
 *
 * <p>Immutable and safe for use by several threads.
 */
public sealed interface UpdateState permits PlannedState, BlueGreenStage, RollingState {
  /** Returns the name of the state in lower case: {@code initial}, {@code paused}. */
  String name();

  /** Returns the pods asked for of the version that the update brings, 0 or more. */
  long newPods();

  /** Returns the pods asked for of all other versions, 0 or more. */
  long oldPods();

  /** Returns how many seconds the state lasts; absent when that is open. */
  OptionalLong durationSeconds();
}

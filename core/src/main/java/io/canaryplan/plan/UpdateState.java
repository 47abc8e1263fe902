// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import java.util.List;
import java.util.Optional;
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

  /** Returns the available pods of all versions, 0 or more. */
  long availablePods();

  /** Returns how many seconds the state lasts; absent when that is open. */
  OptionalLong durationSeconds();

  /** Returns the passes that lead here from the state before; empty when nothing changes. */
  List<? extends UpdatePass> passes();

  /** Returns why the numbers are what they are, one sentence each; empty if nobody would ask. */
  List<String> reasons();

  /** Returns why what is asked for is not what comes, if it is not. */
  Optional<Standstill> standstill();

  /** Returns whether the update comes to this state at all. */
  default boolean reachable() {
    return true;
  }

  /** Returns whether the update also gets past it; a last state is past when it is complete. */
  default boolean reached() {
    return standstill().isEmpty();
  }
}

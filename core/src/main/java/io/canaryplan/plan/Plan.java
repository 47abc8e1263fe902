// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import java.util.List;

/**
 * What an update of a workload will do, whatever its strategy: the states it goes through and what
 * they come to. Plans are values: equal inputs give equal plans. They are immutable and safe for
 * use by several threads.
 */
public sealed interface Plan permits CanaryPlan {
  /** Returns the pods planned with. */
  int replicas();

  /** Returns the states of the update in their order, the initial one first. */
  List<PlannedState> states();

  /** Returns the extremes over all passes, from the first state to the last. */
  Envelope envelope();
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.plan.PlannedState;

/** What reports call a state: {@code initial}, {@code 1 setWeight: 5}, {@code promoted}. */
final class StateName {
  private StateName() {}

  static String of(PlannedState state) {
    return state.step().isEmpty()
        ? state.kind().toString()
        : state.stepIndex().getAsInt() + 1 + " " + state.step().get();
  }
}

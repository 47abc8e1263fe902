// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.UpdateState;
import io.canaryplan.routing.StateDocument;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A state of any plan.
 *
 * @param state the state
 * @param written works out its documents; most formats do not ask for them
 */
record UpdateStage(UpdateState state, Supplier<List<StateDocument>> written)
    implements ReportedState {
  @Override
  public String name() {
    return state.name();
  }

  @Override
  public String folder() {
    return state.name();
  }

  @Override
  public boolean reachable() {
    return state.reachable();
  }

  @Override
  public List<String> reasons() {
    return state.reasons();
  }

  @Override
  public Optional<Standstill> standstill() {
    return state.standstill();
  }

  @Override
  public List<StateDocument> documents() {
    return written.get();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import com.google.common.collect.ImmutableList;
import io.canaryplan.PlannedRollout;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.routing.StateDocument;
import java.util.List;

/**
 * One document in each state that an update comes to.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param plan the plan
 * @param states the states that the update comes to, the initial one first
 * @param documents the document in each of them, in the same order; empty if there is none
 */
public record StateDocuments(
    CanaryPlan plan, List<PlannedState> states, List<StateDocument> documents) {
  /** Copies the lists. */
  public StateDocuments {
    states = ImmutableList.copyOf(states);
    documents = ImmutableList.copyOf(documents);
  }

  static StateDocuments of(PlannedRollout rollout, CanaryPlan plan, String kind, String name) {
    List<PlannedState> states = plan.states().stream().filter(PlannedState::reachable).toList();
    List<StateDocument> documents =
        states.stream()
            .flatMap(state -> rollout.documents(state).stream())
            .filter(document -> document.id().kind().equals(kind))
            .filter(document -> document.id().name().equals(name))
            .toList();
    return new StateDocuments(plan, states, documents);
  }
}

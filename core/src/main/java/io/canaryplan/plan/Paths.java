// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.Walk.Walked;
import java.util.List;
import java.util.Optional;

/** The passes from each settled state of a plan to the next. */
final class Paths {
  private final ControllerRules rules;
  private final PlanSettings settings;
  private final ImmutableList<Walked> walks;

  private Paths(ControllerRules rules, PlanSettings settings, ImmutableList<Walked> walks) {
    this.rules = rules;
    this.settings = settings;
    this.walks = walks;
  }

  static Paths of(ControllerRules rules) {
    PlanSettings settings = rules.settings();
    ControllerState state = Versions.steady(rules);
    ImmutableList.Builder<Walked> walks = ImmutableList.builder();
    walks.add(Walked.none(state));
    state = Versions.updated(state, Versions.CANARY);
    for (int i = 0; i <= rules.steps().size(); i++) {
      Walked walked = Walk.from(rules, state.withProgress(Progress.at(i)), settings);
      walks.add(walked);
      state = walked.end();
    }
    return new Paths(rules, settings, walks.build());
  }

  ControllerRules rules() {
    return rules;
  }

  /** Returns the state at the end of the passes to a state of the plan. */
  ControllerState end(int position) {
    return walks.get(position).end();
  }

  /** Returns what follows from any state until nothing changes. */
  Walked walk(ControllerState start) {
    return Walk.from(rules, start, settings);
  }

  /** Returns the planned states with the passes that lead to them. */
  ImmutableList<PlannedState> complete(List<PlannedState> states) {
    ImmutableList.Builder<PlannedState> result = ImmutableList.builder();
    for (int i = 0; i < states.size(); i++) {
      result.add(states.get(i).withPasses(walks.get(i).passes()));
    }
    return result.build();
  }

  /** Returns why the passes do not lead to this state, if they do not. */
  Optional<Standstill> standstill(int position, PlannedState state) {
    return Standstills.of(rules, walks.get(position), state.replicas(), state.weights());
  }
}

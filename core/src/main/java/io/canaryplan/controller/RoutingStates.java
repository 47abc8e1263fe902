// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.Phase;
import io.canaryplan.plan.RoutingState;
import java.util.List;

/**
 * Tells what a controller state has written into the mesh, with the hashes of the versions.
 *
 * @param newest hash of a version that the plan itself does not know; empty for {@code v3-hash} and
 *     the like
 */
record RoutingStates(ResolvedCanary rules, String newest) {
  /** Returns the states of the plan itself, which knows all its versions. */
  static RoutingStates of(ResolvedCanary rules) {
    return new RoutingStates(rules, rules.settings().canaryHash());
  }

  /** Returns the states of courses that bring several versions, whose hashes have numbers. */
  static RoutingStates numbered(ResolvedCanary rules) {
    return new RoutingStates(rules, "");
  }

  List<RoutingState> all(List<ControllerState> states) {
    return states.stream().map(this::at).toList();
  }

  RoutingState at(ControllerState state) {
    SelectedVersions selected = state.selected();
    return new RoutingState(
        rules.driven() ? state.weights().canary() : 0,
        state.weights().additional(),
        selected.routes(),
        hash(selected.stableSubset()),
        hash(selected.canarySubset()),
        hash(selected.stableService()),
        hash(selected.canaryService()),
        phase(state));
  }

  private static Phase phase(ControllerState state) {
    if (state.isUpdating()) {
      return state.progress().isAborted() ? Phase.ABORTED : Phase.PROGRESSING;
    }
    return state.newReplicaSet().version() == VersionPods.STABLE ? Phase.STEADY : Phase.PROMOTED;
  }

  private String hash(int version) {
    return switch (version) {
      case VersionPods.NONE -> "";
      case VersionPods.STABLE -> rules.settings().stableHash();
      case VersionPods.CANARY -> rules.settings().canaryHash();
      default -> newest.isEmpty() ? "v" + version + "-hash" : newest;
    };
  }
}

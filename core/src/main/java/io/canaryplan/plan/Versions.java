// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.Progress.Mode;
import java.util.Optional;

/** The states that changes of the pod template lead to, before any pass (spec/canary.md 3.4). */
final class Versions {
  /** A version from before the stable one, for a return within the window. */
  static final int FORMER = 0;

  /** The version that is stable when the plan begins. */
  static final int STABLE = 1;

  /** The version that the plan brings. */
  static final int CANARY = 2;

  /** A version that comes while the plan is on its way. */
  static final int NEXT = 3;

  private Versions() {}

  /** Returns the Rollout at rest, on its stable version. */
  static ControllerState steady(ControllerRules rules) {
    return new ControllerState(
        VersionPods.ready(STABLE, rules.atRest()),
        Optional.empty(),
        ImmutableList.of(),
        WrittenWeights.steady(rules.max(), rules.driven(), STABLE),
        Wiring.steady(STABLE),
        Progress.at(rules.steps().size()),
        0);
  }

  /** Returns a Rollout that has never been deployed; nothing was ever written. */
  static ControllerState empty(ControllerRules rules) {
    ControllerState steady = steady(rules);
    return steady.withFresh(VersionPods.ready(STABLE, 0));
  }

  /** Returns the state once another version is wanted; its ReplicaSet exists without pods. */
  static ControllerState updated(ControllerState state, int version) {
    return new ControllerState(
        VersionPods.ready(version, 0),
        Optional.of(state.stable()),
        set(state).older(),
        state.weights(),
        state.wiring(),
        Progress.at(0),
        state.now());
  }

  /**
   * Returns the state once a recent version is wanted again (5.5). One pass is spent at the first
   * step unless its ReplicaSet still has pods.
   */
  static ControllerState returned(ControllerRules rules, ControllerState state, int version) {
    ControllerState updated = updated(state, version);
    ImmutableList.Builder<VersionPods> others = ImmutableList.builder();
    Optional<VersionPods> kept = Optional.empty();
    for (VersionPods set : updated.older()) {
      if (set.version() == version) {
        kept = Optional.of(set.withDeadline(VersionPods.NO_DEADLINE));
      } else {
        others.add(set);
      }
    }
    int index = kept.isPresent() ? rules.steps().size() : 0;
    return updated
        .withOlder(others.build())
        .withFresh(kept.orElse(updated.fresh()))
        .withProgress(new Progress(index, Mode.RETURN_IN_WINDOW, false));
  }

  /** Returns the state once the stable version is wanted again (5.3). */
  static ControllerState rolledBack(ControllerRules rules, ControllerState state) {
    return new ControllerState(
        state.stable().withDeadline(VersionPods.NO_DEADLINE),
        Optional.empty(),
        set(state).older(),
        state.weights(),
        state.wiring(),
        Progress.at(rules.steps().size()),
        state.now());
  }

  // with the version on its way put aside among the older ones
  private static ControllerState set(ControllerState state) {
    if (!state.isUpdating() || state.fresh().desired() == 0) {
      return state;
    }
    return state.withOlder(
        ImmutableList.<VersionPods>builder().add(state.fresh()).addAll(state.older()).build());
  }
}

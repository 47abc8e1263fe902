// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Optional;

/** What one stretch of passes adds to each ReplicaSet, when it changes nothing else. */
final class PodDifference {
  private final long[] more;

  private PodDifference(long[] more) {
    this.more = more;
  }

  /** Returns the way from one state to another; empty if more than the pods differ. */
  static Optional<PodDifference> between(ControllerState from, ControllerState to) {
    if (from.olderReplicaSets().size() != to.olderReplicaSets().size()) {
      return Optional.empty();
    }
    long[] difference = pods(to);
    if (!with(from, difference).equals(to)) {
      return Optional.empty();
    }
    long[] start = pods(from);
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= start[i];
    }
    return Optional.of(new PodDifference(difference));
  }

  boolean isAt(ControllerState from, ControllerState to) {
    Optional<PodDifference> other = between(from, to);
    return other.isPresent() && Arrays.equals(other.get().more, more);
  }

  boolean movesAnything() {
    for (long pods : more) {
      if (pods != 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns the state so many times further; empty if that needs pods below 0 or above 2³¹−1. */
  Optional<ControllerState> from(ControllerState state, long times) {
    long[] pods = pods(state);
    for (int i = 0; i < pods.length; i++) {
      pods[i] = Strides.further(pods[i], more[i], times);
      if (pods[i] < 0 || pods[i] > Integer.MAX_VALUE) {
        return Optional.empty();
      }
    }
    return Optional.of(with(state, pods));
  }

  private static ControllerState with(ControllerState state, long[] pods) {
    ImmutableList.Builder<VersionPods> older = ImmutableList.builder();
    for (int i = 0; i < state.olderReplicaSets().size(); i++) {
      older.add(with(state.olderReplicaSets().get(i), pods, 4 + 2 * i));
    }
    return state.with(
        with(state.newReplicaSet(), pods, 0),
        state.isUpdating()
            ? Optional.of(with(state.stableReplicaSet(), pods, 2))
            : Optional.empty(),
        older.build(),
        state.progress());
  }

  private static VersionPods with(VersionPods set, long[] pods, int at) {
    ReplicaSetState state = ReplicaSetState.of((int) pods[at], (int) pods[at + 1]);
    return set.withPods(state);
  }

  private static long[] pods(ControllerState state) {
    long[] pods = new long[4 + 2 * state.olderReplicaSets().size()];
    put(state.newReplicaSet(), pods, 0);
    put(state.stableReplicaSet(), pods, 2);
    for (int i = 0; i < state.olderReplicaSets().size(); i++) {
      put(state.olderReplicaSets().get(i), pods, 4 + 2 * i);
    }
    return pods;
  }

  private static void put(VersionPods set, long[] pods, int at) {
    pods[at] = set.desired();
    pods[at + 1] = set.available();
  }
}

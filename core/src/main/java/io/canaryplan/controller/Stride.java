// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Optional;

/** What one stretch of passes adds to each ReplicaSet, when it changes nothing else. */
final class Stride {
  private final long[] more;

  private Stride(long[] more) {
    this.more = more;
  }

  /** Returns the way from one state to another; empty if more than the pods differ. */
  static Optional<Stride> between(ControllerState from, ControllerState to) {
    if (from.older().size() != to.older().size()) {
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
    return Optional.of(new Stride(difference));
  }

  boolean isAt(ControllerState from, ControllerState to) {
    Optional<Stride> other = between(from, to);
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

  /** Returns the state so many strides further; empty if that needs pods below 0 or above 2³¹−1. */
  Optional<ControllerState> from(ControllerState state, long times) {
    long[] pods = pods(state);
    for (int i = 0; i < pods.length; i++) {
      if (more[i] != 0 && times > (1L << 32) / Math.abs(more[i])) {
        return Optional.empty();
      }
      pods[i] += times * more[i];
      if (pods[i] < 0 || pods[i] > Integer.MAX_VALUE) {
        return Optional.empty();
      }
    }
    return Optional.of(with(state, pods));
  }

  private static ControllerState with(ControllerState state, long[] pods) {
    ImmutableList.Builder<VersionPods> older = ImmutableList.builder();
    for (int i = 0; i < state.older().size(); i++) {
      older.add(with(state.older().get(i), pods, 4 + 2 * i));
    }
    return state.with(
        with(state.fresh(), pods, 0),
        state.isUpdating() ? Optional.of(with(state.stable(), pods, 2)) : Optional.empty(),
        older.build(),
        state.progress());
  }

  private static VersionPods with(VersionPods set, long[] pods, int at) {
    ReplicaSetState state = ReplicaSetState.of((int) pods[at], (int) pods[at + 1]);
    return set.withPods(state);
  }

  private static long[] pods(ControllerState state) {
    long[] pods = new long[4 + 2 * state.older().size()];
    put(state.fresh(), pods, 0);
    put(state.stable(), pods, 2);
    for (int i = 0; i < state.older().size(); i++) {
      put(state.older().get(i), pods, 4 + 2 * i);
    }
    return pods;
  }

  private static void put(VersionPods set, long[] pods, int at) {
    pods[at] = set.desired();
    pods[at + 1] = set.available();
  }
}

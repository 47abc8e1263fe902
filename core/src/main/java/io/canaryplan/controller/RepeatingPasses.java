// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassList;
import java.util.List;
import java.util.Optional;

/**
 * A period that the last passes of a walk have repeated: with maxSurge 1 a canary of a million pods
 * takes two million passes, all but a few of them one up and one down.
 */
final class RepeatingPasses {
  /** A pass: what it found, and what people see of it. */
  record WalkedPass(ControllerState found, Optional<Pass> seen) {}

  private final PodDifference difference;
  private final ImmutableList<WalkedPass> before;
  private final ImmutableList<WalkedPass> period;
  private final ControllerState now;

  private RepeatingPasses(
      PodDifference difference,
      List<WalkedPass> before,
      List<WalkedPass> period,
      ControllerState now) {
    this.difference = difference;
    this.before = ImmutableList.copyOf(before);
    this.period = ImmutableList.copyOf(period);
    this.now = now;
  }

  /**
   * Returns the period of so many passes that the last of these went through twice in a row, if
   * they did.
   *
   * @param walked at least two periods
   */
  static Optional<RepeatingPasses> find(List<WalkedPass> walked, ControllerState now, int period) {
    int second = walked.size() - period;
    int first = second - period;
    if (!mayRepeat(walked.get(first).found(), walked.get(second).found(), now)) {
      return Optional.empty();
    }
    Optional<PodDifference> difference = PodDifference.between(walked.get(second).found(), now);
    if (difference.isEmpty() || !difference.get().movesAnything()) {
      return Optional.empty();
    }
    for (int i = 0; i < period; i++) {
      WalkedPass one = walked.get(first + i);
      WalkedPass other = walked.get(second + i);
      if (!difference.get().isAt(one.found(), other.found())
          || !isAlike(one.seen(), other.seen())) {
        return Optional.empty();
      }
    }
    List<WalkedPass> last = walked.subList(second, walked.size());
    return Optional.of(
        new RepeatingPasses(difference.get(), walked.subList(first, second), last, now));
  }

  // most paths never repeat anything, and this is cheaper than to compare all pods
  private static boolean mayRepeat(
      ControllerState first, ControllerState second, ControllerState now) {
    return isEven(
            first.newReplicaSet().pods(), second.newReplicaSet().pods(), now.newReplicaSet().pods())
        && isEven(
            first.stableReplicaSet().pods(),
            second.stableReplicaSet().pods(),
            now.stableReplicaSet().pods());
  }

  private static boolean isEven(ReplicaSetState a, ReplicaSetState b, ReplicaSetState c) {
    return (long) b.desired() - a.desired() == (long) c.desired() - b.desired()
        && (long) b.available() - a.available() == (long) c.available() - b.available();
  }

  private static boolean isAlike(Optional<Pass> one, Optional<Pass> other) {
    return one.isPresent() == other.isPresent()
        && (one.isEmpty()
            || (one.get().events().equals(other.get().events())
                && one.get().weights().equals(other.get().weights())
                && one.get().afterSeconds().equals(other.get().afterSeconds())));
  }

  /**
   * Returns how many further times the period can be put on before a time that still goes as
   * expected.
   */
  long length(ResolvedCanary rules) {
    return Strides.length(times -> goesOn(rules, times));
  }

  private boolean goesOn(ResolvedCanary rules, long times) {
    Optional<ControllerState> state = difference.from(now, times);
    for (int i = 0; i < period.size() && state.isPresent(); i++) {
      ControllerPass done = ControllerPass.of(rules, state.get());
      // within the period its own states moved on once more, at its end those of the next time
      ControllerState found = i + 1 < period.size() ? period.get(i + 1).found() : now;
      Optional<ControllerState> expected = difference.from(found, times + 1);
      ControllerState next = done.after().readyAs(rules.settings().readiness());
      boolean same =
          expected.isPresent() && next.equals(expected.get()) && isSeenAs(rules, done, i);
      state = same ? expected : Optional.empty();
    }
    return state.isPresent();
  }

  private boolean isSeenAs(ResolvedCanary rules, ControllerPass done, int place) {
    Optional<Pass> seen = period.get(place).seen();
    return seen.isEmpty() || PassEvents.of(rules, done).equals(seen.get().events());
  }

  /** Adds the passes that repeat; returns the last of them, if any is seen. */
  Optional<Pass> repeat(PassList.Builder passes, long times, int limit) {
    ImmutableList.Builder<Pass> earlier = ImmutableList.builder();
    ImmutableList.Builder<Pass> next = ImmutableList.builder();
    Optional<Pass> last = Optional.empty();
    for (int i = 0; i < period.size(); i++) {
      if (period.get(i).seen().isPresent()) {
        Pass seen = period.get(i).seen().get();
        Pass seenBefore = before.get(i).seen().get();
        earlier.add(seen);
        next.add(seen.further(seenBefore, 1));
        last = Optional.of(seen.further(seenBefore, times));
      }
    }
    if (last.isPresent()) {
      passes.addRepeated(earlier.build(), next.build(), times, limit);
    }
    return last;
  }

  /** Returns the state after so many times. */
  ControllerState after(long times) {
    return difference.from(now, times).orElseThrow();
  }
}

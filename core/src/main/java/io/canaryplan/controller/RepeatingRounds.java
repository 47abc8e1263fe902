// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.controller.DeploymentWalk.Step;
import io.canaryplan.plan.RollingPass;
import io.canaryplan.plan.RollingPass.VersionSize;
import io.canaryplan.plan.RollingStretch;
import java.util.List;
import java.util.Optional;

/**
 * A period that the last rounds of a walk went through twice, every number of pods by the same
 * difference: with maxSurge 1 a million pods go one up and one down two million times.
 */
final class RepeatingRounds {
  private final ImmutableList<Step> before;
  private final ImmutableList<Step> period;
  private final DeploymentState now;

  private RepeatingRounds(List<Step> before, List<Step> period, DeploymentState now) {
    this.before = ImmutableList.copyOf(before);
    this.period = ImmutableList.copyOf(period);
    this.now = now;
  }

  /**
   * Returns the period of so many rounds that the last of these went through twice, if they did.
   *
   * @param steps at least two periods
   */
  static Optional<RepeatingRounds> find(List<Step> steps, DeploymentState now, int period) {
    int second = steps.size() - period;
    if (!isLike(steps.get(second - 1), steps.get(steps.size() - 1))) {
      return Optional.empty();
    }
    RepeatingRounds repeating =
        new RepeatingRounds(
            steps.subList(second - period, second), steps.subList(second, steps.size()), now);
    return repeating.isEven() ? Optional.of(repeating) : Optional.empty();
  }

  // cheap to ask of two rounds that would be a period apart
  private static boolean isLike(Step one, Step other) {
    return one.pass().isPresent() == other.pass().isPresent()
        && one.found().sets().size() == other.found().sets().size();
  }

  private boolean isEven() {
    if (period.get(0).found().equals(now)) {
      return false;
    }
    for (int i = 0; i < period.size(); i++) {
      Step one = before.get(i);
      Step other = period.get(i);
      if (one.pass().isPresent() != other.pass().isPresent()
          || !Optional.of(found(i + period.size())).equals(further(found(i), i, 1))) {
        return false;
      }
    }
    return Optional.of(now).equals(further(period.get(0).found(), 0, 1));
  }

  // what the rounds of the period found, and the ones after it
  private DeploymentState found(int index) {
    if (index < period.size()) {
      return before.get(index).found();
    }
    int later = index - period.size();
    return later < period.size() ? period.get(later).found() : now;
  }

  /** Returns a state so many times on, each difference the one at a place of the period. */
  private Optional<DeploymentState> further(DeploymentState from, int place, long times) {
    DeploymentState one = before.get(place).found();
    DeploymentState other = period.get(place).found();
    if (one.sets().size() != from.sets().size() || other.sets().size() != from.sets().size()) {
      return Optional.empty();
    }
    ImmutableList.Builder<OwnedSet> sets = ImmutableList.builder();
    for (int i = 0; i < from.sets().size(); i++) {
      OwnedSet set = from.sets().get(i);
      OwnedSet a = one.sets().get(i);
      OwnedSet b = other.sets().get(i);
      long size = further(set.size(), a.size(), b.size(), times);
      long available = further(set.available(), a.available(), b.available(), times);
      if (size < 0 || size > Integer.MAX_VALUE || available < 0 || available > size) {
        return Optional.empty();
      }
      sets.add(set.counting((int) size, (int) available));
    }
    return Optional.of(from.withSets(sets.build()));
  }

  private static long further(int from, int one, int other, long times) {
    return Strides.further(from, (long) other - one, times);
  }

  /** Returns how many further times the period comes. */
  long length(PodMoves moves) {
    return Strides.length(times -> goesOn(moves, times));
  }

  // the period, put on so many times less one, is walked through once more
  private boolean goesOn(PodMoves moves, long times) {
    Optional<DeploymentState> state = further(now, 0, times - 1);
    for (int i = 0; i < period.size() && state.isPresent(); i++) {
      DeploymentRound round = DeploymentRound.of(state.get());
      DeploymentState next = moves.after(round);
      int following = (i + 1) % period.size();
      DeploymentState base = i + 1 < period.size() ? period.get(i + 1).found() : now;
      boolean expected =
          round.isPass() == period.get(i).pass().isPresent()
              && Optional.of(next).equals(further(base, following, times));
      state = expected ? Optional.of(next) : Optional.empty();
    }
    return state.isPresent();
  }

  /** Returns whether any round of the period is a pass. */
  boolean showsPasses() {
    return period.stream().anyMatch(step -> step.pass().isPresent());
  }

  /** Returns how often within the period nothing was left to do until pods became available. */
  long waits() {
    return period.stream().filter(Step::waited).count();
  }

  /** Returns how often the period fits into so many passes. */
  long timesWithin(long passes) {
    long shown = period.stream().filter(step -> step.pass().isPresent()).count();
    return shown == 0 ? Long.MAX_VALUE : passes / shown;
  }

  /** Returns the passes of so many further times. */
  RollingStretch stretch(long times) {
    return new RollingStretch(passes(1), passes(times), times);
  }

  private List<RollingPass> passes(long times) {
    ImmutableList.Builder<RollingPass> passes = ImmutableList.builder();
    for (int i = 0; i < period.size(); i++) {
      if (period.get(i).pass().isPresent()) {
        passes.add(further(before.get(i).pass().orElseThrow(), period.get(i).pass().get(), times));
      }
    }
    return passes.build();
  }

  private static RollingPass further(RollingPass one, RollingPass other, long times) {
    ImmutableList.Builder<VersionSize> sets = ImmutableList.builder();
    for (int i = 0; i < one.sets().size(); i++) {
      VersionSize a = one.sets().get(i);
      VersionSize b = other.sets().get(i);
      sets.add(
          new VersionSize(
              b.version(),
              (int) further(b.size(), a.size(), b.size(), times),
              (int) further(b.available(), a.available(), b.available(), times),
              (int) further(b.next(), a.next(), b.next(), times)));
    }
    return new RollingPass(other.version(), sets.build());
  }

  /** Returns the state after so many further times. */
  DeploymentState after(long times) {
    return further(now, 0, times).orElseThrow();
  }
}

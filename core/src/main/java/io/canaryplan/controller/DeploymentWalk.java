// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.RollingPass;
import io.canaryplan.plan.RollingPass.VersionSize;
import io.canaryplan.plan.RollingStretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rounds from a state until nothing changes any more and no pod moves, or so many passes. */
final class DeploymentWalk {
  /** Rounds that are worked out; a walk of more goes round in circles. */
  static final int MAX_ROUNDS = 10_000;

  private final PodMoves moves;
  private final long limit;
  private final List<Step> steps = new ArrayList<>();
  private final List<RollingPass> single = new ArrayList<>();
  private final ImmutableList.Builder<RollingStretch> stretches = ImmutableList.builder();
  private DeploymentState state;
  private boolean rests;
  private long passes;
  private long waits;

  /**
   * A round.
   *
   * @param found what it found
   * @param pass the pass that it was, if it was one
   * @param waited whether nothing was left to do until pods became available
   */
  record Step(DeploymentState found, Optional<RollingPass> pass, boolean waited) {}

  private DeploymentWalk(DeploymentState start, PodMoves moves, long limit) {
    this.state = start;
    this.moves = moves;
    this.limit = limit;
  }

  /** Walks until everything is at rest. */
  static DeploymentWalk toRest(DeploymentState start, PodMoves moves) {
    return along(start, moves, Long.MAX_VALUE);
  }

  /**
   * Walks so many passes, or until everything is at rest if that comes before.
   *
   * @param limit 0 or more
   */
  static DeploymentWalk along(DeploymentState start, PodMoves moves, long limit) {
    DeploymentWalk walk = new DeploymentWalk(start, moves, limit);
    for (int i = 0; i < MAX_ROUNDS && !walk.rests && walk.passes < limit; i++) {
      walk.advance();
      walk.leap();
    }
    if (!walk.single.isEmpty()) {
      walk.stretches.add(RollingStretch.once(walk.single));
    }
    return walk;
  }

  /** Returns the state at the end, its pods moved. */
  DeploymentState end() {
    return state;
  }

  /** Returns whether nothing happens any more. */
  boolean rests() {
    return rests;
  }

  /** Returns how often the controller had nothing to do until pods moved. */
  long waits() {
    return waits;
  }

  ImmutableList<RollingStretch> stretches() {
    return stretches.build();
  }

  private void advance() {
    DeploymentRound round = DeploymentRound.of(state);
    DeploymentState next = moves.after(round);
    Optional<RollingPass> pass = Optional.empty();
    if (round.isPass()) {
      pass = Optional.of(pass(round, next));
      single.add(pass.get());
      passes++;
    }
    boolean isPass = pass.isPresent();
    rests = !isPass && (Identity.isSame(next, state) || next.equals(state));
    boolean waited = !isPass && !rests && available(next) > available(state);
    waits += waited ? 1 : 0;
    remember(new Step(state, pass, waited));
    state = next;
  }

  private static long available(DeploymentState state) {
    return state.sum(OwnedSet::available);
  }

  private static RollingPass pass(DeploymentRound round, DeploymentState next) {
    ImmutableList.Builder<VersionSize> sets = ImmutableList.builder();
    for (int i = 0; i < next.sets().size(); i++) {
      OwnedSet after = round.after().sets().get(i);
      int available = next.sets().get(i).available();
      sets.add(new VersionSize(after.version(), after.size(), after.available(), available));
    }
    return new RollingPass(next.version(), sets.build());
  }

  private void remember(Step step) {
    if (steps.size() >= 2 * Strides.MEMORY) {
      steps.subList(0, Strides.MEMORY).clear();
    }
    steps.add(step);
  }

  // many pods with small limits: what goes on evenly is not worked out pass by pass
  private void leap() {
    // a short period that ends soon may be part of a longer one that does not
    for (int period = 1; period <= Strides.MEMORY / 2 && steps.size() >= Strides.MEMORY; period++) {
      RepeatingRounds.find(steps, state, period).ifPresent(this::leapOver);
    }
  }

  private void leapOver(RepeatingRounds repeating) {
    long times = Math.min(repeating.length(moves), repeating.timesWithin(limit - passes));
    if (times == 0) {
      return;
    }
    if (repeating.showsPasses()) {
      if (!single.isEmpty()) {
        stretches.add(RollingStretch.once(single));
        single.clear();
      }
      RollingStretch stretch = repeating.stretch(times);
      stretches.add(stretch);
      passes += stretch.passes();
    }
    waits += repeating.waits() * times;
    state = repeating.after(times);
    steps.clear();
  }
}

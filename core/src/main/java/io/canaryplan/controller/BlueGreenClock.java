// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.controller.BlueGreenCondition.ConditionType;
import io.canaryplan.controller.BlueGreenSet.Starting;
import java.util.Optional;
import java.util.OptionalLong;

/** When something happens by itself to a blue-green Rollout that is settled. */
final class BlueGreenClock {
  private BlueGreenClock() {}

  /**
   * Returns the next time, in seconds, at which a pause ends, a ReplicaSet is removed, pods become
   * available, an analysis has its outcome, or the time for progress is over; empty if nothing
   * happens any more.
   */
  static OptionalLong next(ResolvedBlueGreen rules, BlueGreenState state) {
    BlueGreenStatus status = state.status();
    long now = state.now();
    long next = ResolvedBlueGreen.NEVER;
    if (rules.promotesItself() && status.pauseStart().isPresent()) {
      next = sooner(next, status.pauseStart().getAsLong() + rules.autoPromotionSeconds(), now);
    }
    for (BlueGreenSet set : state.sets()) {
      if (set.size() > 0 && set.hasDeadline()) {
        next = sooner(next, set.deadline(), now);
      }
      for (Starting some : set.starting()) {
        next = sooner(next, some.at(), now);
      }
    }
    next = sooner(next, status.pre(), now);
    next = sooner(next, status.post(), now);
    OptionalLong progress = progress(rules, state);
    if (progress.isPresent()) {
      next = sooner(next, progress.getAsLong(), now);
    }
    return next == ResolvedBlueGreen.NEVER ? OptionalLong.empty() : OptionalLong.of(next);
  }

  private static long sooner(long next, Optional<BlueGreenRun> run, long now) {
    return run.isPresent() && run.get().isRunning(now) ? sooner(next, run.get().ends(), now) : next;
  }

  private static long sooner(long next, long time, long now) {
    return time > now ? Math.min(next, time) : next;
  }

  private static OptionalLong progress(ResolvedBlueGreen rules, BlueGreenState state) {
    BlueGreenStatus status = state.status();
    Optional<BlueGreenCondition> progressing = status.condition(ConditionType.PROGRESSING);
    boolean stopped =
        rules.isDeadlineRefused()
            || progressing.isEmpty()
            || status.isPaused()
            || state.paused()
            || status.abort()
            || switch (progressing.get().reason()) {
              case ROLLOUT_ABORTED, ROLLOUT_PAUSED, PROGRESS_DEADLINE_EXCEEDED -> true;
              default -> status.phase().equals(BlueGreenPhase.HEALTHY);
            };
    return stopped
        ? OptionalLong.empty()
        : OptionalLong.of(progressing.get().changed() + rules.progressDeadline() + 1);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.controller.BlueGreenCondition.ConditionType;
import io.canaryplan.controller.BlueGreenSet.Starting;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

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
    LongStream.Builder times = LongStream.builder();
    if (rules.promotesItself() && rules.autoPromotionSeconds() > 0) {
      status.pauseStart().ifPresent(start -> times.add(start + rules.autoPromotionSeconds()));
    }
    for (BlueGreenSet set : state.sets()) {
      if (set.size() > 0 && set.hasDeadline()) {
        times.add(set.deadline());
      }
      set.starting().stream()
          .mapToLong(Starting::at)
          .filter(at -> at != ResolvedBlueGreen.NEVER)
          .forEach(times::add);
    }
    Stream.of(status.pre(), status.post())
        .flatMap(Optional::stream)
        .filter(run -> run.isRunning(state.now()) && run.ends() != ResolvedBlueGreen.NEVER)
        .forEach(run -> times.add(run.ends()));
    progress(rules, state).ifPresent(times::add);
    return times.build().filter(time -> time > state.now()).min();
  }

  private static OptionalLong progress(ResolvedBlueGreen rules, BlueGreenState state) {
    BlueGreenStatus status = state.status();
    Optional<BlueGreenCondition> progressing = status.condition(ConditionType.PROGRESSING);
    boolean stopped =
        progressing.isEmpty()
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

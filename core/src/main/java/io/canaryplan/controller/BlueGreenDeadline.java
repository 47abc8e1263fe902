// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.controller.BlueGreenCondition.Reason;
import io.canaryplan.plan.BlueGreenView;
import io.canaryplan.plan.ProgressDeadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows when no more pod becomes available until the time for progress is over, if it ever
 * is (bluegreen.md 9).
 */
final class BlueGreenDeadline {
  private final BlueGreenPoint from;
  private final BlueGreenWalk walk;
  // what each pass that people see has left
  private final List<BlueGreenState> seen = new ArrayList<>();
  private Optional<BlueGreenState> over = Optional.empty();

  private BlueGreenDeadline(BlueGreenPoint from) {
    this.from = from;
    walk = new BlueGreenWalk(from.rules().withoutNewPods(), from.state(), from.origin());
    boolean goesOn = true;
    while (goesOn && over.isEmpty() && !walk.isEndless()) {
      goesOn = advance();
    }
  }

  static BlueGreenDeadline of(BlueGreenPoint from) {
    return new BlueGreenDeadline(from);
  }

  private boolean advance() {
    BlueGreenState found = walk.state();
    boolean changed = walk.pass();
    boolean already = found.status().progresses(Reason.PROGRESS_DEADLINE_EXCEEDED);
    boolean marked = walk.state().status().progresses(Reason.PROGRESS_DEADLINE_EXCEEDED);
    // nobody aborts it here but the deadline
    boolean aborted = walk.state().status().abort() && !found.status().abort();
    if ((marked && (!already || !changed)) || aborted) {
      over = Optional.of(found);
    } else if (walk.views().size() > seen.size()) {
      seen.add(walk.state());
    }
    return changed || walk.waits();
  }

  /** Returns so many passes at most of those before the one that finds that the time is over. */
  ImmutableList<BlueGreenView> passes(int most) {
    return ImmutableList.copyOf(walk.views().subList(0, Math.min(most, seen.size())));
  }

  /**
   * Returns the state after so many passes of those, or the one that the pass after them finds,
   * pods becoming available a second later; empty if the time is never over.
   */
  Optional<BlueGreenState> before(int passes) {
    return over.map(
        last ->
            passes == 0
                ? from.state()
                : passes <= seen.size() ? seen.get(passes - 1) : last.startingLate(last.now() + 1));
  }

  /** Returns the same in words. */
  ProgressDeadline told() {
    int seconds = from.rules().progressDeadline();
    if (from.rules().isDeadlineRefused()) {
      return ProgressDeadline.refused(seconds);
    }
    if (over.isPresent()) {
      return from.rules().rollout().progressDeadlineAbort()
          ? ProgressDeadline.aborts(seconds)
          : ProgressDeadline.marksRollout(seconds);
    }
    return walk.isEndless()
        ? ProgressDeadline.unknown(seconds, "the controller never comes to rest")
        : ProgressDeadline.stands(seconds, why());
  }

  private String why() {
    BlueGreenState end = walk.state();
    if (end.status().abort()) {
      return "the update is aborted";
    }
    if (end.paused() || end.status().isPaused()) {
      return "the Rollout is paused";
    }
    boolean updating = from.state().status().stable() != from.version();
    if (end.status().stable() == end.version()) {
      return updating ? "the update does not wait for pods" : "no update is on its way";
    }
    boolean lingers =
        end.sets().stream().anyMatch(set -> set.version() != end.version() && set.hasDeadline());
    // Progressing stays at NewReplicaSetAvailable (9.5)
    return lingers
        ? "another ReplicaSet has a scale-down deadline"
        : "all pods of the new version are available, and have all traffic";
  }
}

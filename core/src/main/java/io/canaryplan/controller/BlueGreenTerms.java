// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.controller.BlueGreenRun.Phase;
import io.canaryplan.plan.Capability;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The terms of bluegreen.md 4.1 and 5.1, as a pass finds them at its beginning: later writes of the
 * same pass change none of them.
 */
final class BlueGreenTerms {
  private final ResolvedBlueGreen rules;
  private final BlueGreenState state;
  private final BlueGreenStatus status;
  private final boolean aborted;

  BlueGreenTerms(ResolvedBlueGreen rules, BlueGreenState state) {
    this.rules = rules;
    this.state = state;
    status = state.status();
    aborted = status.abort() && status.stable() != status.current();
  }

  private BlueGreenSet newReplicaSet() {
    return state.set(state.version()).orElseThrow();
  }

  /** Returns whether the update is aborted; an abort of the stable version is dropped. */
  boolean isAborted() {
    return aborted;
  }

  /** Returns whether Services and pauses stay as they are. */
  boolean isHalted() {
    return state.paused() || status.inconclusive();
  }

  boolean isDelayingAbort() {
    return aborted && state.set(status.stable()).isPresent() && rules.abortDelay() != 0;
  }

  /** Returns the size that the new version is to have, aborts aside. */
  int newSize() {
    OptionalInt preview = rules.previewCount();
    int selected = status.active();
    if (preview.isEmpty()
        || state.set(selected).isEmpty()
        || selected == state.version()
        || status.promoteFull()) {
      return state.replicas();
    }
    boolean free = !state.paused() && !status.isPaused() && status.checkpoint();
    return status.current() == state.version() && free ? state.replicas() : preview.getAsInt();
  }

  boolean isReady() {
    BlueGreenSet newReplicaSet = newReplicaSet();
    return newReplicaSet.size() == newSize() && newReplicaSet.available() == newSize();
  }

  boolean isSaturated() {
    BlueGreenSet newReplicaSet = newReplicaSet();
    return newReplicaSet.size() == state.replicas()
        && newReplicaSet.desired() == state.replicas()
        && newReplicaSet.available() == state.replicas();
  }

  /** Returns whether the new version goes back to one within rollbackWindow. */
  boolean isWithinWindow() {
    Optional<BlueGreenSet> stable = state.set(status.stable());
    long created = newReplicaSet().created();
    if (stable.isEmpty() || created >= stable.get().created()) {
      return false;
    }
    long between =
        state.sets().stream()
            .filter(set -> set.created() > created && set.created() < stable.get().created())
            .count();
    return between < rules.window();
  }

  /** Returns whether the new version may go on past the gates, as it was there before. */
  boolean isReturning() {
    BlueGreenSet newReplicaSet = newReplicaSet();
    if (!rules.has(Capability.TELLS_ROLLBACK_BY_AGE)) {
      return newReplicaSet.hasDeadline();
    }
    Optional<BlueGreenSet> stable = state.set(status.stable());
    boolean older = stable.isPresent() && newReplicaSet.created() < stable.get().created();
    boolean lingers = newReplicaSet.hasDeadline() && !newReplicaSet.isOverdue(state.now());
    return state.version() == status.stable() || (older && (lingers || isWithinWindow()));
  }

  /** Returns whether the active Service is switched without pause and analysis. */
  boolean isFast() {
    return isReturning()
        || status.promoteFull()
        || state.active() == BlueGreenStatus.NONE
        || state.active() == state.version();
  }

  boolean isPreAnalysisDone() {
    return rules.analysis(true).isEmpty()
        || status.pre().filter(run -> run.phase(state.now()) == Phase.SUCCESSFUL).isPresent();
  }

  /** Returns whether the pause before the switch is over, unless it begins in this pass. */
  boolean isPauseDone() {
    if (status.checkpoint()) {
      return true;
    }
    if (!rules.promotesItself()) {
      return status.controllerPause() && status.pauseStart().isEmpty();
    }
    // the clock of the controller is past the whole second at which the pause ends
    return rules.autoPromotionSeconds() == 0
        || (status.pauseStart().isPresent()
            && state.now() >= status.pauseStart().getAsLong() + rules.autoPromotionSeconds());
  }

  /** Returns whether the analysis before the switch has a place at all. */
  boolean needsPreAnalysis() {
    int selected = status.active();
    return status.stable() != state.version()
        && selected != BlueGreenStatus.NONE
        && selected != state.version();
  }

  boolean mayStartPreAnalysis() {
    OptionalInt preview = rules.previewCount();
    if (preview.isEmpty()) {
      return isSaturated();
    }
    BlueGreenSet newReplicaSet = newReplicaSet();
    return newReplicaSet.size() == preview.getAsInt()
        && newReplicaSet.available() == preview.getAsInt();
  }

  /** Returns whether the analysis after the switch has a place at all. */
  boolean needsPostAnalysis() {
    return status.active() == state.version() && status.stable() != state.version();
  }

  /** Returns whether no analysis takes place in this pass. */
  boolean skipsAnalysis() {
    boolean passed =
        rules.has(Capability.TELLS_ROLLBACK_BY_AGE)
            ? isReturning() || status.stable() == state.version()
            : isReturning() || isWithinWindow();
    return aborted || status.promoteFull() || passed || status.stable() == BlueGreenStatus.NONE;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.controller.BlueGreenCondition.ConditionType;
import io.canaryplan.controller.BlueGreenCondition.Reason;
import io.canaryplan.controller.BlueGreenCondition.Value;
import io.canaryplan.controller.BlueGreenRun.Phase;
import java.util.Optional;

/** The conditions and the phase in the status (bluegreen.md 9). */
final class BlueGreenConditions {
  private final BlueGreenWork work;
  private final ResolvedBlueGreen rules;
  private final BlueGreenStatus memory;
  private final boolean paused;

  BlueGreenConditions(BlueGreenWork work) {
    this.work = work;
    rules = work.rules();
    memory = work.status();
    paused = memory.isPaused() || work.found().paused();
  }

  /** Returns the status with what a pass writes at its beginning: pauses, resumptions, retries. */
  BlueGreenStatus noted() {
    ImmutableList<BlueGreenCondition> conditions = memory.conditions();
    boolean wasAborted = memory.progresses(Reason.ROLLOUT_ABORTED);
    boolean settled =
        memory.stable() != BlueGreenStatus.NONE && memory.stable() == memory.current();
    if (paused != memory.progresses(Reason.ROLLOUT_PAUSED) && !wasAborted && !settled) {
      Reason reason = paused ? Reason.ROLLOUT_PAUSED : Reason.ROLLOUT_RESUMED;
      conditions = condition(ConditionType.PROGRESSING, Value.UNKNOWN, reason).setIn(conditions);
    }
    if (!memory.abort() && wasAborted) {
      conditions =
          condition(ConditionType.PROGRESSING, Value.UNKNOWN, Reason.ROLLOUT_RETRY)
              .setIn(conditions);
    }
    boolean toldPaused = isPausedTold(memory.conditions());
    if (paused != toldPaused && !wasAborted) {
      Value value = paused ? Value.TRUE : Value.FALSE;
      conditions = condition(ConditionType.PAUSED, value, Reason.ROLLOUT_PAUSED).setIn(conditions);
    }
    if (conditions.equals(memory.conditions())) {
      return memory;
    }
    BlueGreenStatus noted = memory.noted(conditions, memory.phase(), work.found().generation());
    return noted.noted(conditions, phase(noted), noted.generation());
  }

  private static boolean isPausedTold(ImmutableList<BlueGreenCondition> conditions) {
    return BlueGreenCondition.find(conditions, ConditionType.PAUSED)
        .filter(found -> found.value() == Value.TRUE)
        .isPresent();
  }

  private BlueGreenCondition condition(ConditionType type, Value value, Reason reason) {
    return new BlueGreenCondition(type, value, reason, "", work.now());
  }

  boolean isHealthy(BlueGreenStatus status) {
    return status.active() == status.current()
        && (!rules.hasPreview() || status.preview() == status.current())
        && status.updated() == work.replicas()
        && status.available() == work.replicas()
        && memory.generation() == work.found().generation();
  }

  boolean isProgress(BlueGreenStatus status) {
    return status.updated() != memory.updated()
        || status.total() - status.updated() < memory.total() - memory.updated()
        || status.available() > memory.available()
        || status.active() != memory.active()
        || status.preview() != memory.preview();
  }

  /** Returns whether the time for progress is over, if there is none now. */
  boolean isTimedOut(boolean aborted) {
    Optional<BlueGreenCondition> progressing = memory.condition(ConditionType.PROGRESSING);
    boolean stopped =
        progressing.isEmpty()
            || memory.progresses(Reason.ROLLOUT_ABORTED)
            || memory.progresses(Reason.ROLLOUT_PAUSED)
            || isPausedTold(memory.conditions())
            || aborted
            || lingers();
    return !stopped
        && !rules.isDeadlineRefused()
        && (memory.progresses(Reason.PROGRESS_DEADLINE_EXCEEDED)
            || progressing.get().changed() + rules.progressDeadline() < work.now());
  }

  // another ReplicaSet is still to be removed
  private boolean lingers() {
    for (BlueGreenSet set : work.sets()) {
      if (set.version() != work.version() && set.hasDeadline()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the conditions at the end of a pass.
   *
   * @param status the status but for them
   * @param abortion what is said of the abort, if there is one
   */
  ImmutableList<BlueGreenCondition> settled(BlueGreenStatus status, Optional<String> abortion) {
    ImmutableList<BlueGreenCondition> conditions = memory.conditions();
    boolean healthy = isHealthy(status);
    boolean fell = false;
    if (!paused && healthy) {
      conditions =
          condition(ConditionType.HEALTHY, Value.TRUE, Reason.ROLLOUT_HEALTHY).setIn(conditions);
    } else if (memory.condition(ConditionType.HEALTHY).isPresent()) {
      conditions =
          condition(ConditionType.HEALTHY, Value.FALSE, Reason.ROLLOUT_HEALTHY).setIn(conditions);
      fell = !conditions.equals(memory.conditions());
    }
    conditions = progressing(conditions, status, abortion, healthy, fell);
    Value available =
        work.found().set(status.active()).filter(this::isSaturated).isPresent()
            ? Value.TRUE
            : Value.FALSE;
    conditions = condition(ConditionType.AVAILABLE, available, Reason.AVAILABLE).setIn(conditions);
    Value completed = status.stable() == status.current() ? Value.TRUE : Value.FALSE;
    return condition(ConditionType.COMPLETED, completed, Reason.ROLLOUT_COMPLETED)
        .setIn(conditions);
  }

  private boolean isSaturated(BlueGreenSet set) {
    return set.size() == work.replicas()
        && set.desired() == work.replicas()
        && set.available() == work.replicas();
  }

  private ImmutableList<BlueGreenCondition> progressing(
      ImmutableList<BlueGreenCondition> conditions,
      BlueGreenStatus status,
      Optional<String> abortion,
      boolean healthy,
      boolean fell) {
    if (abortion.isPresent()) {
      return new BlueGreenCondition(
              ConditionType.PROGRESSING,
              Value.FALSE,
              Reason.ROLLOUT_ABORTED,
              abortion.get(),
              work.now())
          .setIn(conditions);
    }
    if (healthy) {
      return condition(ConditionType.PROGRESSING, Value.TRUE, Reason.NEW_REPLICA_SET_AVAILABLE)
          .setIn(conditions);
    }
    if (isProgress(status) || fell) {
      boolean back = fell && status.stable() == status.current();
      Reason reason = back ? Reason.REPLICA_SET_NOT_AVAILABLE : Reason.REPLICA_SET_UPDATED;
      return condition(ConditionType.PROGRESSING, Value.TRUE, reason).replacedIn(conditions);
    }
    if (isTimedOut(false)) {
      return new BlueGreenCondition(
              ConditionType.PROGRESSING,
              Value.FALSE,
              Reason.PROGRESS_DEADLINE_EXCEEDED,
              BlueGreenVerdict.TIMED_OUT,
              work.now())
          .setIn(conditions);
    }
    return conditions;
  }

  /** Returns the phase of a status, and its message (9.1). */
  BlueGreenPhase phase(BlueGreenStatus status) {
    for (BlueGreenCondition found : status.conditions()) {
      if (found.type() == ConditionType.PROGRESSING
          && (found.reason() == Reason.ROLLOUT_ABORTED
              || found.reason() == Reason.PROGRESS_DEADLINE_EXCEEDED)) {
        return BlueGreenPhase.degraded(found);
      }
    }
    if (work.found().paused()) {
      return BlueGreenPhase.paused("manually paused");
    }
    if (status.isPaused()) {
      return BlueGreenPhase.paused(
          status.pauseStart().isPresent() ? "BlueGreenPause" : "InconclusiveAnalysisRun");
    }
    if (status.updated() < work.replicas()) {
      return BlueGreenPhase.progressing("more replicas need to be updated");
    }
    if (status.available() < status.updated()) {
      return BlueGreenPhase.progressing("updated replicas are still becoming available");
    }
    if (status.active() != status.current()) {
      return BlueGreenPhase.progressing("active service cutover pending");
    }
    if (status.stable() != status.current()) {
      boolean waits =
          rules.analysis(false).isPresent()
              && status
                  .post()
                  .map(BlueGreenRun::reported)
                  .filter(phase -> phase != Phase.NEW && phase != Phase.RUNNING)
                  .isEmpty();
      return BlueGreenPhase.progressing(
          waits
              ? "waiting for analysis to complete"
              : "waiting for post-promotion verification to complete");
    }
    return BlueGreenPhase.HEALTHY;
  }
}

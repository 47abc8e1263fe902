// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.controller.BlueGreenRun.Phase;
import io.canaryplan.plan.Capability;
import java.util.Optional;
import java.util.OptionalLong;

/** The pause of a pass, whether the new version becomes stable, and the status (bluegreen.md 5). */
final class BlueGreenVerdict {
  static final String TIMED_OUT = "ReplicaSet has timed out progressing.";

  private final BlueGreenWork work;
  private final BlueGreenTerms terms;
  private final ResolvedBlueGreen rules;
  private final BlueGreenConditions conditions;
  private final BlueGreenStatus memory;
  private boolean begins;
  private boolean drops;

  BlueGreenVerdict(BlueGreenWork work, BlueGreenTerms terms, BlueGreenConditions conditions) {
    this.work = work;
    this.terms = terms;
    this.conditions = conditions;
    rules = work.rules();
    memory = work.status();
  }

  /** Begins or ends the pause before the switch (5.2); returns whether it begins. */
  boolean pause() {
    if (terms.isAborted() || !terms.isReady() || terms.isHalted()) {
      return false;
    }
    boolean over =
        terms.isFast()
            || work.found().active() == work.version()
            || memory.checkpoint()
            || !rules.wantsPause();
    if (over) {
      drops = true;
    } else if (terms.isPreAnalysisDone()) {
      if (memory.pauseStart().isPresent()) {
        drops = terms.isPauseDone();
      } else {
        begins = !memory.controllerPause();
      }
    }
    return begins;
  }

  /**
   * Returns the status when another version is seen first: all that belonged to the last is gone.
   */
  BlueGreenStatus reset(BlueGreenStatus stored) {
    return status(stored, true, Optional.empty());
  }

  /** Returns the status at the end of a pass. */
  BlueGreenStatus settled(BlueGreenStatus stored, BlueGreenAnalysis analysis) {
    return status(stored, false, Optional.of(analysis));
  }

  /** Returns the status of a pass that only sized ReplicaSets. */
  BlueGreenStatus scaled(BlueGreenStatus stored) {
    boolean aborted = terms.isAborted();
    BlueGreenStatus status =
        new BlueGreenStatus(
            memory.stable(),
            memory.current(),
            memory.active(),
            memory.preview(),
            memory.checkpoint(),
            aborted ? OptionalLong.empty() : memory.pauseStart(),
            !aborted && memory.inconclusive(),
            !aborted && memory.controllerPause() && memory.isPaused(),
            aborted,
            aborted,
            memory.promoteFull(),
            memory.pre(),
            memory.post(),
            memory.conditions(),
            memory.phase(),
            work.found().generation(),
            memory.updated(),
            memory.total(),
            activeCount(memory.active(), true),
            activeCount(memory.active(), false));
    if (rules.has(Capability.ABORTS_BEFORE_CONDITIONS)) {
      Optional<String> abortion = abortion(status, false, true, Optional.empty());
      status =
          status.noted(conditions.settled(status, abortion), memory.phase(), status.generation());
    }
    return merged(stored, status);
  }

  private BlueGreenStatus status(
      BlueGreenStatus stored, boolean reset, Optional<BlueGreenAnalysis> analysis) {
    int active = work.active();
    boolean fails = !reset && analysis.flatMap(BlueGreenAnalysis::failure).isPresent();
    // an abort of the stable version is dropped, and with it what the pass makes of another one
    boolean dropped = memory.abort() && !terms.isAborted();
    boolean aborts = !reset && !dropped && (terms.isAborted() || fails);
    Optional<BlueGreenRun> post = analysis.flatMap(BlueGreenAnalysis::post);
    boolean full = !reset && memory.promoteFull();
    boolean promoted = isPromoted(active, full, aborts, post);
    boolean clears = promoted || full || terms.isWithinWindow();
    boolean abort = fails || (aborts && !clears);
    BlueGreenStatus draft = draft(reset, clears, promoted, abort, analysis);
    Optional<String> abortion = abortion(draft, clears || dropped, clears, analysis);
    if (abortion.isPresent() && !draft.abort()) {
      draft = draft(reset, false, promoted, true, analysis);
    }
    ImmutableList<BlueGreenCondition> settled = conditions.settled(draft, abortion);
    boolean late =
        rules.rollout().progressDeadlineAbort()
            && !rules.has(Capability.ABORTS_BEFORE_CONDITIONS)
            && isExceeded(settled)
            && conditions.isTimedOut(draft.abort());
    if (late) {
      draft = draft(reset, false, promoted, true, analysis);
    }
    draft = draft.noted(settled, memory.phase(), work.found().generation());
    return merged(stored, draft);
  }

  private boolean isExceeded(ImmutableList<BlueGreenCondition> settled) {
    for (BlueGreenCondition found : settled) {
      if (found.reason() == BlueGreenCondition.Reason.PROGRESS_DEADLINE_EXCEEDED) {
        return true;
      }
    }
    return false;
  }

  private boolean isPromoted(
      int active, boolean full, boolean aborts, Optional<BlueGreenRun> post) {
    if (memory.stable() == BlueGreenStatus.NONE || active == BlueGreenStatus.NONE) {
      return true;
    }
    if (active != work.version()) {
      return false;
    }
    if (full || terms.isWithinWindow()) {
      return true;
    }
    return !aborts
        && (rules.analysis(false).isEmpty()
            || terms.isReturning()
            || post.filter(run -> run.reported() == Phase.SUCCESSFUL).isPresent());
  }

  // what a dropped abort leaves in the status is not told
  private Optional<String> abortion(
      BlueGreenStatus draft,
      boolean dropped,
      boolean clears,
      Optional<BlueGreenAnalysis> analysis) {
    String update = "Rollout aborted update to revision " + work.newReplicaSet().revision();
    if (draft.abort() && !dropped) {
      Optional<String> why = analysis.flatMap(BlueGreenAnalysis::failure);
      return Optional.of(update + why.map(text -> ": " + text).orElse(""));
    }
    boolean late =
        rules.has(Capability.ABORTS_BEFORE_CONDITIONS)
            && rules.rollout().progressDeadlineAbort()
            && !clears
            && memory.stable() != work.version()
            && !conditions.isHealthy(draft)
            && !conditions.isProgress(draft)
            && conditions.isTimedOut(false);
    return late ? Optional.of(update + ": " + TIMED_OUT) : Optional.empty();
  }

  private BlueGreenStatus draft(
      boolean reset,
      boolean clears,
      boolean promoted,
      boolean abort,
      Optional<BlueGreenAnalysis> analysis) {
    boolean free = reset || clears || abort;
    OptionalLong pause = drops ? OptionalLong.empty() : memory.pauseStart();
    if (begins) {
      pause = OptionalLong.of(work.now());
    }
    boolean newDoubt = analysis.filter(BlueGreenAnalysis::isInconclusive).isPresent();
    boolean doubt = memory.inconclusive() || newDoubt;
    boolean began = begins || (newDoubt && !memory.inconclusive());
    boolean paused = pause.isPresent() || doubt;
    int updated = work.found().set(work.version()).map(BlueGreenSet::pods).orElse(0);
    long total = 0;
    for (BlueGreenSet set : work.found().sets()) {
      total += set.pods();
    }
    return new BlueGreenStatus(
        promoted ? work.version() : memory.stable(),
        work.version(),
        work.active(),
        rules.hasPreview() ? work.preview() : BlueGreenStatus.NONE,
        isCheckpoint(promoted),
        free ? OptionalLong.empty() : pause,
        !free && doubt,
        !free && paused && (began || memory.controllerPause()),
        abort,
        abort,
        !reset && !promoted && memory.promoteFull(),
        analysis.flatMap(BlueGreenAnalysis::pre),
        analysis.flatMap(BlueGreenAnalysis::post),
        memory.conditions(),
        memory.phase(),
        memory.generation(),
        updated,
        total,
        activeCount(work.active(), true),
        activeCount(work.active(), false));
  }

  // another pod template does not take it back, unless its version is stable already
  private boolean isCheckpoint(boolean promoted) {
    if (rules.previewCount().isEmpty() || promoted) {
      return false;
    }
    boolean reached =
        terms.isPreAnalysisDone()
            && !begins
            && terms.isPauseDone()
            && work.found().set(work.version()).map(BlueGreenSet::available).orElse(0)
                == rules.previewCount().getAsInt();
    return memory.checkpoint() || reached;
  }

  // of the active version; of all while there is none
  private long activeCount(int active, boolean available) {
    boolean all = work.found().set(active).isEmpty();
    long count = 0;
    for (BlueGreenSet set : work.found().sets()) {
      if (all || set.version() == active) {
        count += available ? set.available() : set.pods();
      }
    }
    return count;
  }

  // only fields that differ from the status that the pass began with are written; the phase is one
  // of them and its message another
  private BlueGreenStatus merged(BlueGreenStatus stored, BlueGreenStatus status) {
    ImmutableList<BlueGreenCondition> kept =
        status.conditions().equals(memory.conditions()) ? stored.conditions() : status.conditions();
    BlueGreenPhase phase = conditions.phase(status);
    return status.noted(
        kept, phase.writtenOver(stored.phase(), memory.phase()), status.generation());
  }
}

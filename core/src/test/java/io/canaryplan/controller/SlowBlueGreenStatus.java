// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.controller.SlowBlueGreen.Set;
import io.canaryplan.controller.SlowBlueGreen.Status;
import java.util.List;

/** The end of a pass: P12 with 4.1, 5.4, 9.2 and 9.5. */
final class SlowBlueGreenStatus {
  private final SlowBlueGreen m;
  private final SlowBlueGreenPass pass;

  SlowBlueGreenStatus(SlowBlueGreen m, SlowBlueGreenPass pass) {
    this.m = m;
    this.pass = pass;
  }

  private boolean isPromoted(boolean full, boolean reset) {
    if (pass.mem.stable == 0 || m.active == 0) {
      return true;
    }
    if (m.active != m.version || full || pass.window) {
      return m.active == m.version;
    }
    boolean aborted = !reset && !isAbortDropped() && (pass.aborted || pass.analysis.failed);
    return !aborted && (pass.fastBack || m.spec.post == null || (!reset && isPostDone()));
  }

  // 3, P0: an abort of what is stable already
  private boolean isAbortDropped() {
    return pass.mem.abort && !pass.aborted;
  }

  private boolean isPostDone() {
    return pass.analysis.post != null && pass.analysis.post.reported().equals("Successful");
  }

  void write(boolean reset) {
    Status next = pass.mem.copy();
    boolean full = !reset && pass.mem.full;
    boolean promoted = isPromoted(full, reset);
    boolean clears = promoted || full || pass.window;
    next.current = m.version;
    next.active = m.active;
    next.preview = m.spec.preview ? m.preview : 0;
    next.checkpoint = isCheckpoint(promoted);
    next.stable = promoted ? m.version : pass.mem.stable;
    next.full = full && !promoted;
    next.updated = pass.updated.pods;
    next.total = m.sets.stream().mapToLong(set -> set.pods).sum();
    next.available = availableOf(m.active);
    next.abort = !reset && (pass.analysis.failed || (pass.aborted && !clears));
    next.pre = reset ? null : pass.analysis.pre;
    next.post = reset ? null : pass.analysis.post;
    boolean late = conditions(next, !clears && !isAbortDropped());
    next.abort |= late;
    next.abortedAt = next.abort;
    if (next.abort || reset || clears) {
      next.pause = -1;
      next.inconclusive = false;
      next.controllerPause = false;
    } else {
      next.pause = pass.begins ? m.now : pass.drops ? -1 : pass.mem.pause;
      next.inconclusive = pass.mem.inconclusive || pass.analysis.doubts;
      boolean added = pass.begins || (next.inconclusive && !pass.mem.inconclusive);
      next.controllerPause = next.isPaused() && (added || pass.mem.controllerPause);
    }
    next.generation = m.generation;
    store(next);
  }

  private boolean isCheckpoint(boolean promoted) {
    if (m.spec.previewCount == null || promoted) {
      return false;
    }
    boolean reached =
        pass.analysis.isPreDone()
            && pass.isPauseDone()
            && pass.updated.available == m.spec.previewCount;
    return pass.mem.checkpoint || reached;
  }

  private long availableOf(int selected) {
    return m.sets.stream()
        .filter(set -> m.set(selected) == null || set.version == selected)
        .mapToLong(set -> set.available)
        .sum();
  }

  void ofScaling() {
    Status next = pass.mem.copy();
    next.available = availableOf(pass.mem.active);
    next.abort = pass.aborted;
    next.abortedAt = pass.aborted;
    next.pause = pass.aborted ? -1 : pass.mem.pause;
    next.inconclusive = !pass.aborted && pass.mem.inconclusive;
    next.controllerPause = !pass.aborted && pass.mem.controllerPause && pass.mem.isPaused();
    if (m.spec.main) {
      // the text keeps them; the traces of main show them computed here too
      conditions(next, next.abort);
    }
    next.generation = m.generation;
    store(next);
  }

  // the conditions are one field: unchanged ones leave what P2 wrote
  private void store(Status next) {
    boolean same = next.conditions.equals(pass.mem.conditions);
    next.conditions = same ? m.status.conditions : next.conditions;
    m.status = next;
  }

  // ---- 9.5; returns whether the deadline aborts the update

  private boolean conditions(Status next, boolean mayAbort) {
    boolean healthy =
        next.active == next.current
            && (!m.spec.preview || next.preview == next.current)
            && next.updated == m.replicas
            && next.available == m.replicas
            && pass.mem.generation == m.generation;
    boolean progress =
        next.updated != pass.mem.updated
            || next.total - next.updated < pass.mem.total - pass.mem.updated
            || next.available > pass.mem.available
            || next.active != pass.mem.active
            || next.preview != pass.mem.preview;
    boolean unhealthy = false;
    if (!pass.pausedBefore && healthy) {
      next.set("Healthy", "True", "RolloutHealthy", m.now);
    } else if (next.condition("Healthy") != null) {
      unhealthy = next.set("Healthy", "False", "RolloutHealthy", m.now);
    }
    boolean late = false;
    boolean early =
        m.spec.main
            && m.spec.deadlineAborts
            && mayAbort
            && pass.mem.stable != m.version
            && !next.abort
            && !healthy
            && !progress
            && isTimedOut(next.abort);
    if ((next.abort && mayAbort) || early) {
      next.set("Progressing", "False", "RolloutAborted", m.now);
    } else if (healthy) {
      next.set("Progressing", "True", "NewReplicaSetAvailable", m.now);
    } else if (progress || unhealthy) {
      boolean stays = next.stable == next.current && unhealthy;
      next.conditions.remove(next.condition("Progressing"));
      String reason = stays ? "ReplicaSetNotAvailable" : "ReplicaSetUpdated";
      next.set("Progressing", "True", reason, m.now);
    } else if (isTimedOut(false)) {
      next.set("Progressing", "False", "ProgressDeadlineExceeded", m.now);
      late = m.spec.deadlineAborts && !m.spec.main;
    }
    Set selected = m.set(next.active);
    boolean complete =
        selected != null
            && selected.size == m.replicas
            && selected.desired == m.replicas
            && selected.available == m.replicas;
    next.set("Available", complete ? "True" : "False", "AvailableReason", m.now);
    next.set(
        "Completed", next.stable == next.current ? "True" : "False", "RolloutCompleted", m.now);
    return late || early;
  }

  private boolean isTimedOut(boolean abort) {
    List<String> progressing = pass.mem.condition("Progressing");
    boolean stopped =
        progressing == null
            || pass.mem.progresses("RolloutAborted")
            || pass.mem.progresses("RolloutPaused")
            || SlowBlueGreen.isPausedTold(pass.mem)
            || abort
            || m.sets.stream().anyMatch(set -> set != pass.updated && set.deadline >= 0);
    return !stopped
        && (pass.mem.progresses("ProgressDeadlineExceeded")
            || Long.parseLong(progressing.get(3)) + m.spec.deadline < m.now);
  }
}

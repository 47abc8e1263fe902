// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import java.util.List;

/** The analyses of a pass, P10 (6). A run ends at its time, whatever the passes do. */
final class SlowBlueGreenAnalysis {
  /** What a run comes to, and after how many seconds. */
  record Outcome(String phase, long seconds) {}

  /** A run; {@code reported} is the phase that the status has of it. */
  record Run(long ends, String outcome, boolean terminated, String reported) {
    String phase(long now) {
      return terminated ? "Successful" : now >= ends ? outcome : "Running";
    }

    Run seen(long now) {
      return new Run(ends, outcome, terminated, phase(now));
    }

    Run stopped(long now) {
      return phase(now).equals("Running") ? new Run(ends, outcome, true, reported) : this;
    }
  }

  private final SlowBlueGreen m;
  private final SlowBlueGreenPass pass;
  private final boolean preDone;
  private final boolean previewReady;
  Run pre;
  Run post;
  boolean failed;
  boolean doubts;

  SlowBlueGreenAnalysis(SlowBlueGreen m, SlowBlueGreenPass pass) {
    this.m = m;
    this.pass = pass;
    pre = pass.mem.pre == null ? null : pass.mem.pre.seen(m.now);
    post = pass.mem.post == null ? null : pass.mem.post.seen(m.now);
    // as the pass found it, before P7
    previewReady =
        m.spec.previewCount != null
            && pass.updated.size == m.spec.previewCount
            && pass.updated.available == m.spec.previewCount;
    preDone = m.spec.pre == null || (pre != null && pre.reported().equals("Successful"));
  }

  /** 5.2, 5.3: by what the pass found; a pass sees the end of a run, not its begin. */
  boolean isPreDone() {
    return preDone;
  }

  private boolean isPostNeeded() {
    return pass.mem.active == m.version && pass.mem.stable != m.version;
  }

  /** 4.3: with the delay absent, others wait for the analysis after the switch. */
  boolean keepsOthers() {
    boolean successful = post != null && post.reported().equals("Successful");
    return m.spec.post != null
        && !m.spec.delayGiven
        && isPostNeeded()
        && pass.saturated
        && !successful;
  }

  void run() {
    boolean skipped =
        pass.aborted
            || pass.mem.full
            || pass.mem.stable == 0
            || pass.fastBack
            || (m.spec.main ? pass.mem.stable == m.version : pass.window);
    if (skipped) {
      pre = pre == null ? null : pre.stopped(m.now);
      post = post == null ? null : post.stopped(m.now);
      return;
    }
    boolean preNeeded =
        pass.mem.stable != m.version && pass.mem.active != 0 && pass.mem.active != m.version;
    boolean ready = m.spec.previewCount == null ? pass.saturated : previewReady;
    pre = gate(m.spec.pre, pre, preNeeded, ready, true);
    post = gate(m.spec.post, post, isPostNeeded(), pass.saturated, false);
  }

  private Run gate(
      List<Outcome> outcomes, Run run, boolean needed, boolean mayStart, boolean before) {
    if (outcomes == null || outcomes.isEmpty()) {
      return null;
    }
    if (!needed || (run == null && !mayStart)) {
      judge(run);
      return run == null ? null : run.stopped(m.now);
    }
    if (pass.mem.inconclusive) {
      judge(run);
      return run;
    }
    boolean resumed =
        run != null
            && run.reported().equals("Inconclusive")
            && pass.mem.controllerPause
            && pass.mem.pause < 0;
    if (run == null || resumed || pass.mem.abortedAt) {
      int number = before ? m.preRuns++ : m.postRuns++;
      Outcome outcome = outcomes.get(Math.min(number, outcomes.size() - 1));
      return new Run(m.now + outcome.seconds(), outcome.phase(), false, "New");
    }
    judge(run);
    return run;
  }

  // whatever has an outcome counts, also where it has no place any more
  private void judge(Run run) {
    if (run != null) {
      failed |= run.reported().equals("Failed") || run.reported().equals("Error");
      doubts |= run.reported().equals("Inconclusive");
    }
  }
}

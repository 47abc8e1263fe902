// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.controller.BlueGreenRun.Phase;
import io.canaryplan.controller.ResolvedBlueGreen.Outcome;
import java.util.Optional;

/** The analyses of a pass (bluegreen.md 6). */
final class BlueGreenAnalysis {
  private final BlueGreenWork work;
  private final BlueGreenTerms terms;
  private Optional<BlueGreenRun> pre;
  private Optional<BlueGreenRun> post;
  private boolean inconclusive;
  private Optional<String> failure = Optional.empty();

  BlueGreenAnalysis(BlueGreenWork work, BlueGreenTerms terms) {
    this.work = work;
    this.terms = terms;
    pre = seen(work.status().pre());
    post = seen(work.status().post());
  }

  /** Starts runs, ends them, and sees what they come to. */
  void run() {
    if (terms.skipsAnalysis()) {
      pre = pre.map(run -> run.ended(work.now()));
      post = post.map(run -> run.ended(work.now()));
      return;
    }
    pre = gate(true, pre, terms.needsPreAnalysis(), terms.mayStartPreAnalysis());
    post = gate(false, post, terms.needsPostAnalysis(), terms.isSaturated());
  }

  private Optional<BlueGreenRun> seen(Optional<BlueGreenRun> run) {
    return run.map(found -> found.reported(found.phase(work.now())));
  }

  private Optional<BlueGreenRun> gate(
      boolean before, Optional<BlueGreenRun> run, boolean needed, boolean mayStart) {
    boolean hasTemplates =
        work.rules().analysis(before).filter(spec -> !spec.templates().isEmpty()).isPresent();
    if (!hasTemplates) {
      return Optional.empty();
    }
    if (!needed || (run.isEmpty() && !mayStart)) {
      // what came of it counts even where it has no place any more (6)
      judge(before, run);
      return run.map(found -> found.ended(work.now()));
    }
    BlueGreenStatus status = work.status();
    if (status.inconclusive()) {
      judge(before, run);
      return run;
    }
    boolean resumed =
        status.controllerPause()
            && status.pauseStart().isEmpty()
            && run.filter(found -> found.reported() == Phase.INCONCLUSIVE).isPresent();
    if (run.isEmpty() || resumed || status.abortedAt()) {
      return Optional.of(started(before));
    }
    judge(before, run);
    return run;
  }

  private void judge(boolean before, Optional<BlueGreenRun> run) {
    Phase phase = run.map(BlueGreenRun::reported).orElse(Phase.RUNNING);
    if (phase == Phase.INCONCLUSIVE) {
      inconclusive = true;
    } else if (phase == Phase.FAILED || phase == Phase.ERROR) {
      String gate = before ? "pre-promotion" : "post-promotion";
      failure = Optional.of("Blue/green " + gate + " analysis phase error/failed");
    }
  }

  private BlueGreenRun started(boolean before) {
    int number = before ? work.found().preRuns() : work.found().postRuns();
    work.countRun(before);
    Outcome outcome = work.rules().outcome(before, number);
    long end =
        outcome.seconds() == ResolvedBlueGreen.NEVER
            ? ResolvedBlueGreen.NEVER
            : work.now() + outcome.seconds();
    return new BlueGreenRun(number, work.now(), end, outcome.phase(), false, Phase.NEW);
  }

  Optional<BlueGreenRun> pre() {
    return pre;
  }

  Optional<BlueGreenRun> post() {
    return post;
  }

  /** Returns whether an analysis has no clear result and pauses the update. */
  boolean isInconclusive() {
    return inconclusive;
  }

  /** Returns why an analysis aborts the update, if it does. */
  Optional<String> failure() {
    return failure;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.kubernetes.WorkloadDefaults;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.rollout.AnalysisSpec;
import io.canaryplan.rollout.BlueGreenStrategy;
import java.util.Optional;
import java.util.OptionalInt;

/** What opens the way to the switch, and what never does (bluegreen.md 11). */
final class BlueGreenGateChecks {
  private final BlueGreenFacts facts;
  private final BlueGreenStrategy strategy;
  private final Findings findings;

  private BlueGreenGateChecks(BlueGreenFacts facts, Findings findings) {
    this.facts = facts;
    this.strategy = facts.strategy();
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    subject
        .blueGreenPlan()
        .ifPresent(plan -> new BlueGreenGateChecks(new BlueGreenFacts(plan), findings).run());
  }

  private void run() {
    version();
    seconds();
    noGate();
    empty("prePromotionAnalysis", strategy.prePromotionAnalysis(), "activeService is not switched");
    empty(
        "postPromotionAnalysis",
        strategy.postPromotionAnalysis(),
        "the new version does not become the stable one");
    deadline();
    if (facts.hasPostAnalysis()) {
      findings.add(
          BlueGreenRules.BLUEGREEN_PAUSED_AFTER_SWITCH,
          Paths.BLUE_GREEN.child("postPromotionAnalysis"),
          "spec.paused or an inconclusive analysis after the switch makes the controller rewrite the"
              + " status without end",
          "pause before the switch only, and promote or abort soon after an inconclusive analysis");
    }
    if (strategy.maxUnavailable().isPresent()) {
      findings.add(
          BlueGreenRules.BLUEGREEN_MAXUNAVAILABLE_IGNORED,
          Paths.BLUE_GREEN.child("maxUnavailable"),
          "maxUnavailable acts only when pods are restarted, not on an update",
          "remove it, unless restarts are meant");
    }
  }

  private void version() {
    ControllerVersion controller = facts.plan().settings().controller();
    if (!controller.atLeast(ControllerVersion.V1_9)) {
      findings.add(
          BlueGreenRules.BLUEGREEN_VERSION_ASSUMED,
          Paths.BLUE_GREEN,
          "the passes of %s were not compared with its controller; it is planned as 1.9"
              .formatted(controller),
          "plan for 1.9 where that is what will run");
    }
  }

  private void seconds() {
    OptionalInt seconds = strategy.autoPromotionSeconds();
    FieldPath path = Paths.BLUE_GREEN.child("autoPromotionSeconds");
    if (seconds.orElse(0) != 0 && !facts.promotesItself()) {
      findings.add(
          BlueGreenRules.BLUEGREEN_SECONDS_IGNORED,
          path,
          "autoPromotionSeconds %d is ignored because autoPromotionEnabled is false"
              .formatted(seconds.getAsInt()),
          "remove one of the two");
    } else if (seconds.orElse(0) < 0) {
      findings.add(
          BlueGreenRules.BLUEGREEN_NEGATIVE_SECONDS,
          path,
          "autoPromotionSeconds %d is below 0; the update never completes"
              .formatted(seconds.getAsInt()),
          "set 0 for no pause, or at least 1");
    }
  }

  private void noGate() {
    boolean gated =
        facts.hasGate()
            || facts.autoPromotionSeconds() < 0
            || strategy.prePromotionAnalysis().isPresent();
    if (strategy.previewService().isPresent() && !gated) {
      findings.add(
          BlueGreenRules.BLUEGREEN_NO_GATE,
          Paths.BLUE_GREEN.child("previewService"),
          "there is no pause, no autoPromotionSeconds and no prePromotionAnalysis; the switch follows"
              + " in the pass after readiness, so previewService is of no use",
          "set autoPromotionEnabled: false, autoPromotionSeconds, or prePromotionAnalysis");
    }
  }

  private void empty(String field, Optional<AnalysisSpec> analysis, String effect) {
    FieldPath path = Paths.BLUE_GREEN.child(field);
    boolean known = findings.knows(path.child("templates"));
    if (known && analysis.filter(given -> given.templates().isEmpty()).isPresent()) {
      findings.add(
          BlueGreenRules.BLUEGREEN_ANALYSIS_EMPTY,
          path,
          "%s has no templates; it never succeeds, and %s".formatted(field, effect),
          "name a template in %s.templates, or remove %s".formatted(path, field));
    }
  }

  private void deadline() {
    if (!facts.hasPreAnalysis()) {
      return;
    }
    OptionalInt given = facts.plan().rollout().progressDeadlineSeconds();
    boolean aborts = facts.plan().rollout().progressDeadlineAbort();
    findings.add(
        BlueGreenRules.BLUEGREEN_DEADLINE_COUNTS_ANALYSIS,
        Paths.BLUE_GREEN.child("prePromotionAnalysis"),
        "progressDeadlineSeconds, %d%s, runs until the pods are ready and while the analysis runs; if"
                .formatted(
                    given.orElse(WorkloadDefaults.PROGRESS_DEADLINE_SECONDS),
                    given.isPresent() ? "" : " when absent")
            + " both take longer, the Rollout is "
            + (aborts ? "aborted" : "Degraded"),
        "set spec.progressDeadlineSeconds above the time of both together");
  }
}

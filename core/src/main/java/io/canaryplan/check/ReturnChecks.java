// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.rollout.BlueGreenStrategy;

/** What an abort, a retry or a rollback of a blue-green update does (bluegreen.md 11). */
final class ReturnChecks {
  private static final FieldPath POST = Paths.BLUE_GREEN.child("postPromotionAnalysis");

  private final BlueGreenFacts facts;
  private final BlueGreenStrategy strategy;
  private final Findings findings;

  private ReturnChecks(BlueGreenFacts facts, Findings findings) {
    this.facts = facts;
    this.strategy = facts.strategy();
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    subject
        .blueGreenPlan()
        .ifPresent(plan -> new ReturnChecks(new BlueGreenFacts(plan), findings).run());
  }

  private void run() {
    abort();
    if (facts.deadlinePassesGates()) {
      deadlines();
    }
    if (facts.hasSmallPreview() && strategy.previewReplicaCount().orElse(0) >= 0) {
      findings.add(
          ReturnRules.BLUEGREEN_PREVIEW_PARTIAL_ROLLBACK,
          Paths.BLUE_GREEN.child("previewReplicaCount"),
          "a rollback within the delay cuts the old version to %d of its %d pods first; the instant"
                  .formatted(strategy.previewReplicaCount().getAsInt(), facts.plan().replicas())
              + " rollback is lost",
          "leave out previewReplicaCount where a rollback must be instant");
    }
  }

  private void abort() {
    if (facts.hasPostAnalysis()) {
      findings.add(
          ReturnRules.BLUEGREEN_ABORT_CANNOT_RETURN,
          POST,
          "an abort after the switch moves activeService back only while all replicas of the new"
              + " version are available; if its pods crash, activeService stays on it"
              + (facts.abortDelay() == 0
                  ? ""
                  : ", and its pods are removed after %d seconds".formatted(facts.abortDelay())),
          "apply the pod template of the version before again instead"
              + (facts.deadlinePassesGates() && facts.pauses()
                  ? ", and promote that with --full, since it pauses"
                  : ""));
    }
    if (facts.abortDelay() == 0) {
      findings.add(
          ReturnRules.BLUEGREEN_ABORT_DELAY_ZERO,
          Paths.BLUE_GREEN.child("abortScaleDownDelaySeconds"),
          "abortScaleDownDelaySeconds 0 keeps the pods of an aborted version for ever",
          "leave it out, or set at least 1");
    } else if (strategy.previewService().isPresent()
        && (facts.hasGate() || facts.hasPostAnalysis())) {
      findings.add(
          ReturnRules.BLUEGREEN_PREVIEW_AFTER_ABORT,
          Paths.BLUE_GREEN.child("previewService"),
          "after an abort previewService keeps selecting the aborted version; it has no backends %d"
                  .formatted(Math.max(0, facts.abortDelay()))
              + " seconds later",
          "apply another pod template after an abort");
    }
  }

  // a ReplicaSet with a deadline passes all gates up to 1.9
  private void deadlines() {
    if (facts.hasPostAnalysis() && facts.pauses()) {
      findings.add(
          ReturnRules.BLUEGREEN_RETURN_PAUSES,
          POST,
          "applying the stable version again while this analysis runs pauses; traffic stays on the new"
              + " version "
              + (facts.promotesItself()
                  ? "for %d seconds".formatted(facts.autoPromotionSeconds())
                  : "until someone promotes"),
          "promote with --full after that");
    }
    boolean gates = facts.hasGate() || facts.hasPostAnalysis();
    if (gates && facts.abortDelay() > 0) {
      findings.add(
          ReturnRules.BLUEGREEN_RETRY_SKIPS_GATES,
          Paths.BLUE_GREEN,
          "a retry within %d seconds of an abort switches at once: no pause, and no analysis before or"
                  .formatted(facts.abortDelay())
              + " after the switch",
          "retry when the pods of the aborted version are gone");
    }
    if (facts.hasGate() && facts.scaleDownDelay() > 0) {
      findings.add(
          ReturnRules.BLUEGREEN_SUPERSEDED_PREVIEW_FAST,
          Paths.BLUE_GREEN,
          "going back within %d seconds to a version that another one has replaced switches without"
                  .formatted(facts.scaleDownDelay())
              + " pause or analysis, even if it never was active",
          "wait until its pods are gone");
    }
    boolean window = facts.plan().rollout().rollbackWindowRevisions().orElse(0) > 0;
    if (window && (facts.pauses() || strategy.prePromotionAnalysis().isPresent())) {
      findings.add(
          ReturnRules.BLUEGREEN_ROLLBACK_WINDOW_STUCK,
          FieldPath.of("spec", "rollbackWindow"),
          "a rollback within the window that comes after the scale-down delay never switches, and"
              + " promote has no effect",
          "promote such a rollback with --full");
    }
  }
}

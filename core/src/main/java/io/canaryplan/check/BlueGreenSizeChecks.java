// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.rollout.BlueGreenStrategy;

/** How many pods a blue-green update has, and for how long (bluegreen.md 4, 11). */
final class BlueGreenSizeChecks {
  private static final int SAFE_DELAY = 30;

  private final BlueGreenFacts facts;
  private final BlueGreenStrategy strategy;
  private final long replicas;
  private final Findings findings;

  private BlueGreenSizeChecks(BlueGreenFacts facts, Findings findings) {
    this.facts = facts;
    this.strategy = facts.strategy();
    this.replicas = facts.plan().replicas();
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    subject
        .blueGreenPlan()
        .ifPresent(plan -> new BlueGreenSizeChecks(new BlueGreenFacts(plan), findings).run());
  }

  private void run() {
    peak();
    preview();
    delay();
    if (facts.hasPostAnalysis()) {
      findings.add(
          BlueGreenSizeRules.BLUEGREEN_DEFAULT_DELAY_DIFFERS,
          Paths.BLUE_GREEN.child("postPromotionAnalysis"),
          strategy.scaleDownDelaySeconds().isPresent()
              ? "scaleDownDelaySeconds is given, so earlier previews go while the analysis runs; absent"
                  + " it would wait for the analysis"
              : "scaleDownDelaySeconds is absent, so earlier previews wait for the analysis; an explicit"
                  + " 30 would not",
          "say which is meant in spec.strategy.blueGreen.scaleDownDelaySeconds");
    }
  }

  private void peak() {
    if (replicas == 0) {
      return;
    }
    boolean lingers = strategy.scaleDownDelayRevisionLimit().orElse(1) > 0;
    findings.add(
        BlueGreenSizeRules.BLUEGREEN_PEAK,
        Paths.BLUE_GREEN,
        "pods peak at %d, which is %s replicas%s"
            .formatted(
                facts.plan().peakPods(),
                timesTwo(facts.plan().peakPods()),
                lingers
                    ? "; at %d when a version follows within the delay"
                        .formatted(facts.plan().peakPods() + replicas)
                    : ""),
        "see that quotas and nodes have room for them");
  }

  // less where the update stands still with a preview of fewer pods
  private String timesTwo(long pods) {
    int order = Long.compare(pods, 2L * replicas);
    return (order < 0 ? "less than " : order > 0 ? "more than " : "") + "2 times";
  }

  private void preview() {
    FieldPath path = Paths.BLUE_GREEN.child("previewReplicaCount");
    int count = strategy.previewReplicaCount().orElse(1);
    if (count < 0) {
      findings.add(
          BlueGreenSizeRules.BLUEGREEN_PREVIEW_NEGATIVE,
          path,
          "previewReplicaCount %d is below 0; an API server refuses a ReplicaSet of that size"
              .formatted(count),
          "set at least 1");
      return;
    }
    if (count == 0 && replicas > 0) {
      findings.add(
          BlueGreenSizeRules.BLUEGREEN_PREVIEW_ZERO,
          path,
          "previewReplicaCount is 0; the preview is declared ready without any pod, and previewService"
              + " has no backends until the switch is prepared",
          "set at least 1");
    }
    boolean lingers =
        facts.scaleDownDelay() > 0 && strategy.scaleDownDelayRevisionLimit().orElse(1) > 0;
    if (facts.hasSmallPreview() && lingers) {
      findings.add(
          BlueGreenSizeRules.BLUEGREEN_SUPERSEDED_PREVIEW_GROWS,
          path,
          "a preview of %d that a third version replaces is scaled up to %d pods for %d seconds"
              .formatted(count, replicas, facts.scaleDownDelay()),
          "set scaleDownDelayRevisionLimit to 0 if a replaced preview is to go at once");
    }
  }

  private void delay() {
    FieldPath path = Paths.BLUE_GREEN.child("scaleDownDelaySeconds");
    int delay = facts.scaleDownDelay();
    if (delay == 0 && strategy.scaleDownDelayRevisionLimit().orElse(1) > 0) {
      findings.add(
          BlueGreenSizeRules.BLUEGREEN_DELAY_ZERO,
          path,
          "scaleDownDelaySeconds 0 never removes old pods, and the controller requeues the Rollout"
              + " without a pause",
          "leave it out, or set at least 30");
    } else if (delay > 0 && delay < SAFE_DELAY) {
      findings.add(
          BlueGreenSizeRules.BLUEGREEN_DELAY_SHORT,
          path,
          "scaleDownDelaySeconds %d is below 30; nodes may still route to removed pods"
              .formatted(delay),
          "set at least 30");
    }
  }
}

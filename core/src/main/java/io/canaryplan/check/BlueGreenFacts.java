// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.kubernetes.WorkloadDefaults;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.Capability;
import io.canaryplan.rollout.AnalysisSpec;
import io.canaryplan.rollout.BlueGreenStrategy;
import java.util.Optional;

/**
 * What several checks ask of a blue-green plan.
 *
 * @param plan the plan
 */
record BlueGreenFacts(BlueGreenPlan plan) {
  BlueGreenStrategy strategy() {
    return plan.rollout().blueGreen().orElseThrow();
  }

  boolean promotesItself() {
    return strategy().autoPromotionEnabled().orElse(true);
  }

  int autoPromotionSeconds() {
    return strategy().autoPromotionSeconds().orElse(0);
  }

  /** Returns whether the update pauses before the switch. */
  boolean pauses() {
    return !promotesItself() || autoPromotionSeconds() > 0;
  }

  boolean hasPreAnalysis() {
    return hasTemplates(strategy().prePromotionAnalysis());
  }

  boolean hasPostAnalysis() {
    return hasTemplates(strategy().postPromotionAnalysis());
  }

  private static boolean hasTemplates(Optional<AnalysisSpec> analysis) {
    return analysis.filter(given -> !given.templates().isEmpty()).isPresent();
  }

  /** Returns whether a person or an analysis is waited for before the switch. */
  boolean hasGate() {
    return pauses() || hasPreAnalysis();
  }

  /** Returns the seconds that old pods stay after the switch; 0 for ever. */
  int scaleDownDelay() {
    return strategy().scaleDownDelaySeconds().orElse(WorkloadDefaults.SCALE_DOWN_DELAY_SECONDS);
  }

  /** Returns the seconds that new pods stay after an abort; 0 for ever. */
  int abortDelay() {
    return strategy()
        .abortScaleDownDelaySeconds()
        .orElse(WorkloadDefaults.SCALE_DOWN_DELAY_SECONDS);
  }

  /** Returns whether every ReplicaSet with a deadline passes the gates (bluegreen.md 12). */
  boolean deadlinePassesGates() {
    return !plan.settings().controller().has(Capability.TELLS_ROLLBACK_BY_AGE);
  }

  /** Returns whether the preview has fewer pods than the Rollout asks for. */
  boolean hasSmallPreview() {
    return strategy().previewReplicaCount().orElse(plan.replicas()) < plan.replicas();
  }
}

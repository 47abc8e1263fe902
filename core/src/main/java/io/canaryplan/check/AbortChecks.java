// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.Findings;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Capability;
import io.canaryplan.plan.Standstill;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import java.util.Optional;
import java.util.OptionalInt;

/** What an abort leaves behind, and what a promotion does (canary.md 3.8, 5.1). */
final class AbortChecks {
  /** The controller looks at every Rollout again after this time (canary.md 5.1.2). */
  private static final int RESYNC_SECONDS = 900;

  private final CanaryPlan plan;
  private final CanaryStrategy canary;
  private final Findings findings;

  private AbortChecks(CanaryPlan plan, Findings findings) {
    this.plan = plan;
    this.canary = plan.rollout().canary().orElseThrow();
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    subject.canaryPlan().ifPresent(plan -> new AbortChecks(plan, findings).run());
  }

  private void run() {
    if (plan.routed()) {
      oldPods();
      noDelay();
      longDelay();
      mayStall();
    }
    standsStill();
  }

  private void oldPods() {
    if (canary.scaleDownDelaySeconds().orElse(1) == 0) {
      findings.add(
          AbortRules.OLD_PODS_NEVER_REMOVED,
          Paths.CANARY.child("scaleDownDelaySeconds"),
          "scaleDownDelaySeconds \"0\" means that the old pods are never removed, not that they go at once",
          "set spec.strategy.canary.scaleDownDelaySeconds to 1 or more, or remove it for 30");
    }
  }

  private void noDelay() {
    OptionalInt delay = canary.abortScaleDownDelaySeconds();
    if (delay.orElse(1) == 0 && !pinnedFirst()) {
      findings.add(
          AbortRules.ABORT_DELAY_ZERO,
          Paths.CANARY.child("abortScaleDownDelaySeconds"),
          """
          abortScaleDownDelaySeconds "0" is meant to keep the canary after an abort, but \
          without a size from setCanaryScale in the first step its pods go at once""",
          "set spec.strategy.canary.abortScaleDownDelaySeconds to the seconds they shall stay");
    }
  }

  private void longDelay() {
    int delay = canary.abortScaleDownDelaySeconds().orElse(0);
    if (delay > RESYNC_SECONDS) {
      findings.add(
          AbortRules.ABORT_DELAY_ABOVE_RESYNC,
          Paths.CANARY.child("abortScaleDownDelaySeconds"),
          """
          abortScaleDownDelaySeconds "%s" is more than the controller's resync period, %s seconds \
          unless it is started with another; an aborted canary is then not kept at all"""
              .formatted(delay, RESYNC_SECONDS),
          "set spec.strategy.canary.abortScaleDownDelaySeconds to %s or less"
              .formatted(RESYNC_SECONDS));
    }
  }

  private void mayStall() {
    OptionalInt delay = canary.abortScaleDownDelaySeconds();
    if (delay.orElse(0) > 0
        && canary.dynamicStableScale()
        && !plan.settings().controller().has(Capability.FINISHES_DELAYED_ABORT)) {
      findings.add(
          AbortRules.ABORT_MAY_STALL,
          Paths.CANARY.child("abortScaleDownDelaySeconds"),
          """
          abortScaleDownDelaySeconds "%s" together with dynamicStableScale can stop an abort \
          half way on controllers up to v1.9.1, with traffic left on the canary"""
              .formatted(delay.getAsInt()),
          "remove spec.strategy.canary.abortScaleDownDelaySeconds");
    }
  }

  /** Returns whether the first step gives the canary a size that no weight has a say in. */
  private boolean pinnedFirst() {
    if (canary.steps().isEmpty()) {
      return false;
    }
    Optional<CanaryStep.SetCanaryScale> scale =
        canary.steps().get(0).part(CanaryStep.SetCanaryScale.class);
    return scale.isPresent() && scale.get().isPinned();
  }

  private void standsStill() {
    for (AbortPlan abort : plan.aborts()) {
      if (abort.standstill().isPresent()) {
        Standstill standstill = abort.standstill().get();
        findings.add(
            AbortRules.ABORT_STANDS_STILL,
            Paths.step(abort.fromStepIndex()),
            "an abort here does not come to its end: %s".formatted(standstill.message()),
            StandstillAdvice.of(standstill, Paths.step(abort.fromStepIndex())));
        return;
      }
    }
  }
}

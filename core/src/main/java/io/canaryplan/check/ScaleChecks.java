// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import java.util.Optional;

/** Sizes of both versions with traffic routing: P18, P21, P22 and P24. */
final class ScaleChecks {
  private final CanaryPlan plan;
  private final CanaryStrategy canary;
  private final Findings findings;

  private ScaleChecks(CanaryPlan plan, CanaryStrategy canary, Findings findings) {
    this.plan = plan;
    this.canary = canary;
    this.findings = findings;
  }

  static void check(CanaryPlan plan, CanaryStrategy canary, Findings findings) {
    ScaleChecks checks = new ScaleChecks(plan, canary, findings);
    checks.minPods();
    if (plan.routed()) {
      for (PlannedState state : plan.states()) {
        state.step().ifPresent(step -> checks.state(state, step));
      }
      checks.delays();
    }
  }

  private void state(PlannedState state, CanaryStep step) {
    int index = state.stepIndex().orElseThrow();
    Optional<CanaryStep.SetCanaryScale> scale = step.part(CanaryStep.SetCanaryScale.class);
    scale.ifPresent(pinned -> range(pinned, index));
    if (canary.dynamicStableScale()) {
      scale
          .filter(pinned -> pinned.replicas().isPresent() && !pinned.matchTrafficWeight())
          .ifPresent(pinned -> pinnedStable(pinned, index));
      if (state.replicas().stable() == 0
          && plan.replicas() > 0
          && step.part(CanaryStep.SetWeight.class).isPresent()) {
        stableGone(step, index);
      }
    }
  }

  private void range(CanaryStep.SetCanaryScale scale, int index) {
    if (scale.matchTrafficWeight()) {
      return;
    }
    int replicas = scale.replicas().orElse(0);
    if (replicas > plan.replicas()) {
      findings.add(
          CheckRule.SET_CANARY_SCALE_OUT_OF_RANGE,
          Paths.step(index, "setCanaryScale").child("replicas"),
          "\""
              + replicas
              + "\" pods are more than spec.replicas, which is "
              + plan.replicas()
              + "; the canary would be larger than the version it replaces",
          "lower " + Paths.step(index, "setCanaryScale").child("replicas"));
    }
    if (scale.replicas().isEmpty() && scale.weight().orElse(0) > 100) {
      findings.add(
          CheckRule.SET_CANARY_SCALE_OUT_OF_RANGE,
          Paths.step(index, "setCanaryScale").child("weight"),
          "\""
              + scale.weight().getAsInt()
              + "\" % is more than all of spec.replicas; the canary would be larger than the version"
              + " it replaces",
          "lower " + Paths.step(index, "setCanaryScale").child("weight"));
    }
  }

  private void pinnedStable(CanaryStep.SetCanaryScale scale, int index) {
    findings.add(
        CheckRule.STABLE_PINNED,
        Paths.step(index, "setCanaryScale").child("replicas"),
        "\""
            + scale.replicas().orElseThrow()
            + "\" pins the canary and keeps stable at its full "
            + Texts.pods(plan.replicas())
            + " however much traffic has moved, in spite of dynamicStableScale",
        "use weight in place of " + Paths.step(index, "setCanaryScale").child("replicas"));
  }

  private void stableGone(CanaryStep step, int index) {
    findings.add(
        CheckRule.STABLE_GONE_BEFORE_PROMOTION,
        Paths.step(index, "setWeight"),
        "\""
            + step
            + "\" takes stable to 0 pods before the promotion, since dynamicStableScale is set; an"
            + " abort must start all of them again",
        "lower " + Paths.step(index, "setWeight") + ", or remove it: the end gives all traffic");
  }

  private void delays() {
    if (canary.scaleDownDelaySeconds().orElse(1) == 0) {
      findings.add(
          CheckRule.OLD_PODS_NEVER_REMOVED,
          Paths.CANARY.child("scaleDownDelaySeconds"),
          "scaleDownDelaySeconds \"0\" means that the old pods are never removed, not that they go at once",
          "set spec.strategy.canary.scaleDownDelaySeconds to 1 or more, or remove it for 30");
    }
    if (canary.abortScaleDownDelaySeconds().isEmpty()) {
      return;
    }
    int delay = canary.abortScaleDownDelaySeconds().getAsInt();
    boolean pinnedFirst =
        !canary.steps().isEmpty()
            && canary.steps().get(0).part(CanaryStep.SetCanaryScale.class).isPresent();
    if (delay == 0 && !pinnedFirst) {
      findings.add(
          CheckRule.ABORT_DELAY_ZERO,
          Paths.CANARY.child("abortScaleDownDelaySeconds"),
          "abortScaleDownDelaySeconds \"0\" is meant to keep the canary after an abort, but without"
              + " setCanaryScale in the first step its pods go at once",
          "set spec.strategy.canary.abortScaleDownDelaySeconds to the seconds they shall stay");
    }
    if (delay > 0
        && canary.dynamicStableScale()
        && !plan.settings().controller().finishesDelayedAbort()) {
      findings.add(
          CheckRule.ABORT_MAY_STALL,
          Paths.CANARY.child("abortScaleDownDelaySeconds"),
          "abortScaleDownDelaySeconds \""
              + delay
              + "\" together with dynamicStableScale can stop an abort half way on controllers up to"
              + " v1.9.1, with traffic left on the canary",
          "remove spec.strategy.canary.abortScaleDownDelaySeconds");
    }
  }

  private void minPods() {
    if (canary.minPodsPerReplicaSet().isEmpty()) {
      return;
    }
    int pods = canary.minPodsPerReplicaSet().getAsInt();
    String why = "";
    if (!plan.routed()) {
      why = "has no effect without traffic routing";
    } else if (pods > plan.replicas()) {
      why =
          "is above the replicas, "
              + plan.replicas()
              + (plan.settings().controller().capsMinPods()
                  ? ", and capped there"
                  : ", and every version gets that many pods up to v1.9");
    } else if (!canary.dynamicStableScale() && pinsReplicas()) {
      why = "does not hold for setCanaryScale.replicas, which wins without dynamicStableScale";
    }
    if (!why.isEmpty()) {
      findings.add(
          CheckRule.MIN_PODS_WITHOUT_EFFECT,
          Paths.CANARY.child("minPodsPerReplicaSet"),
          "minPodsPerReplicaSet \"" + pods + "\" " + why,
          "change or remove spec.strategy.canary.minPodsPerReplicaSet");
    }
  }

  private boolean pinsReplicas() {
    return canary.steps().stream()
        .flatMap(step -> step.part(CanaryStep.SetCanaryScale.class).stream())
        .filter(scale -> !scale.matchTrafficWeight() && scale.replicas().isPresent())
        .anyMatch(
            scale ->
                scale.replicas().getAsInt() > 0
                    && scale.replicas().getAsInt() < canary.minPodsPerReplicaSet().orElse(0));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Capability;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import java.util.Optional;
import java.util.OptionalInt;

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
      for (int i = 0; i < canary.steps().size(); i++) {
        checks.pinned(canary.steps().get(i), Paths.step(i, "setCanaryScale"));
        checks.stableGone(i);
      }
      checks.delays();
    }
  }

  private void pinned(CanaryStep step, FieldPath path) {
    Optional<CanaryStep.SetCanaryScale> scale = step.part(CanaryStep.SetCanaryScale.class);
    if (scale.isEmpty() || !scale.get().isPinned()) {
      return;
    }
    if (scale.get().replicas().isEmpty()) {
      int weight = scale.get().weight().getAsInt();
      if (weight > 100) {
        outOfRange(path.child("weight"), weight, "% is more than all of spec.replicas");
      }
      return;
    }
    int replicas = scale.get().replicas().getAsInt();
    if (replicas > plan.replicas()) {
      outOfRange(
          path.child("replicas"),
          replicas,
          "pods are more than spec.replicas, which is " + plan.replicas());
    }
    if (canary.dynamicStableScale()) {
      findings.add(
          ScaleRules.STABLE_PINNED,
          path.child("replicas"),
          """
          "%s" pins the canary and keeps stable at its full %s however much traffic has moved, \
          in spite of dynamicStableScale"""
              .formatted(replicas, Texts.pods(plan.replicas())),
          "use weight in place of %s".formatted(path.child("replicas")));
    }
  }

  private void outOfRange(FieldPath path, int size, String excess) {
    findings.add(
        ScaleRules.SET_CANARY_SCALE_OUT_OF_RANGE,
        path,
        "\"%s\" %s; the canary would be larger than the version it replaces"
            .formatted(size, excess),
        "lower %s".formatted(path));
  }

  private void stableGone(int index) {
    CanaryStep step = canary.steps().get(index);
    // The first state is the initial one.
    if (canary.dynamicStableScale()
        && plan.states().get(index + 1).replicas().stable() == 0
        && plan.replicas() > 0
        && step.part(CanaryStep.SetWeight.class).isPresent()) {
      FieldPath path = Paths.step(index, "setWeight");
      findings.add(
          ScaleRules.STABLE_GONE_BEFORE_PROMOTION,
          path,
          """
          "%s" takes stable to 0 pods before the promotion, since dynamicStableScale is set; \
          an abort must start all of them again"""
              .formatted(step),
          "lower %s, or remove it: the end gives all traffic".formatted(path));
    }
  }

  private void delays() {
    if (canary.scaleDownDelaySeconds().orElse(1) == 0) {
      findings.add(
          AbortRules.OLD_PODS_NEVER_REMOVED,
          Paths.CANARY.child("scaleDownDelaySeconds"),
          "scaleDownDelaySeconds \"0\" means that the old pods are never removed, not that they go at once",
          "set spec.strategy.canary.scaleDownDelaySeconds to 1 or more, or remove it for 30");
    }
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
              + (plan.settings().controller().has(Capability.CAPS_MIN_PODS)
                  ? ", and capped there"
                  : ", and every version gets that many pods up to v1.9");
    } else if (!canary.dynamicStableScale() && pinsBelow(pods)) {
      why = "does not hold for setCanaryScale.replicas, which wins without dynamicStableScale";
    }
    if (!why.isEmpty()) {
      findings.add(
          LimitRules.MIN_PODS_WITHOUT_EFFECT,
          Paths.CANARY.child("minPodsPerReplicaSet"),
          "minPodsPerReplicaSet \"%s\" %s".formatted(pods, why),
          "change or remove spec.strategy.canary.minPodsPerReplicaSet");
    }
  }

  /** Returns whether a step pins the canary at fewer pods than these. */
  private boolean pinsBelow(int pods) {
    for (CanaryStep step : canary.steps()) {
      Optional<CanaryStep.SetCanaryScale> scale = step.part(CanaryStep.SetCanaryScale.class);
      if (scale.isPresent() && scale.get().isPinned()) {
        int replicas = scale.get().replicas().orElse(0);
        if (replicas > 0 && replicas < pods) {
          return true;
        }
      }
    }
    return false;
  }
}

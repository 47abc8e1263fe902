// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Severity;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Capability;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import java.util.Optional;

/** Sizes of both versions with traffic routing (canary.md 3.1). */
final class ScaleChecks {
  /** The default of scaleDownDelaySeconds, within which proxies learn of a change. */
  private static final int MESH_SECONDS = 30;

  private final CanaryPlan plan;
  private final CanaryStrategy canary;
  private final int leastReplicas;
  private final boolean scaled;
  private final Findings findings;

  private ScaleChecks(CanaryPlan plan, int leastReplicas, boolean scaled, Findings findings) {
    this.plan = plan;
    this.leastReplicas = leastReplicas;
    this.scaled = scaled;
    this.canary = plan.rollout().canary().orElseThrow();
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    subject
        .canaryPlan()
        .ifPresent(
            plan ->
                new ScaleChecks(
                        plan,
                        leastReplicas(subject, plan),
                        // an autoscaler does nothing where 0 replicas are asked for
                        plan.replicas() > 0 && AutoscalerChecks.of(subject).isPresent(),
                        findings)
                    .run());
  }

  /** Where spec.replicas is absent an autoscaler has its own number, whatever is planned with. */
  private static int leastReplicas(Subject subject, CanaryPlan plan) {
    return subject.rollout().replicas().isPresent()
        ? plan.replicas()
        : AutoscalerChecks.of(subject)
            .map(scaler -> Math.max(plan.replicas(), scaler.minReplicas()))
            .orElse(plan.replicas());
  }

  private void run() {
    minPods();
    if (plan.routed()) {
      for (int i = 0; i < canary.steps().size(); i++) {
        pinned(canary.steps().get(i), Paths.step(i, "setCanaryScale"));
        fullPromotion(i);
        stableGone(i);
      }
      beforeMesh();
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
    if (replicas > leastReplicas) {
      outOfRange(
          path.child("replicas"),
          replicas,
          leastReplicas == plan.replicas()
              ? "pods are more than spec.replicas, which is " + plan.replicas()
              : "pods are more than the autoscaler's least, which is " + leastReplicas);
    }
    if (canary.dynamicStableScale()) {
      findings.add(
          ScaleRules.STABLE_PINNED,
          path.child("replicas"),
          """
          "%s" pins the canary and keeps stable at its full %s however much traffic has moved, \
          in spite of dynamicStableScale"""
              .formatted(
                  replicas,
                  scaled ? "size, which the autoscaler sets," : Texts.pods(plan.replicas())),
          "use weight in place of %s".formatted(path.child("replicas")));
    }
  }

  // promoteFull gives the canary floor(M · pods / replicas), canary.md 3.2
  private void fullPromotion(int index) {
    int pods = plan.step(index).goal().replicas().canary();
    Optional<CanaryStep.SetCanaryScale> scale =
        canary.steps().get(index).part(CanaryStep.SetCanaryScale.class);
    boolean fits =
        scale.isPresent()
            && scale.get().replicas().isPresent()
            && scale.get().replicas().getAsInt() <= leastReplicas;
    if (canary.dynamicStableScale()
        && !fits
        && plan.hasRouter()
        && plan.replicas() > 0
        && pods > plan.replicas()
        && scale.isPresent()) {
      FieldPath path = Paths.step(index, "setCanaryScale");
      long weight = (long) plan.maxWeight() * pods / plan.replicas();
      findings.add(
          RouteRules.FULL_PROMOTION_ABOVE_MAXIMUM,
          path,
          """
          who promotes in full while the canary has "%s" pods asks for weight %s of %s; nothing is \
          left for stable, %s"""
              .formatted(pods, weight, plan.maxWeight(), AboveMaximum.of(plan, weight)),
          "lower %s to the pods of spec.replicas or less".formatted(path));
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
    // stable shrinks one pass after the weight is written, which is what the step leads to
    if (canary.dynamicStableScale()
        && plan.step(index).reached()
        && plan.step(index).goal().replicas().stable() == 0
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

  /** The old pods go while proxies may still send requests to them (canary.md 3.8). */
  private void beforeMesh() {
    int delay = canary.scaleDownDelaySeconds().orElse(MESH_SECONDS);
    if (delay > 0 && delay < MESH_SECONDS) {
      findings.add(
          ScaleRules.SCALE_DOWN_BEFORE_MESH,
          Paths.CANARY.child("scaleDownDelaySeconds"),
          """
          scaleDownDelaySeconds "%s" may remove the old pods before every proxy has learnt of the \
          promotion; requests still sent to them fail"""
              .formatted(delay),
          "set spec.strategy.canary.scaleDownDelaySeconds to %s or more".formatted(MESH_SECONDS));
    }
    if (canary.dynamicStableScale()) {
      findings.add(
          Finding.of(
                  ScaleRules.SCALE_DOWN_BEFORE_MESH,
                  Paths.CANARY.child("dynamicStableScale"),
                  """
                  dynamicStableScale "true" removes old pods as soon as their traffic is gone; \
                  requests that proxies still send to them fail""")
              .withHint(
                  "give the pods a preStop hook that waits until the proxies have learnt of it")
              .withSeverity(Severity.NOTE));
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
      boolean capped = plan.settings().controller().has(Capability.CAPS_MIN_PODS);
      why =
          "is above the replicas, %s, and %s"
              .formatted(
                  plan.replicas(),
                  capped
                      ? "capped there"
                      : "every version gets that many pods up to v1.9; up to v1.8.4 such an update"
                          + " is never promoted");
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

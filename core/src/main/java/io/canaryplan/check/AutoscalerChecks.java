// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.controller.CanaryController;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.HorizontalPodAutoscaler;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.rollout.References;
import io.canaryplan.rollout.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an autoscaler of the Rollout changes: the replicas are its own, and what a step does depends
 * on them (canary.md 2, 3).
 */
final class AutoscalerChecks {
  private static final int NAMED = 3;

  private final Rollout rollout;
  private final Findings findings;

  private AutoscalerChecks(Rollout rollout, Findings findings) {
    this.rollout = rollout;
    this.findings = findings;
  }

  static void run(Subject subject, Findings findings) {
    AutoscalerChecks checks = new AutoscalerChecks(subject.rollout(), findings);
    all(subject).forEach(checks::limits);
    // one that is refused scales nothing, and is in nobody's way
    List<HorizontalPodAutoscaler> possible =
        all(subject).filter(AutoscalerChecks::isPossible).toList();
    Optional<HorizontalPodAutoscaler> second =
        possible.stream()
            .skip(1)
            // where the Rollout leaves its namespace open they may be meant for two of them
            .filter(other -> other.id().namespace().equals(possible.get(0).id().namespace()))
            .findFirst();
    if (second.isPresent()) {
      checks.conflict(possible.get(0), second.get());
      return; // none of them scales
    }
    of(subject)
        .ifPresent(
            scaler -> {
              checks.owned(scaler);
              subject.plan().ifPresent(plan -> checks.outside(scaler, plan.replicas()));
              subject.canaryPlan().ifPresent(plan -> checks.extremes(scaler, plan));
            });
  }

  /** Returns the autoscaler that sets the replicas of the Rollout, the first of several. */
  static Optional<HorizontalPodAutoscaler> of(Subject subject) {
    return all(subject).filter(AutoscalerChecks::isPossible).findFirst();
  }

  private static Stream<HorizontalPodAutoscaler> all(Subject subject) {
    return subject.inputs().stream()
        .flatMap(inputs -> inputs.objects().all(HorizontalPodAutoscaler.class).stream())
        .filter(scaler -> isFor(scaler, subject.rollout()));
  }

  /** Returns whether the API server takes the limits. */
  private static boolean isPossible(HorizontalPodAutoscaler scaler) {
    int most = scaler.maxReplicas().orElse(Integer.MAX_VALUE);
    return scaler.minReplicas() >= 0 && most >= 1 && scaler.minReplicas() <= most;
  }

  private void limits(HorizontalPodAutoscaler scaler) {
    int least = scaler.minReplicas();
    if (scaler.maxReplicas().orElse(1) < 1) {
      limit(scaler, "maxReplicas", most(scaler), "below 1", "write at least 1 as maxReplicas");
    } else if (least < 0) {
      limit(scaler, "minReplicas", String.valueOf(least), "negative", "remove minReplicas");
    } else if (!isPossible(scaler)) {
      limit(
          scaler,
          "minReplicas",
          String.valueOf(least),
          "above maxReplicas " + most(scaler),
          "raise maxReplicas, or lower minReplicas");
    }
  }

  private void limit(
      HorizontalPodAutoscaler scaler, String field, String value, String fault, String hint) {
    findings
        .about(scaler.document())
        .add(
            NeighbourRules.AUTOSCALER_LIMITS_INVALID,
            Paths.SPEC.child(field),
            "%s %s is %s; the API server refuses it".formatted(field, value, fault),
            hint);
  }

  private void conflict(HorizontalPodAutoscaler first, HorizontalPodAutoscaler second) {
    findings
        .about(second.document())
        .add(
            NeighbourRules.AUTOSCALERS_CONFLICT,
            Paths.SPEC.child("scaleTargetRef"),
            "the Rollout %s is the target of the HorizontalPodAutoscaler %s too; Kubernetes scales with neither"
                .formatted(Quotation.of(rollout.name()), Quotation.of(first.id().name())),
            "keep one of them, with the metrics of both");
  }

  private static boolean isFor(HorizontalPodAutoscaler scaler, Rollout rollout) {
    return References.isScaledBy(scaler, "Rollout", rollout.name(), rollout.namespace());
  }

  private void owned(HorizontalPodAutoscaler scaler) {
    if (rollout.replicas().isPresent()) {
      findings.add(
          NeighbourRules.REPLICAS_OWNED_BY_AUTOSCALER,
          Paths.SPEC.child("replicas"),
          owned(scaler, rollout.replicas().getAsInt()),
          "remove spec.replicas, and plan with --replicas N");
    }
  }

  /** An autoscaler leaves a workload alone that has no replicas. */
  private void outside(HorizontalPodAutoscaler scaler, int planned) {
    boolean below = planned < scaler.minReplicas();
    boolean above = planned > scaler.maxReplicas().orElse(Integer.MAX_VALUE);
    if (rollout.replicas().isEmpty() && planned > 0 && (below || above)) {
      findings.add(
          NeighbourRules.REPLICAS_OUTSIDE_AUTOSCALER,
          Paths.SPEC,
          "the plan is that of %s, but the HorizontalPodAutoscaler %s sets them, %s"
              .formatted(Texts.replicas(planned), Quotation.of(scaler.id().name()), range(scaler)),
          "plan with --replicas N, one of these");
    }
  }

  /** Returns what is said of replicas that are written although an autoscaler sets them. */
  static String owned(HorizontalPodAutoscaler scaler, int written) {
    return """
    the HorizontalPodAutoscaler "%s" sets the replicas, %s; each apply of this manifest sets them \
    to "%s" in between"""
        .formatted(scaler.id().name(), range(scaler), written);
  }

  /** Returns {@code 3 to 20}, {@code always 3} or {@code 3 to any number}. */
  static String range(HorizontalPodAutoscaler scaler) {
    if (scaler.maxReplicas().orElse(-1) == scaler.minReplicas()) {
      return "always " + scaler.minReplicas();
    }
    return scaler.minReplicas() + " to " + most(scaler);
  }

  private static String most(HorizontalPodAutoscaler scaler) {
    return scaler.maxReplicas().isPresent()
        ? String.valueOf(scaler.maxReplicas().getAsInt())
        : "any number";
  }

  /** Plans with the least and the most replicas too. */
  private void extremes(HorizontalPodAutoscaler scaler, CanaryPlan plan) {
    TreeSet<Integer> numbers = new TreeSet<>(List.of(scaler.minReplicas()));
    scaler.maxReplicas().ifPresent(numbers::add);
    numbers.remove(plan.replicas());
    for (int replicas : numbers) {
      if (replicas < 0) {
        continue;
      }
      CanaryPlan other =
          CanaryController.plan(plan.rollout(), plan.settings().withReplicas(replicas));
      List<String> changed = new ArrayList<>();
      for (int i = 0; i < plan.states().size(); i++) {
        PlannedState here = plan.states().get(i);
        PlannedState there = other.states().get(i);
        if (here.step().isPresent() && differ(plan, here, there)) {
          changed.add(
              "step %s has %s pods in place of %s"
                  .formatted(
                      here.stepIndex().getAsInt() + 1,
                      text(there.replicas()),
                      text(here.replicas())));
        }
      }
      if (!changed.isEmpty()) {
        report(scaler, replicas, changed);
      }
    }
  }

  /** Without a router the canary's share of traffic is that of the pods, which round. */
  private static boolean differ(CanaryPlan plan, PlannedState here, PlannedState there) {
    if (here.reachable() != there.reachable() || here.reached() != there.reached()) {
      return true;
    }
    ReplicaCounts a = here.replicas();
    ReplicaCounts b = there.replicas();
    boolean anyCanary = (a.canary() == 0) == (b.canary() == 0);
    return plan.routed()
        ? !anyCanary
        : (long) a.canary() * (b.canary() + b.stable())
            != (long) b.canary() * (a.canary() + a.stable());
  }

  private static String text(ReplicaCounts pods) {
    return pods.canary() + " + " + pods.stable();
  }

  private void report(HorizontalPodAutoscaler scaler, int replicas, List<String> changed) {
    String more =
        changed.size() > NAMED
            ? ", and %s more steps change".formatted(changed.size() - NAMED)
            : "";
    findings.add(
        NeighbourRules.AUTOSCALER_CHANGES_STEPS,
        Paths.CANARY.child("steps"),
        "with \"%s\" replicas of the HorizontalPodAutoscaler \"%s\" %s%s"
            .formatted(
                replicas,
                scaler.id().name(),
                String.join(", ", changed.subList(0, Math.min(NAMED, changed.size()))),
                more),
        "plan with --replicas %s to see them all".formatted(replicas));
  }
}

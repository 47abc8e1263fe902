// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static io.canaryplan.check.Paths.SPEC;

import com.google.common.collect.ImmutableSortedSet;
import io.canaryplan.controller.DeploymentController;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.Fields;
import io.canaryplan.kubernetes.HorizontalPodAutoscaler;
import io.canaryplan.plan.DeploymentLimits;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.PodPace;
import io.canaryplan.plan.RollingEnvelope;
import io.canaryplan.plan.RollingMoment;
import io.canaryplan.plan.RollingUpdatePlan;
import io.canaryplan.plan.Standstill;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What other replicas do to the update of a Deployment: those of an autoscaler, and those that the
 * controller cannot multiply (rolling.md 5 and 9.1).
 */
final class DeploymentScaleChecks {
  private static final FieldPath REPLICAS = SPEC.child("replicas");
  private static final FieldPath STRATEGY = SPEC.child("strategy");

  private final DeploymentSubject subject;
  private final RollingUpdatePlan plan;
  private final DeploymentSpec spec;
  private final boolean rolling;
  private final Findings findings;

  private DeploymentScaleChecks(
      DeploymentSubject subject, RollingUpdatePlan plan, Findings findings) {
    this.subject = subject;
    this.plan = plan;
    this.spec = plan.spec();
    this.rolling = spec.strategy() == DeploymentSpec.Strategy.ROLLING_UPDATE;
    this.findings = findings;
  }

  static void run(DeploymentSubject subject, RollingUpdatePlan plan, Findings findings) {
    // an autoscaler leaves a workload alone that has no replicas
    if (plan.replicas() > 0) {
      new DeploymentScaleChecks(subject, plan, findings).run();
    }
  }

  private void run() {
    Optional<HorizontalPodAutoscaler> scaler = subject.autoscaler();
    scaler.ifPresent(this::owned);
    scaler.ifPresent(this::bounds);
    if (rolling) {
      scaler.ifPresent(this::wedge);
      overflow(scaler.map(HorizontalPodAutoscaler::maxReplicas).orElse(OptionalInt.empty()));
    }
  }

  private void owned(HorizontalPodAutoscaler scaler) {
    OptionalInt written = Fields.integer(subject.document().root(), "spec", "replicas");
    if (written.isPresent()) {
      findings.add(
          NeighbourRules.REPLICAS_OWNED_BY_AUTOSCALER,
          REPLICAS,
          AutoscalerChecks.owned(scaler, written.getAsInt()),
          "take spec.replicas out of what is applied, so that the live number stays, and plan with"
              + " --replicas N");
    }
  }

  private void bounds(HorizontalPodAutoscaler scaler) {
    ImmutableSortedSet.Builder<Integer> numbers = ImmutableSortedSet.naturalOrder();
    numbers.add(scaler.minReplicas());
    scaler.maxReplicas().ifPresent(numbers::add);
    StringBuilder text = new StringBuilder();
    for (int replicas : numbers.build()) {
      if (replicas > 0 && isCountable(replicas)) {
        RollingEnvelope extremes =
            DeploymentController.plan(spec.withReplicas(replicas), plan.pace()).envelope();
        text.append(
            "; with %d there are at most %d pods on the way and at least %d available"
                .formatted(replicas, extremes.peak().pods(), extremes.lowestAvailable().pods()));
      }
    }
    findings.add(
        DeploymentScaleRules.AUTOSCALER_OWNS_REPLICAS,
        REPLICAS,
        "the HorizontalPodAutoscaler %s sets the replicas, %s%s%s"
            .formatted(
                Quotation.of(scaler.id().name()),
                AutoscalerChecks.range(scaler),
                text,
                rolling ? "; a change on the way spreads over both versions" : ""),
        "plan with --replicas N for other numbers");
  }

  private boolean isCountable(int replicas) {
    return !rolling || DeploymentLimits.isCountable(spec.maxSurge(), replicas);
  }

  // from the planned replicas, or else from the most that the autoscaler sets
  private void wedge(HorizontalPodAutoscaler scaler) {
    int replicas = spec.replicas();
    int most = scaler.maxReplicas().orElse(replicas);
    if (plan.limits().surge() > 0) {
      return;
    }
    int from =
        replicas - plan.limits().unavailableOf(replicas) >= scaler.minReplicas() ? replicas : most;
    if (from < 1 || !isCountable(from)) {
      return;
    }
    DeploymentSpec before = spec.withReplicas(from);
    int to = from - before.limits().unavailableOf(from);
    if (to > 0 && to < from && to >= scaler.minReplicas() && to <= most && isStuck(before, to)) {
      findings.add(
          DeploymentScaleRules.ZERO_SURGE_WEDGE,
          STRATEGY,
          "with maxSurge 0 a scaling from %d to exactly %d replicas right after the first pass stops the update for ever (kubernetes PR 138036); other replicas then set it free"
              .formatted(from, to),
          "allow maxSurge of 1 at least");
    }
  }

  private static boolean isStuck(DeploymentSpec before, int replicas) {
    DeploymentSpec updated = before.withPaused(false);
    RollingMoment first =
        DeploymentController.settled(updated, PodPace.AT_ONCE)
            .asked(updated, RollingUpdatePlan.UPDATE)
            .after(1);
    return first
        .asked(updated.withReplicas(replicas), RollingUpdatePlan.UPDATE)
        .course()
        .standstill()
        .filter(stop -> stop.reason() == Standstill.Reason.SCALING_NEVER_ENDS)
        .isPresent();
  }

  // each ReplicaSet's pods are multiplied with replicas and surge together (5.5)
  private void overflow(OptionalInt most) {
    long pods = (long) spec.replicas() + plan.limits().surge();
    if (most.orElse(0) > 0 && isCountable(most.getAsInt())) {
      int surge = spec.withReplicas(most.getAsInt()).limits().surge();
      pods = Math.max(pods, (long) most.getAsInt() + surge);
    }
    if (pods * pods > Integer.MAX_VALUE) {
      findings.add(
          DeploymentScaleRules.SCALE_OVERFLOW,
          REPLICAS,
          "a scaling on the way multiplies numbers of pods in 32 bits, which overflow above about 46340 pods; here replicas and maxSurge come to %d"
              .formatted(pods),
          "do not scale while an update is under way");
    }
  }
}

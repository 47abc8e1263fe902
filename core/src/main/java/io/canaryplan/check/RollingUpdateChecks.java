// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static io.canaryplan.check.Paths.SPEC;

import io.canaryplan.controller.DeploymentController;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Rule;
import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.plan.DeploymentLimits;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.PodPace;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.RollingMoment;
import io.canaryplan.plan.RollingPass.VersionSize;
import io.canaryplan.plan.RollingUpdatePlan;
import io.canaryplan.rollout.Deployment;
import java.util.List;

/**
 * What a person should know of the update of a Deployment (rolling.md 13).
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class RollingUpdateChecks {
  private static final FieldPath REPLICAS = SPEC.child("replicas");
  private static final FieldPath STRATEGY = SPEC.child("strategy");
  private static final FieldPath DEADLINE = SPEC.child("progressDeadlineSeconds");
  private static final int TIGHT = 60;

  private final Deployment deployment;
  private final DeploymentSpec spec;
  private final RollingUpdatePlan plan;
  private final Findings findings;
  private final boolean hasOldPods;

  private RollingUpdateChecks(Deployment deployment, RollingUpdatePlan plan, Findings findings) {
    this.deployment = deployment;
    this.spec = plan.spec();
    this.plan = plan;
    this.findings = findings;
    hasOldPods = plan.settled().spec().replicas() > 0;
  }

  /** Checks a plan of a Deployment that the API server accepts. */
  public static List<Finding> run(DeploymentSubject subject, RollingUpdatePlan plan) {
    Findings findings = Findings.in(subject.document());
    new RollingUpdateChecks(subject.deployment(), plan, findings).run();
    DeploymentCourseChecks.run(subject, plan, findings);
    DeploymentScaleChecks.run(subject, plan, findings);
    DeploymentEditChecks.run(subject, findings);
    return findings.all();
  }

  private void run() {
    if (spec.replicas() == 0) {
      add(
          DeploymentRules.ROLLING_ZERO_REPLICAS,
          REPLICAS,
          "with 0 replicas the update %smakes an empty ReplicaSet"
              .formatted(hasOldPods ? "removes all pods and " : "only "),
          "raise spec.replicas when the Deployment is to run");
    } else if (spec.strategy() == DeploymentSpec.Strategy.RECREATE) {
      if (hasOldPods) {
        add(
            DeploymentRules.RECREATE_OUTAGE,
            STRATEGY,
            "Recreate stops %s, waits until they are gone, then starts %s; no pod is available in between"
                .formatted(pods("all", spec.replicas()), pods("", spec.replicas())),
            "use RollingUpdate if the two versions can run side by side");
      }
    } else {
      limits();
      if (!spec.paused()) {
        brokenVersion();
      }
      aboveSurge();
    }
    times();
    if (spec.paused()) {
      add(
          DeploymentRules.PAUSE_IS_NO_FREEZE,
          SPEC.child("paused"),
          "while paused a new template is not rolled out, but pods are still added or removed: "
              + pausedPods(),
          "remove spec.paused to go on");
    }
    if (spec.revisionHistoryLimit() == 0) {
      add(
          DeploymentRules.NO_ROLLBACK_HISTORY,
          SPEC.child("revisionHistoryLimit"),
          "revisionHistoryLimit 0 keeps no old ReplicaSet; an undo has nothing to go back to",
          "keep at least one");
    }
  }

  // rolling.md 5.2 and 5.4: of several versions with pods a Recreate changes none
  private String pausedPods() {
    String one = "a version that alone has pods gets %d of them".formatted(spec.replicas());
    if (spec.strategy() == DeploymentSpec.Strategy.RECREATE) {
      return one;
    }
    long both = spec.replicas() == 0 ? 0 : (long) spec.replicas() + plan.limits().surge();
    return "%s, several come to %d together, and old ones go when the new one is complete"
        .formatted(one, both);
  }

  private static String pods(String all, int count) {
    return count == 1 ? "the pod" : (all + " " + count + " pods").strip();
  }

  private void limits() {
    DeploymentLimits limits = plan.limits();
    int replicas = spec.replicas();
    boolean percent = spec.maxUnavailable().map(IntOrPercent::isText).orElse(true);
    long written = spec.maxUnavailable().map(IntOrPercent::validatedNumber).orElse(25L);
    long resolved =
        spec.maxUnavailable()
            .orElse(IntOrPercent.ofPercent(25))
            .resolveRoundingDown(replicas)
            .orElse(0);
    if (percent && written > 0 && resolved == 0 && limits.surge() > 0) {
      add(
          DeploymentRules.UNAVAILABLE_ROUNDS_TO_ZERO,
          STRATEGY,
          "maxUnavailable %d%% of %s rounds down to 0 while maxSurge comes to %d; no pod may be missing, and each step needs room for an extra pod"
              .formatted(written, replicas(replicas), limits.surge()),
          "write maxUnavailable as pods, if one may be missing");
    }
    if (limits.surge() == 0 && resolved == 0) {
      add(
          DeploymentRules.BOTH_ROUND_TO_ZERO,
          STRATEGY,
          "maxSurge and maxUnavailable of %s both come to 0; the controller lets 1 pod be missing"
              .formatted(replicas(replicas)),
          "write one of them as pods");
    }
    if (hasOldPods && limits.unavailable() >= replicas) {
      add(
          DeploymentRules.ROLLING_OUTAGE,
          STRATEGY,
          "maxUnavailable lets all of %s be missing; the first pass removes every old pod before a new one is ready"
              .formatted(replicas(replicas)),
          "lower maxUnavailable");
    }
    if (hasOldPods && replicas == 1 && limits.surge() > 0) {
      add(
          DeploymentRules.ROLLING_ONE_REPLICA,
          REPLICAS,
          "with 1 replica the share of the new version goes 0 %, 50 %, 100 %; there is no smaller step",
          "raise spec.replicas for smaller steps");
    }
  }

  private static String replicas(int count) {
    return count + (count == 1 ? " replica" : " replicas");
  }

  private void brokenVersion() {
    RollingMoment end =
        DeploymentController.plan(plan.settled().spec(), spec, PodPace.of(Readiness.NEVER))
            .course()
            .end();
    long updated = size(end, true);
    long old = size(end, false);
    add(
        DeploymentRules.BROKEN_VERSION_STUCK,
        STRATEGY,
        "if the new pods never become ready the update stops at %d old and %d new pods and stays there; nothing rolls back by itself"
            .formatted(old, updated),
        "watch it, or use a Rollout, which can abort");
  }

  private static long size(RollingMoment moment, boolean updated) {
    return moment.sets().stream()
        .filter(set -> (set.version() == RollingUpdatePlan.UPDATE) == updated)
        .mapToLong(VersionSize::size)
        .sum();
  }

  private void aboveSurge() {
    int replicas = spec.replicas();
    if (replicas < 2 || !hasOldPods) {
      return;
    }
    long limit = (long) replicas + plan.limits().surge();
    long soon = Math.min(2L * replicas, limit + Math.min(plan.limits().unavailable(), replicas));
    add(
        DeploymentRules.PODS_ABOVE_SURGE,
        STRATEGY,
        "terminating pods are not counted: %d pods, and at most %d, can exist at once although replicas and maxSurge are %d"
            .formatted(soon, plan.mostWithTerminating(), limit),
        "leave room for them");
  }

  private void times() {
    long slack = (long) spec.progressDeadlineSeconds() - spec.minReadySeconds();
    boolean never = spec.progressDeadlineSeconds() == DeploymentSpec.NO_DEADLINE;
    if (slack > 0 && slack < TIGHT && !never) {
      add(
          DeploymentRules.DEPLOYMENT_DEADLINE_TIGHT,
          DEADLINE,
          "progressDeadlineSeconds %d leaves %d s for a pod to start before the update counts as failed"
              .formatted(spec.progressDeadlineSeconds(), slack),
          "raise spec.progressDeadlineSeconds");
    }
    if (deployment.progressDeadlineSeconds().isPresent() && !never) {
      add(
          DeploymentRules.DEPLOYMENT_DEADLINE_ONLY_REPORTS,
          DEADLINE,
          "after %d s without progress the update is only marked as failed; it is neither stopped nor rolled back"
              .formatted(spec.progressDeadlineSeconds()),
          "watch the condition Progressing");
    }
  }

  private void add(Rule rule, FieldPath path, String message, String hint) {
    findings.add(rule, path, message, hint);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.kubernetes.WorkloadDefaults;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Rollout;
import java.util.Optional;
import java.util.OptionalLong;

/** maxSurge and maxUnavailable as written, and the deadline (canary.md 1.3). */
final class LimitChecks {
  private static final int SCALING_SECONDS = 30;

  private LimitChecks() {}

  static void run(Subject subject, Findings findings) {
    subject.canaryPlan().ifPresent(plan -> check(plan, findings));
  }

  private static void check(CanaryPlan plan, Findings findings) {
    CanaryStrategy canary = plan.rollout().canary().orElseThrow();
    limit("maxSurge", canary.maxSurge(), plan, findings);
    limit("maxUnavailable", canary.maxUnavailable(), plan, findings);
    deadline(plan.rollout(), findings);
  }

  private static void limit(
      String field, Optional<IntOrPercent> limit, CanaryPlan plan, Findings findings) {
    if (limit.isEmpty()) {
      return;
    }
    if (plan.routed()) {
      withoutEffect(field, limit.get(), plan, findings);
    }
    if (limit.get().isText() && limit.get().number().isEmpty()) {
      unreadable(field, limit.get(), findings);
    } else if (limit.get().isPercent() && !limit.get().written().contains("%")) {
      quoted(field, limit.get(), plan, findings);
    }
  }

  private static void withoutEffect(
      String field, IntOrPercent limit, CanaryPlan plan, Findings findings) {
    boolean surge = field.equals("maxSurge");
    boolean dynamic = plan.rollout().canary().orElseThrow().dynamicStableScale();
    findings.add(
        LimitRules.SURGE_LIMITS_WITHOUT_EFFECT,
        Paths.CANARY.child(field),
        """
        %s %s bounds no step while trafficRouting is set%s; the canary's weight decides its \
        pods, beside %s"""
            .formatted(
                field,
                Quotation.of(limit.written()),
                surge ? "" : " and only paces the removal of old pods",
                dynamic ? "a stable version that shrinks as traffic leaves it" : "all stable pods"),
        "remove %s".formatted(Paths.CANARY.child(field)));
  }

  private static void unreadable(String field, IntOrPercent limit, Findings findings) {
    findings.add(
        LimitRules.SURGE_LIMIT_UNREADABLE,
        Paths.CANARY.child(field),
        """
        %s %s is no number; the controller then takes maxSurge and maxUnavailable as 0 \
        without a word"""
            .formatted(field, Quotation.of(limit.written())),
        "write %s as a number of pods or a percentage such as 25%%"
            .formatted(Paths.CANARY.child(field)));
  }

  private static void quoted(String field, IntOrPercent limit, CanaryPlan plan, Findings findings) {
    boolean surge = field.equals("maxSurge");
    OptionalLong pods =
        surge
            ? limit.resolveRoundingUp(plan.replicas())
            : limit.resolveRoundingDown(plan.replicas());
    long number = limit.number().orElseThrow();
    findings.add(
        LimitRules.QUOTED_NUMBER_IS_PERCENT,
        Paths.CANARY.child(field),
        """
        %s %s is in quotes and therefore %s %%, which is %s of %s; without quotes it is %s"""
            .formatted(
                field,
                Quotation.of(limit.written()),
                number,
                Texts.pods(pods.orElseThrow()),
                plan.replicas(),
                Texts.pods(number)),
        "write %s as %s%%, or without quotes".formatted(Paths.CANARY.child(field), number));
  }

  private static void deadline(Rollout rollout, Findings findings) {
    int deadline =
        rollout.progressDeadlineSeconds().orElse(WorkloadDefaults.PROGRESS_DEADLINE_SECONDS);
    int minReady = rollout.minReadySeconds().orElse(0);
    // What a scaling step needs is not in the manifest; half a minute is what a small image takes.
    int left = deadline - minReady;
    if (minReady >= 0 && left > 0 && left < SCALING_SECONDS) {
      findings.add(
          LimitRules.DEADLINE_TIGHT,
          Paths.SPEC.child("progressDeadlineSeconds"),
          """
          progressDeadlineSeconds "%s" leaves %s%s for a pod to start%s; a slower pod counts \
          as no progress"""
              .formatted(
                  deadline,
                  left,
                  left == 1 ? " second" : " seconds",
                  minReady > 0 ? " beside minReadySeconds, which is " + minReady : ""),
          "raise spec.progressDeadlineSeconds");
    }
  }
}

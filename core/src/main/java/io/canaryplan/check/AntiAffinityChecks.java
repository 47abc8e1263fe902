// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.rollout.AntiAffinity;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Refusal;

/** The anti-affinity of either strategy (istio.md 3.3). */
final class AntiAffinityChecks {
  private AntiAffinityChecks() {}

  static void run(Subject subject, Findings findings) {
    subject
        .canary()
        .flatMap(CanaryStrategy::antiAffinity)
        .ifPresent(given -> check(given, Paths.CANARY.child("antiAffinity"), findings));
    subject
        .rollout()
        .blueGreen()
        .flatMap(BlueGreenStrategy::antiAffinity)
        .ifPresent(given -> check(given, Paths.BLUE_GREEN.child("antiAffinity"), findings));
  }

  private static void check(AntiAffinity antiAffinity, FieldPath path, Findings findings) {
    boolean preferred = antiAffinity.preferredWeight().isPresent();
    if (preferred == antiAffinity.required()) {
      findings.add(
          Refusal.of(
              CanaryRules.ANTI_AFFINITY_KIND,
              path,
              "%s; antiAffinity needs exactly one of the preferred and the required kind"
                  .formatted(preferred ? "both kinds are given" : "\"{}\" gives no kind"),
              "keep one kind in %s".formatted(path)));
    }
    int weight = antiAffinity.preferredWeight().orElse(1);
    if (weight < 1 || weight > 100) {
      FieldPath real =
          path.child("preferredDuringSchedulingIgnoredDuringExecution").child("weight");
      findings.add(
          CanaryRules.ANTI_AFFINITY_WEIGHT,
          real,
          "spec.strategy.antiAffinity.weight",
          "\"%s\" is out of range; the weight runs from 1 to 100".formatted(weight),
          "change %s".formatted(real));
    }
  }
}

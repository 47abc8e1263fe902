// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Findings;
import io.canaryplan.finding.Quotation;
import io.canaryplan.kubernetes.WorkloadDefaults;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.Refusal;
import io.canaryplan.rollout.Rollout;

/** What the controller refuses of a blue-green strategy (bluegreen.md 1.2). */
final class BlueGreenChecks {
  private static final FieldPath ACTIVE = Paths.BLUE_GREEN.child("activeService");

  private BlueGreenChecks() {}

  static void run(Subject subject, Findings findings) {
    subject
        .rollout()
        .blueGreen()
        .ifPresent(strategy -> check(subject.rollout(), strategy, findings));
  }

  private static void check(Rollout rollout, BlueGreenStrategy strategy, Findings findings) {
    if (strategy.activeService().equals(strategy.previewService())) {
      findings.add(
          Refusal.of(
              BlueGreenRules.BLUEGREEN_SERVICES_EQUAL,
              ACTIVE,
              strategy
                  .activeService()
                  .map(
                      name ->
                          Quotation.of(name)
                              + " is both activeService and previewService; the two must be"
                              + " different Services")
                  .orElse(
                      "neither activeService nor previewService is named, which makes them equal"),
              "name a Service for users in %s and another one, or none, for the preview"
                  .formatted(ACTIVE)));
    } else if (strategy.activeService().isEmpty()) {
      findings.add(
          BlueGreenRules.BLUEGREEN_ACTIVE_SERVICE_EMPTY,
          ACTIVE,
          "activeService is empty; every pass of the controller fails, as it finds no such Service",
          "name the Service that users reach");
    }
    int limit = strategy.scaleDownDelayRevisionLimit().orElse(Integer.MIN_VALUE);
    int history = rollout.revisionHistoryLimit().orElse(WorkloadDefaults.REVISION_HISTORY_LIMIT);
    if (limit > history) {
      FieldPath path = Paths.BLUE_GREEN.child("scaleDownDelayRevisionLimit");
      findings.add(
          Refusal.of(
              BlueGreenRules.BLUEGREEN_LIMIT_ABOVE_HISTORY,
              path,
              "scaleDownDelayRevisionLimit %d is above revisionHistoryLimit, which is %d%s"
                  .formatted(
                      limit,
                      history,
                      rollout.revisionHistoryLimit().isPresent() ? "" : " when absent"),
              "lower %s, or raise spec.revisionHistoryLimit".formatted(path)));
    }
  }
}

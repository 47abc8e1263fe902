// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.rollout.BlueGreenStrategy;

/** What is said about a blue-green Rollout: it is read, and it is not planned yet. */
final class BlueGreenRules {
  private static final FieldPath PATH = FieldPath.of("spec", "strategy", "blueGreen");

  private BlueGreenRules() {}

  static void check(BlueGreenStrategy blueGreen, Findings findings) {
    findings.add(
        CheckRule.BLUE_GREEN_NOT_PLANNED,
        PATH,
        "\"blueGreen\" is not planned yet; a plan exists for spec.strategy.canary only",
        "plan a Rollout with spec.strategy.canary");
    CanaryRules.checkAntiAffinity(blueGreen.antiAffinity(), PATH, findings);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.finding.Findings;

/** A blue-green Rollout is read, and it is not planned yet. */
final class BlueGreenChecks {
  private BlueGreenChecks() {}

  static void run(Subject subject, Findings findings) {
    if (subject.rollout().blueGreen().isPresent()) {
      findings.add(
          SpecRules.BLUE_GREEN_NOT_PLANNED,
          Paths.BLUE_GREEN,
          "\"blueGreen\" is not planned yet; a plan exists for spec.strategy.canary only",
          "plan a Rollout with spec.strategy.canary");
    }
  }
}

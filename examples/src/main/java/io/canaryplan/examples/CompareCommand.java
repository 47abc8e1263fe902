// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.Manifests;
import io.canaryplan.comparison.Comparisons;
import io.canaryplan.comparison.TrialSteps;
import io.canaryplan.finding.Finding;
import io.canaryplan.report.ComparisonFormat;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints the ways to update every workload, side by side. */
final class CompareCommand {
  private final Run run;

  CompareCommand(Run run) {
    this.run = run;
  }

  int run() throws UsageException, IOException {
    TrialSteps trial = trial(run.arguments().get(Option.STEPS));
    ComparisonFormat format =
        PlanningOptions.oneOf(run.arguments(), Option.COMPARE_FORMAT)
            .map(name -> ComparisonFormat.valueOf(name.toUpperCase(Locale.ROOT)))
            .orElse(ComparisonFormat.TABLE);
    Manifests manifests = run.readRelated(run.arguments().files());
    Comparisons comparisons = Comparisons.of(manifests, run.options().planner(), trial);
    format.print(comparisons, run.out());
    List<Finding> findings = comparisons.planned().allFindings();
    run.print(findings, run.err());
    return run.status(findings);
  }

  private static TrialSteps trial(Optional<String> steps) throws UsageException {
    if (steps.isEmpty()) {
      return TrialSteps.NONE;
    }
    return TrialSteps.parse(steps.get())
        .orElseThrow(
            () ->
                new UsageException(
                    "--steps is \""
                        + steps.get()
                        + "\" but must be weights from 0 to 100, each above the one before, as in"
                        + " 5,25,50"));
  }
}

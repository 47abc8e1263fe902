// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.PredictedHashes;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.report.HashReport;
import java.io.IOException;
import java.util.List;

/** Prints the hashes of pod templates: of every controller version, or of the one that is named. */
final class HashCommand {
  private final Run run;

  HashCommand(Run run) {
    this.run = run;
  }

  int run() throws UsageException, IOException {
    Arguments arguments = run.arguments();
    PredictedHashes predicted =
        PredictedHashes.of(
            run.read(arguments.files()),
            run.options()
                .planner()
                .controller()
                .map(List::of)
                .orElse(List.of(ControllerVersion.values())));
    if (run.options().json()) {
      HashReport.json(predicted, run.out());
    } else if (arguments.has(Option.JSON)) {
      HashReport.hashedText(predicted, run.out());
    } else {
      HashReport.table(predicted, run.out());
    }
    run.print(predicted.findings(), run.err());
    return run.status(predicted.findings());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.PredictedHash;
import io.canaryplan.PredictedHashes;
import io.canaryplan.finding.Finding;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.report.HashReport;
import java.io.IOException;
import java.util.ArrayList;
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
        arguments.has(Option.SEPARATELY)
            ? separately(arguments.files())
            : predict(arguments.files());
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

  private PredictedHashes predict(List<String> files) throws UsageException, IOException {
    return PredictedHashes.of(
        run.read(files),
        run.options()
            .planner()
            .controller()
            .map(List::of)
            .orElse(List.of(ControllerVersion.values())));
  }

  /** Takes each file for an input of its own, in the order given. */
  private PredictedHashes separately(List<String> files) throws UsageException, IOException {
    List<PredictedHash> hashes = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (String file : files) {
      PredictedHashes ofOne = predict(List.of(file));
      hashes.addAll(ofOne.hashes());
      findings.addAll(ofOne.findings());
    }
    return new PredictedHashes(hashes, findings);
  }
}

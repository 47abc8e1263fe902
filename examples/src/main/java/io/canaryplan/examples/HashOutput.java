// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.Manifests;
import io.canaryplan.PredictedHashes;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.report.HashReport;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Prints the hashes of pod templates: of every controller version, or of the one that is named. */
final class HashOutput {
  private final Arguments arguments;
  private final PlanningOptions options;
  private final PrintStream out;
  private final PrintStream err;

  HashOutput(Arguments arguments, PlanningOptions options, PrintStream out, PrintStream err) {
    this.arguments = arguments;
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /** Prints what the options say, and the findings; returns the exit status. */
  int write(Manifests manifests) {
    PredictedHashes predicted =
        PredictedHashes.of(
            manifests,
            arguments.has(Option.CONTROLLER)
                ? List.of(options.planner().settings().controller())
                : List.of(ControllerVersion.values()));
    try {
      if (options.json()) {
        HashReport.json(predicted, out);
      } else if (arguments.has(Option.JSON)) {
        HashReport.hashedText(predicted, out);
      } else {
        HashReport.table(predicted, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a PrintStream keeps its errors to itself", e);
    }
    predicted.findings().forEach(finding -> err.print(finding + "\n"));
    return predicted.hasErrors() ? 1 : 0;
  }
}

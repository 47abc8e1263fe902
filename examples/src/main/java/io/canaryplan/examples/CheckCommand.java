// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.InputRules;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Severity;
import io.canaryplan.report.FindingsJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Prints what is wrong or surprising, and nothing else. */
final class CheckCommand {
  private final Run run;

  CheckCommand(Run run) {
    this.run = run;
  }

  int run() throws UsageException, IOException {
    List<String> files = run.arguments().files();
    List<Finding> all = new ArrayList<>();
    if (run.arguments().has(Option.SEPARATELY)) {
      for (String file : files) {
        all.addAll(check(List.of(file)));
      }
    } else {
      all.addAll(check(files));
    }
    if (run.options().json()) {
      FindingsJson.print(all, run.out());
    }
    return run.status(all);
  }

  /** Checks files as one input and prints what is found, unless it is printed as JSON. */
  private List<Finding> check(List<String> files) throws UsageException, IOException {
    List<Finding> findings =
        run.plan(files).allFindings().stream().map(CheckCommand::judged).toList();
    if (!run.options().json()) {
      run.print(findings, run.out());
    }
    return findings;
  }

  /** Without a Rollout nothing can be planned, but what is there can be checked all the same. */
  private static Finding judged(Finding finding) {
    return finding.rule().equals(InputRules.NO_ROLLOUT)
        ? finding.withSeverity(Severity.NOTE)
        : finding;
  }
}

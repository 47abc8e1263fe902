// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.PlannedManifests;
import io.canaryplan.gitops.ArgoView;
import io.canaryplan.gitops.ComparisonMode;
import io.canaryplan.report.ArgoReport;
import io.canaryplan.report.IgnoreReport;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Says what Argo CD shows in each state, or what it has to ignore. */
final class GitOpsCommand {
  private final Run run;

  GitOpsCommand(Run run) {
    this.run = run;
  }

  int run() throws UsageException, IOException {
    Optional<String> given = PlanningOptions.oneOf(run.arguments(), Option.MODE);
    ComparisonMode mode =
        given
            .map(word -> ComparisonMode.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')))
            .orElse(ComparisonMode.CLIENT_SIDE);
    String compared = given.isPresent() ? mode.toString() : mode + ", which is the default";
    PlannedManifests planned = run.plan(run.arguments().files());
    if (run.arguments().has(Option.IGNORE_DIFFERENCES)) {
      IgnoreReport report = IgnoreReport.of(planned, compared, object -> object.mode(mode));
      if (run.options().json()) {
        report.printJson(run.out());
      } else {
        report.printYaml(run.out());
      }
    } else {
      ArgoReport report = ArgoReport.of(planned, compared, object -> ArgoView.Terms.of(mode));
      if (run.options().json()) {
        report.printJson(run.out());
      } else {
        report.printTable(run.out());
      }
    }
    run.print(planned.allFindings(), run.err());
    return run.status(planned.allFindings());
  }
}

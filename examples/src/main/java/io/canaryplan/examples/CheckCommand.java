// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.FindingFilter;
import io.canaryplan.InputRules;
import io.canaryplan.Manifests;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Severity;
import io.canaryplan.report.FindingsGitHub;
import io.canaryplan.report.FindingsJson;
import io.canaryplan.report.FindingsSarif;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints what is wrong or surprising, and nothing else. */
final class CheckCommand {
  private final Run run;
  private final Format format;
  private int ignored;

  /** How findings are printed. */
  private enum Format {
    TABLE,
    JSON,
    SARIF,
    GITHUB
  }

  CheckCommand(Run run) throws UsageException {
    this.run = run;
    this.format =
        PlanningOptions.oneOf(run.arguments(), Option.FINDINGS_FORMAT)
            .map(word -> Format.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Format.TABLE);
  }

  int run() throws UsageException, IOException {
    Optional<String> rule = run.arguments().get(Option.EXPLAIN_RULE);
    if (rule.isPresent()) {
      return new RulesCommand(run).explain(rule.get());
    }
    Severity least =
        PlanningOptions.oneOf(run.arguments(), Option.FAIL_ON)
            .map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Severity.ERROR);
    List<Finding> all = new ArrayList<>();
    List<String> files = run.arguments().files();
    if (run.arguments().has(Option.SEPARATELY)) {
      for (String file : files) {
        all.addAll(check(List.of(file)));
      }
    } else {
      all.addAll(check(files));
    }
    switch (format) {
      case TABLE -> counts(all);
      case JSON -> FindingsJson.print(all, ignored, run.out());
      case SARIF -> FindingsSarif.print(all, run.out());
      case GITHUB -> FindingsGitHub.print(all, run.out());
    }
    return run.status(all, least);
  }

  /** Checks files as one input and prints what is found, if it is printed one by one. */
  private List<Finding> check(List<String> files) throws UsageException, IOException {
    Manifests manifests = run.readRelated(files);
    List<Finding> findings = run.check(manifests).stream().map(CheckCommand::judged).toList();
    FindingFilter.Kept kept = run.filter(findings, manifests);
    ignored += kept.ignored();
    if (format == Format.TABLE) {
      run.print(kept.findings(), run.out());
    }
    return kept.findings();
  }

  private void counts(List<Finding> findings) throws IOException {
    if (findings.isEmpty() && ignored == 0) {
      return;
    }
    List<String> parts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long count = findings.stream().filter(one -> one.severity() == severity).count();
      if (count > 0) {
        parts.add(count + " " + severity.label() + (count == 1 ? "" : "s"));
      }
    }
    if (ignored > 0) {
      parts.add(ignored + " ignored");
    }
    run.out().append(String.join(", ", parts)).append("\n");
  }

  /** Without a Rollout nothing can be planned, but what is there can be checked all the same. */
  private static Finding judged(Finding finding) {
    return finding.rule().equals(InputRules.NO_ROLLOUT)
        ? finding.withSeverity(Severity.NOTE)
        : finding;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import io.canaryplan.RuleCatalogue;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.Severity;
import java.util.List;
import java.util.stream.Collectors;

/** Findings in a failure message: position, severity, rule, message, and the hint below. */
final class FindingText {
  private FindingText() {}

  static String of(List<Finding> findings) {
    return findings.isEmpty()
        ? "nothing"
        : findings.stream().map(FindingText::of).collect(Collectors.joining("\n"));
  }

  static String of(Finding finding) {
    return finding + finding.hint().map(hint -> "\n  = hint: " + hint).orElse("");
  }

  static List<Finding> atLeast(Severity least, List<Finding> findings) {
    return findings.stream().filter(found -> weight(found.severity()) >= weight(least)).toList();
  }

  private static int weight(Severity severity) {
    return switch (severity) {
      case NOTE -> 0;
      case WARNING -> 1;
      case ERROR -> 2;
    };
  }

  static boolean isRule(String id) {
    return RuleCatalogue.find(id).isPresent();
  }

  /** Returns that a rule found nothing, or that there is no such rule, and what was found. */
  static String missing(String rule, List<Finding> findings) {
    return (isRule(rule) ? "expected a finding of " + rule : "there is no rule '" + rule + "'")
        + "; found\n\n"
        + of(findings);
  }

  /** Stands for a finding that is not there, where failures are collected. */
  static Finding none(Rule rule) {
    return Finding.of(rule, FieldPath.root(), "there is no such finding");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be said of expressions without any document: whether they are jq, and understood. */
final class ExpressionSyntax {
  private ExpressionSyntax() {}

  /** Returns what is wrong with the expressions of entries, at their places. */
  static List<Finding> check(List<IgnoreEntry> entries) {
    List<Finding> findings = new ArrayList<>();
    // a list without end repeats itself
    Map<String, JqExpression> read = new HashMap<>();
    for (IgnoreEntry entry : entries) {
      for (IgnoreEntry.Part part : entry.parts()) {
        if (part.kind() == IgnoreEntry.Kind.EXPRESSION) {
          check(read.computeIfAbsent(part.text(), JqExpression::parse), part)
              .map(finding -> finding.at(entry.document().range(part.path())))
              .ifPresent(findings::add);
        }
      }
    }
    return findings;
  }

  /** Returns whether one of these findings is of an expression that is no jq. */
  static boolean isInvalid(List<Finding> findings) {
    return findings.stream()
        .anyMatch(finding -> finding.rule().equals(ExpressionRules.GITOPS_EXPRESSION_INVALID));
  }

  private static Optional<Finding> check(JqExpression expression, IgnoreEntry.Part part) {
    String quoted = Quotation.of(part.text());
    if (expression instanceof JqExpression.SyntaxError error) {
      return Optional.of(
          Finding.of(
                  ExpressionRules.GITOPS_EXPRESSION_INVALID,
                  part.path(),
                  """
                  the jq expression %s does not parse: %s; Argo CD cannot compare any object of the \
                  Application and syncs nothing"""
                      .formatted(quoted, error.reason()))
              .withHint(better(part.text())));
    }
    if (expression instanceof JqExpression.NotUnderstood unknown) {
      return Optional.of(
          Finding.of(
                  ExpressionRules.GITOPS_EXPRESSION_NOT_UNDERSTOOD,
                  part.path(),
                  "the jq expression %s is not understood (%s); what it removes is not known"
                      .formatted(quoted, Quotation.line(unknown.what())))
              .withHint("write it with paths, [], ? and select with == alone"));
    }
    return Optional.empty();
  }

  /** Returns what to write in place of the mistakes that are made most. */
  private static String better(String text) {
    if (text.length() > 200) {
      return "write a jq path such as .spec.http[]?.route[]?.weight";
    }
    String path = text.startsWith("$.") ? text.substring(1) : text;
    path = path.replace("[*]", "[]?");
    if (!path.startsWith(".") && path.startsWith("spec")) {
      path = "." + path;
    }
    return !path.equals(text) && JqExpression.parse(path) instanceof JqExpression.Understood
        ? "write " + path
        : "write a jq path such as .spec.http[]?.route[]?.weight";
  }
}

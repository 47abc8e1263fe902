// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import java.util.List;
import java.util.Optional;

/** The webhook's rules for the matches of http rules (istio.md H-8 to H-11). */
final class HttpMatchCheck {
  private final Report report;

  HttpMatchCheck(Report report) {
    this.report = report;
  }

  void check(Place match) {
    for (Place header : match.get("headers").entries()) {
      checkName(header);
      checkText(header);
    }
    for (Place parameter : match.get("queryParams").entries()) {
      checkText(parameter);
    }
    for (Place header : match.get("withoutHeaders").entries()) {
      checkName(header);
      if (!header.get("regex").text().equals("*")) {
        checkText(header); // the regex * means that the header is there
      }
    }
    checkRegex(match.get("uri"), WebhookRouteRules.ISTIO_REGEX, report);
    for (String field : List.of("scheme", "method", "authority")) {
      checkText(match.get(field));
    }
    MatchConditions.check(match, report);
    MatchConditions.checkNamespace(match, report);
  }

  private void checkName(Place header) {
    String name = header.key();
    if (!HeaderText.isMatchable(name) && !HeaderText.isClaim(name)) {
      report.webhook(
          WebhookRouteRules.ISTIO_HEADER_NAME,
          header,
          name.isEmpty()
              ? "the name of a header is empty"
              : Quotation.of(name) + " is no name of a header",
          "write the name without blanks and brackets");
    }
  }

  private void checkText(Place matcher) {
    boolean onlyPrefix = matcher.get("prefix").isPresent() && !matcher.get("regex").isPresent();
    if (onlyPrefix && matcher.get("prefix").text().isEmpty()) {
      report.webhook(
          WebhookRouteRules.ISTIO_PREFIX_EMPTY,
          matcher.get("prefix"),
          "an empty prefix is only possible for uri",
          "write the prefix, or remove " + matcher);
    }
    checkRegex(matcher, WebhookRouteRules.ISTIO_REGEX, report);
  }

  /** Checks the regular expression of a matcher, if it has one. */
  static void checkRegex(Place matcher, Rule rule, Report report) {
    Place regex = matcher.get("regex");
    if (regex.isPresent()) {
      Optional<String> complaint = RegexSyntax.complaint(regex.text());
      report.complaint(rule, regex, complaint);
    }
  }
}

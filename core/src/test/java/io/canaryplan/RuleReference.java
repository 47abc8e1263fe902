// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;
import java.util.List;

/** Writes the rule reference, {@code docs/rules.md}, from the catalogue. */
final class RuleReference {
  private static final String HEAD =
      """
      # Rules

      Every finding carries the id of one of these rules. Ids are stable. An `error` means that the controller or Istio would refuse the
      document, or that no plan exists; a `warning` that a plan exists but probably not the one that was wanted; a `note` is worth knowing.
      Rules hold for all versions of the controller unless one is named.

      This file is made from the rules in the code; change them there.
      """;

  private RuleReference() {}

  static String text(List<RuleGroup> groups) {
    StringBuilder text = new StringBuilder(HEAD);
    for (RuleGroup group : groups) {
      text.append("\n## ").append(group.title()).append('\n');
      if (!group.introduction().isEmpty()) {
        text.append('\n').append(group.introduction()).append('\n');
      }
      group.rules().forEach(rule -> text.append(section(rule)));
    }
    return text.toString();
  }

  private static String section(Rule rule) {
    String versions = rule.versions().map(text -> " · " + text).orElse("");
    return """

        ### %s

        **%s** · *%s*%s

        %s %s

        Source: %s

        Bad:

        ```yaml
        %s
        ```

        Good:

        ```yaml
        %s
        ```
        """
        .formatted(
            rule.id(),
            rule.title(),
            rule.severity().label(),
            versions,
            rule.what(),
            rule.why(),
            rule.source(),
            rule.bad(),
            rule.good());
  }
}

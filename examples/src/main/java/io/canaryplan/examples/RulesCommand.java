// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import io.canaryplan.RuleCatalogue;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.RuleGroup;
import io.canaryplan.finding.UnknownField;
import java.io.IOException;
import java.util.List;

/** Prints the catalogue of rules, or one of them with all its texts. */
final class RulesCommand {
  private final Run run;

  RulesCommand(Run run) {
    this.run = run;
  }

  int run() throws UsageException, IOException {
    for (String id : run.arguments().files()) {
      explain(id);
    }
    if (run.arguments().files().isEmpty()) {
      for (RuleGroup group : RuleCatalogue.groups()) {
        group(group);
      }
    }
    return 0;
  }

  private void group(RuleGroup group) throws IOException {
    run.out().append(group.title()).append(":\n");
    for (Rule rule : group.rules()) {
      run.out()
          .append(
              "  %-7s  %s  %s%n"
                  .formatted(rule.severity().label(), rule.id(), rule.title())
                  .replace(System.lineSeparator(), "\n"));
    }
    run.out().append('\n');
  }

  /** Prints one rule. */
  int explain(String id) throws UsageException, IOException {
    Rule rule = RuleCatalogue.find(id).orElseThrow(() -> unknown(id));
    run.out()
        .append(rule.id() + " (" + rule.severity().label() + "): " + rule.title() + "\n\n")
        .append(rule.what().strip() + "\n\n")
        .append("why: " + rule.why().strip() + "\n")
        .append("source: " + rule.source() + "\n")
        .append(rule.versions().map(versions -> "versions: " + versions + "\n").orElse(""))
        .append("bad:\n" + rule.bad().strip().indent(2))
        .append("good:\n" + rule.good().strip().indent(2));
    return 0;
  }

  private static UsageException unknown(String id) {
    List<String> ids = RuleCatalogue.all().stream().map(Rule::id).toList();
    return new UsageException(
        "there is no rule "
            + Quotation.of(id)
            + UnknownField.nearest(id, ids)
                .map(name -> "; the nearest is " + Quotation.of(name))
                .orElse(""));
  }
}

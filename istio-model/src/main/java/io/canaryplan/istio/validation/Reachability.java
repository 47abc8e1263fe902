// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules and matches that nothing can reach, as Istio's webhook warns of them (istio.md 4.6 with
 * istio-validation.md 1.2). Where Istio's own comparison leaves something out that tells two
 * matches apart, the hint says that the warning may be a false alarm.
 */
final class Reachability {
  private final Report report;
  private final boolean http;
  // every match so far in canonical form, with the place of the first such match
  private final Map<String, Place> seen = new HashMap<>();
  private final PrefixOverlap overlaps;
  private boolean caught;

  private Reachability(Report report, boolean http) {
    this.report = report;
    this.http = http;
    this.overlaps = new PrefixOverlap(report);
  }

  /** Warns of rules of each protocol that Istio would call unused. */
  static void check(Place spec, Report report) {
    for (String protocol : List.of("http", "tls", "tcp")) {
      Reachability reachability = new Reachability(report, protocol.equals("http"));
      for (Place rule : spec.get(protocol).items()) {
        reachability.check(rule);
      }
    }
  }

  private void check(Place rule) {
    List<Place> matches = rule.get("match").items();
    if (matches.isEmpty()) {
      if (caught) {
        report.warning(
            ReachabilityRules.ISTIO_RULE_AFTER_CATCH_ALL,
            rule,
            rule + " is never used: a rule without matches stands before it",
            "move the rule without matches to the end");
      }
      caught = true;
      return;
    }
    int duplicates = 0;
    for (Place match : matches) {
      if (caught) {
        report.warning(
            ReachabilityRules.ISTIO_RULE_AFTER_CATCH_ALL,
            match,
            match + " is never used: a rule without matches stands before it",
            "move the rule without matches to the end");
        continue;
      }
      Place earlier = seen.putIfAbsent(Canonical.of(match), match);
      if (earlier != null) {
        duplicates++;
        report.warning(
            ReachabilityRules.ISTIO_MATCH_DUPLICATE,
            match,
            match + " is never used: it equals " + earlier,
            "remove it, or change what it matches");
      } else if (http) {
        overlaps.check(match);
      }
    }
    if (duplicates == matches.size()) {
      report.warning(
          ReachabilityRules.ISTIO_RULE_UNUSED,
          rule,
          rule + " is never used: every match of it equals an earlier one",
          "remove it, or change what it matches");
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Severity;
import java.util.List;

/** What the tests of the findings that the studies number have in common. */
final class StudyFindings {
  private StudyFindings() {}

  /** Asserts that a rule is told with a place, once at least with that severity and these words. */
  static void assertTold(
      String id, List<Finding> findings, String rule, Severity severity, List<String> words) {
    List<Finding> found =
        findings.stream().filter(finding -> finding.rule().id().equals(rule)).toList();

    assertThat(found).as(id + " among " + findings).isNotEmpty();
    assertThat(found).allSatisfy(finding -> assertThat(finding.range()).as(id).isPresent());
    assertThat(found)
        .anySatisfy(
            finding -> {
              assertThat(finding.severity()).as(id).isEqualTo(severity);
              words.forEach(word -> assertThat(finding.message()).as(id).contains(word));
            });
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingLimitTest {
  private static Finding unknown(String file, int line) {
    return Finding.of(SchemaRules.UNKNOWN_FIELD, FieldPath.of("a"), "unknown")
        .at(new Position(file, line, 1));
  }

  private static List<Finding> many(String file, int count) {
    List<Finding> findings = new ArrayList<>();
    for (int line = 1; line <= count; line++) {
      findings.add(unknown(file, line));
    }
    return findings;
  }

  @Test
  void aHundredFindingsOfARuleAreAllTold() {
    List<Finding> findings = many("a", 100);

    assertThat(FindingLimit.of(findings)).isEqualTo(findings);
  }

  @Test
  void countsTheRestAtTheFirstOneLeftOut() {
    List<Finding> findings = new ArrayList<>(many("a", 1000));
    findings.addAll(many("b", 101));
    Collections.reverse(findings);

    List<Finding> told = FindingLimit.of(findings);

    assertThat(told).hasSize(202).startsWith(many("a", 100).toArray(new Finding[0]));
    assertThat(told.get(100))
        .hasToString(
            "a:101:1: note: 900 more findings of the rule unknown-field are left out from here on"
                + " [more-findings]");
    assertThat(told.get(201))
        .hasToString(
            "b:101:1: note: 1 more finding of the rule unknown-field is left out from here on"
                + " [more-findings]");
  }

  @Test
  void whatAnotherLeftOutIsCounted() {
    FindingLimit document = new FindingLimit();
    many("a", 150).forEach(document::add);
    FindingLimit file = new FindingLimit();
    file.addAll(document);
    file.addAll(document);

    assertThat(file.toList()).hasSize(101);
    assertThat(file.toList().get(100).message()).startsWith("200 more findings");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final Rule RULE = RuleTest.complete(Rule.error("some-rule")).build();
  private static final FieldPath SPEC = FieldPath.of("spec");
  private static final FieldPath STEPS = SPEC.child("steps");

  /** A document whose fields stand in the line of their depth. */
  private static Located in(String file) {
    return path -> Range.at(new Position(file, 1 + path.segments().size(), 1));
  }

  @Test
  void givesEachFindingItsRangeAndKeepsTheOrder() {
    Findings findings = Findings.in(in("a"));

    findings.add(RULE, STEPS, "one", "change it");
    findings.about(in("b")).add(RULE, SPEC, "two", "change it");
    findings.add(RULE, SPEC, "spec.other", "three", "change it");
    findings.add(Finding.of(RULE, STEPS, "four").at(new Position("a", 9, 9)));

    assertThat(findings.all())
        .extracting(Finding::toString)
        .containsExactly(
            "a:3:1: error: one [some-rule]",
            "b:2:1: error: two [some-rule]",
            "a:2:1: error: three [some-rule]",
            "a:9:9: error: four [some-rule]");
    assertThat(findings.all())
        .extracting(Finding::controllerPath)
        .containsExactly(
            Optional.empty(), Optional.empty(), Optional.of("spec.other"), Optional.empty());
    assertThat(findings.all().get(0).hint()).contains("change it");
  }

  @Test
  void hasNoRangesWithoutADocument() {
    Findings findings = Findings.in(Optional.empty());

    findings.add(RULE, SPEC, "one", "change it");

    assertThat(findings.all().get(0).range()).isEmpty();
  }

  @Test
  void saysNothingAboutAFieldThatCouldNotBeRead() {
    Findings findings = Findings.in(in("a"));

    findings.addUnreadable(Finding.of(RULE, STEPS, "no list"));
    findings.add(RULE, STEPS, "dropped", "");
    findings.add(RULE, STEPS.index(0), "dropped", "");
    findings.add(RULE, SPEC, "kept", "");

    assertThat(findings.all()).extracting(Finding::message).containsExactly("no list", "kept");
    assertThat(findings.unreadable()).containsExactly(STEPS);
    assertThat(findings.isUnreadable(STEPS.index(0))).isTrue();
    assertThat(findings.isUnreadable(SPEC)).isFalse();
    assertThat(findings.hasUnreadableBelow(SPEC)).isTrue();
    assertThat(findings.hasUnreadableBelow(STEPS)).isTrue();
    assertThat(findings.hasUnreadableBelow(STEPS.index(0))).isFalse();
  }

  @Test
  void knowsTheFieldsOfOtherDocuments() {
    Findings findings = Findings.in(in("a")).markUnreadable(List.of(SPEC));

    findings.add(RULE, STEPS, "dropped", "");
    findings.about(in("b")).add(RULE, STEPS, "kept", "");

    assertThat(findings.all()).extracting(Finding::message).containsExactly("kept");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingTest {
  private enum SomeRule implements Rule {
    SET_WEIGHT_OUT_OF_RANGE(Severity.ERROR),
    JUST_SO(Severity.NOTE);

    private final Severity severity;

    SomeRule(Severity severity) {
      this.severity = severity;
    }

    @Override
    public Severity severity() {
      return severity;
    }
  }

  private static final Finding ERROR =
      Finding.of(
          SomeRule.SET_WEIGHT_OUT_OF_RANGE, FieldPath.of("spec", "weight"), "\"101\" is too much");
  private static final Finding NOTE = Finding.of(SomeRule.JUST_SO, FieldPath.root(), "so it is");

  @Test
  void idIsTheNameInKebabCase() {
    assertThat(SomeRule.SET_WEIGHT_OUT_OF_RANGE.id()).isEqualTo("set-weight-out-of-range");
  }

  @Test
  void printsWhereHowBadWhatAndRule() {
    assertThat(ERROR.at(new Position("f.yaml", 3, 7)))
        .hasToString("f.yaml:3:7: error: \"101\" is too much [set-weight-out-of-range]");
    assertThat(ERROR)
        .hasToString("spec.weight: error: \"101\" is too much [set-weight-out-of-range]");
    assertThat(NOTE).hasToString("note: so it is [just-so]");
  }

  @Test
  void isOneLineWhateverItQuotes() {
    Finding forged =
        Finding.of(SomeRule.JUST_SO, FieldPath.root(), "\"1\nf:1:1: error: a\u001b[31m\"");
    assertThat(forged).hasToString("note: \"1 f:1:1: error: a [31m\" [just-so]");
    assertThat(forged.message()).contains("\n");
    assertThat(Quotation.line("a\u0085b\u2028c\td")).isEqualTo("a b c d");
  }

  @Test
  void isOrderedByPositionThenPathThenRule() {
    Finding first = ERROR.at(new Position("a", 2, 1));
    Finding second = NOTE.at(new Position("a", 10, 1));
    Finding third = NOTE.at(new Position("b", 1, 1));

    assertThat(Stream.of(third, second, ERROR, first, NOTE).sorted())
        .containsExactly(NOTE, ERROR, first, second, third);
  }

  @Test
  void refusesWhatSaysNothing() {
    assertThatThrownBy(() -> Finding.of(SomeRule.JUST_SO, FieldPath.root(), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rule and message must not be empty");
    assertThatThrownBy(() -> new Position("f", 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("line and column must be at least 1 but were 0:1");
  }

  @Test
  void checkedGivesItsValueOrAllFindings() {
    assertThat(Checked.of("x", List.of(NOTE)).orElseThrow()).isEqualTo("x");
    assertThatThrownBy(() -> Checked.of("x", List.of(NOTE, ERROR, ERROR)).orElseThrow())
        .isInstanceOfSatisfying(
            InvalidDocumentException.class,
            thrown -> assertThat(thrown.findings()).containsExactly(NOTE, ERROR, ERROR))
        .hasMessage(ERROR + " and 1 more");
    assertThatThrownBy(() -> Checked.failed(List.of(NOTE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a missing value must be explained by an error");
  }
}

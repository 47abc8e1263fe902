// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingTest {
  private static final Rule SET_WEIGHT_OUT_OF_RANGE =
      RuleTest.complete(Rule.error("set-weight-out-of-range")).build();
  private static final Rule JUST_SO = RuleTest.complete(Rule.note("just-so")).build();

  private static final Finding ERROR =
      Finding.of(SET_WEIGHT_OUT_OF_RANGE, FieldPath.of("spec", "weight"), "\"101\" is too much");
  private static final Finding NOTE = Finding.of(JUST_SO, FieldPath.root(), "so it is");

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
    Finding forged = Finding.of(JUST_SO, FieldPath.root(), "\"1\nf:1:1: error: a\u001b[31m\"");
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
    assertThatThrownBy(() -> Finding.of(JUST_SO, FieldPath.root(), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the message must not be empty");
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

  @Test
  void hasARangeAndStartsAtItsPosition() {
    Range range = new Range(new Position("f.yaml", 3, 7), new Position("f.yaml", 4, 2));

    Finding finding = ERROR.at(range);

    assertThat(finding.range()).contains(range);
    assertThat(finding.position()).contains(new Position("f.yaml", 3, 7));
    assertThat(range).hasToString("f.yaml:3:7-4:2");
    assertThat(ERROR.at(range.start()).range()).contains(Range.at(range.start()));
    assertThat(Range.at(range.start())).hasToString("f.yaml:3:7");
    assertThatThrownBy(() -> new Range(range.end(), range.start()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no range from f.yaml:4:2 to f.yaml:3:7");
  }

  @Test
  void mayBeWorseOrBetterThanItsRule() {
    assertThat(NOTE.withSeverity(Severity.ERROR))
        .hasToString("error: so it is [just-so]")
        .extracting(Finding::isError)
        .isEqualTo(true);
  }

  @Test
  void theExceptionKeepsItsFindingsThroughSerialization() throws Exception {
    List<Finding> findings =
        List.of(
            ERROR
                .at(new Range(new Position("f", 1, 2), new Position("f", 1, 9)))
                .withHint("lower it")
                .withControllerPath("spec.strategy.steps[0].setWeight"),
            NOTE,
            Finding.of(JUST_SO, FieldPath.of("spec").index(2), "so it is there"));
    InvalidDocumentException thrown = new InvalidDocumentException(findings);

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(thrown);
    }
    InvalidDocumentException read;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      read = (InvalidDocumentException) in.readObject();
    }

    assertThat(read).hasMessage(thrown.getMessage());
    assertThat(read.findings()).isEqualTo(findings);
    assertThat(read.findings().get(0).rule().title()).isEqualTo("a title");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Go's YAML parser, and the JSON that kubectl makes of it, take a scalar for. */
class GoScalarTest {
  private static GoScalar read(String text) {
    return GoScalar.of(Edits.read("a: " + text + "\n").at(Edits.path("a")).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-7, -7",
    "+7, 7",
    "100.0, 100",
    "1e2, 100",
    "5E1, 50",
    "0x64, 100",
    "0144, 100",
    "0o144, 100",
    "0b11, 3",
    "089, 89",
    "1_0, 10",
    "!!int 5, 5",
    "4294967296, 4294967296",
    "-0x1f, -31",
    "+0B1, 1",
    "1., 1",
    "0., 0",
    "08e1, 80",
    "5e00000001, 50",
    "0e999, 0",
    "1e-999, 0"
  })
  void readsWholeNumbers(String text, String number) {
    assertThat(read(text).number()).contains(new BigInteger(number));
    assertThat(read(text).seen()).isEqualTo("the number " + number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", ".inf", "-.INF", ".nan", "1e-1", "1_0.5", "1e-320", ".5", "+.5e0"})
  void otherNumbersAreNotWhole(String text) {
    assertThat(read(text).number()).isEmpty();
    assertThat(read(text).seen()).isEqualTo("a number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"5\"",
        "!!str 5",
        "1:30",
        "0x",
        "tRue",
        "oN",
        "abc",
        "\"null\"",
        "+",
        ".",
        "0xg",
        "0b2",
        "1e",
        "1e+",
        "1e999",
        "-.nan",
        "_1"
      })
  void theRestIsText(String text) {
    assertThat(read(text).kind()).isEqualTo(GoScalar.Kind.TEXT);
    assertThat(read(text).number()).isEmpty();
  }

  /** No field takes a number of more than 64 characters: its size does not matter. */
  @Test
  void aVeryLongNumberIsNoWholeNumber() {
    assertThat(read("1".repeat(65)).kind()).isEqualTo(GoScalar.Kind.FRACTION);
    assertThat(read("1".repeat(100_000) + "x").kind()).isEqualTo(GoScalar.Kind.TEXT);
    assertThat(read("1:".repeat(100_000) + "1").kind()).isEqualTo(GoScalar.Kind.TEXT);
  }

  @ParameterizedTest
  @CsvSource({"y", "Yes", "TRUE", "on", "ON", "On", "true"})
  void readsWhatIsTrue(String text) {
    assertThat(read(text).kind()).isEqualTo(GoScalar.Kind.TRUE);
  }

  @ParameterizedTest
  @CsvSource({"n", "No", "FALSE", "off", "OFF", "false"})
  void readsWhatIsFalse(String text) {
    assertThat(read(text).kind()).isEqualTo(GoScalar.Kind.FALSE);
  }

  @Test
  void knowsNothingAndCollections() {
    assertThat(read("~").kind()).isEqualTo(GoScalar.Kind.NULL);
    assertThat(read("").kind()).isEqualTo(GoScalar.Kind.NULL);
    assertThat(read("[1]").kind()).isEqualTo(GoScalar.Kind.COLLECTION);
    assertThat(read("{b: 1}").kind()).isEqualTo(GoScalar.Kind.COLLECTION);
  }
}

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
    "4294967296, 4294967296"
  })
  void readsWholeNumbers(String text, String number) {
    assertThat(read(text).number()).contains(new BigInteger(number));
    assertThat(read(text).seen()).isEqualTo("the number " + number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", ".inf", "-.INF", ".nan", "1e-1"})
  void otherNumbersAreNotWhole(String text) {
    assertThat(read(text).number()).isEmpty();
    assertThat(read(text).seen()).isEqualTo("a number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"5\"", "!!str 5", "1:30", "0x", "tRue", "oN", "abc", "\"null\""})
  void theRestIsText(String text) {
    assertThat(read(text)).isSameAs(GoScalar.TEXT);
    assertThat(read(text).number()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"y", "Yes", "TRUE", "on", "ON", "On", "true"})
  void readsWhatIsTrue(String text) {
    assertThat(read(text)).isSameAs(GoScalar.TRUE);
  }

  @ParameterizedTest
  @CsvSource({"n", "No", "FALSE", "off", "OFF", "false"})
  void readsWhatIsFalse(String text) {
    assertThat(read(text)).isSameAs(GoScalar.FALSE);
  }

  @Test
  void knowsNothingAndCollections() {
    assertThat(read("~")).isSameAs(GoScalar.NULL);
    assertThat(read("")).isSameAs(GoScalar.NULL);
    assertThat(read("[1]")).isSameAs(GoScalar.NONE);
    assertThat(read("{b: 1}")).isSameAs(GoScalar.NONE);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntOrPercentTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "every sign is deleted,            25%,                 25",
    "the sign may come first,          %25,                 25",
    "the sign may be missing,          25,                  25",
    "the sign may be doubled,          25%%,                25",
    "the sign may stand inside,        2%5,                 25",
    "a plus is part of the integer,    +5%,                 5",
    "a minus is part of the integer,   -5%,                 -5",
    "leading zeros are base ten,       012%,                12",
    "64 bits fit,                      9223372036854775807, 9223372036854775807",
  })
  void aTextIsAlwaysAPercentage(String reason, String text, long percent) {
    IntOrPercent value = IntOrPercent.ofText(text);
    assertThat(value.number()).as(reason).hasValue(percent);
    assertThat(value.isPercent()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%",
        "abc",
        "2.5%",
        " 25%",
        "25 %",
        "1e2",
        "0x10",
        "9223372036854775808",
        "--5"
      })
  void aTextWithoutAnIntegerHasNoNumber(String text) {
    IntOrPercent value = IntOrPercent.ofText(text);
    assertThat(value.number()).isEmpty();
    assertThat(value.isPercent()).isFalse();
    assertThat(value.resolveRoundingUp(10)).isEmpty();
    assertThat(value.resolveRoundingDown(10)).isEmpty();
    assertThat(value.validatedNumber())
        .isEqualTo(text.equals("9223372036854775808") ? Long.MAX_VALUE : 0);
  }

  @ParameterizedTest(name = "{0} of {1} is {2} up and {3} down")
  @CsvSource({
    "25%, 10, 3, 2",
    "25%, 4, 1, 1",
    "25%, 1, 1, 0",
    "25%, 0, 0, 0",
    "0%, 7, 0, 0",
    "100%, 7, 7, 7",
    "1%, 100, 1, 1",
    "1%, 101, 2, 1",
    "150%, 3, 5, 4",
    "-5%, 10, 0, -1",
    "25%, 2147483647, 536870912, 536870911",
    "3, 10, 3, 3",
    "-3, 10, -3, -3",
    "2147483647, 1, 2147483647, 2147483647",
  })
  void resolves(String text, long replicas, long up, long down) {
    IntOrPercent value = IntOrPercent.parse(text);
    assertThat(value.resolveRoundingUp(replicas)).hasValue(up);
    assertThat(value.resolveRoundingDown(replicas)).hasValue(down);
  }

  @Test
  void stopsAtTheEndOf64Bits() {
    IntOrPercent huge = IntOrPercent.ofText("9223372036854775807");
    assertThat(huge.resolveRoundingDown(2_000)).isEqualTo(OptionalLong.of(Long.MAX_VALUE / 100));
  }

  @ParameterizedTest(name = "{0} counts as {1}")
  @CsvSource({
    "25%, 25",
    "25, 25",
    "%25, 0",
    "25%%, 0",
    "-5, -5",
    "-5%, 0",
    "abc, 0",
    "99999999999999999999%, 9223372036854775807",
    "99999999999999999999, 9223372036854775807",
    "-99999999999999999999, -9223372036854775808"
  })
  void validationHasAParserOfItsOwn(String text, long number) {
    assertThat(IntOrPercent.ofText(text).validatedNumber()).isEqualTo(number);
  }

  @Test
  void anIntegerIsItsOwnValidatedNumber() {
    assertThat(IntOrPercent.of(7).validatedNumber()).isEqualTo(7);
  }

  @ParameterizedTest(name = "{0} is written {1}")
  @CsvSource(
      quoteCharacter = '\'',
      value = {"25%, 25%", "25, '\"25\"'", "%25, '\"%25\"'", "'a\"b\\', '\"a\\\"b\\\\\"'"})
  void writesTextsThatAreNoPlainPercentageInQuotes(String text, String written) {
    assertThat(IntOrPercent.ofText(text)).hasToString(written);
    assertThat(IntOrPercent.parse(written)).isEqualTo(IntOrPercent.ofText(text));
  }

  @Test
  void aQuotedNumberIsNotThatNumber() {
    assertThat(IntOrPercent.ofText("5")).isNotEqualTo(IntOrPercent.of(5));
    assertThat(IntOrPercent.parse("5")).isEqualTo(IntOrPercent.of(5)).hasToString("5");
    assertThat(IntOrPercent.ofPercent(5)).isEqualTo(IntOrPercent.parse("5%"));
    assertThat(IntOrPercent.of(5).isText()).isFalse();
    assertThat(IntOrPercent.of(5).written()).isEqualTo("5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "2147483648", "1.5", "%25", "\""})
  void parseRefusesWhatIsNeither(String text) {
    assertThatThrownBy(() -> IntOrPercent.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is neither an integer nor a percentage such as 25%");
  }

  @Test
  void refusesNegativeReplicas() {
    assertThatThrownBy(() -> IntOrPercent.of(1).resolveRoundingUp(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("replicas must not be negative but were -1");
  }
}

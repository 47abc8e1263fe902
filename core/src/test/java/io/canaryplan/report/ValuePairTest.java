// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuePairTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "plain words,nginx: 1.25,nginx: 1.25",
        "a blank at the end,'a ','\"a \"'",
        "a blank in front,' a','\" a\"'",
        "nothing but a blank,' ','\" \"'",
        "nothing,'','\"\"'",
        "a tab within,a\tb,'\"a\\u0009b\"'",
        "a line break within,'a\nb','\"a\\nb\"'",
        "what stands for no value,(none),'\"(none)\"'",
        "a blank within,a b,a b",
      })
  void whatIsNotSeenIsQuoted(String reason, String value, String shown) {
    assertThat(ValuePair.written(Optional.of(value), Optional.empty()))
        .isEqualTo(new ValuePair(shown, "(none)"));
  }

  @Test
  void longValuesAreShownWhereTheyPart() {
    String shared = "x".repeat(3000);

    ValuePair pair =
        ValuePair.written(Optional.of(shared + "1" + shared), Optional.of(shared + "2" + shared));

    assertThat(pair.before()).isEqualTo("…" + "x".repeat(40) + "1" + "x".repeat(359) + "…");
    assertThat(pair.after()).isEqualTo("…" + "x".repeat(40) + "2" + "x".repeat(359) + "…");
  }

  @Test
  void aValueThatEndsWhereTheOtherGoesOnIsShownToItsEnd() {
    String shared = "x".repeat(3000);

    ValuePair pair = ValuePair.json(Optional.of(shared), Optional.of(shared + "12"), "nothing");

    assertThat(pair.before()).isEqualTo("…" + "x".repeat(400));
    assertThat(pair.after()).isEqualTo("…" + "x".repeat(398) + "12");
  }

  @Test
  void aCharacterOfTwoUnitsStaysWhole() {
    String shared = "\uD83D\uDE00".repeat(1000);

    ValuePair pair = ValuePair.json(Optional.of(shared + "y1"), Optional.of(shared + "y2"), "-");

    assertThat(pair.before()).startsWith("…\uD83D\uDE00").endsWith("y1");
    assertThat(pair.after()).startsWith("…\uD83D\uDE00").endsWith("y2");
  }
}

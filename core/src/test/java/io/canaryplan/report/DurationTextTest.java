// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
  @ParameterizedTest(name = "{0} s")
  @CsvSource({
    "0, 0s",
    "1, 1s",
    "60, 1m",
    "90, 1m30s",
    "3600, 1h",
    "5400, 1h30m",
    "3661, 1h1m1s",
    "86400, 24h",
    "2147483647, 596523h14m7s"
  })
  void printsWholeUnits(long seconds, String text) {
    assertThat(DurationText.of(OptionalLong.of(seconds))).isEqualTo(text);
  }

  @Test
  void withoutAnEndItIsOpen() {
    assertThat(DurationText.of(OptionalLong.empty())).isEqualTo("open");
  }
}

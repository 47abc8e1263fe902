// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioTest {
  /** Tenths, half up: 2/3 is 66.66…, 1/8 is 12.5, 1/16 is 6.25, 1/2000 is 0.05. */
  @ParameterizedTest
  @CsvSource({
    "0, 5, 0",
    "0, 0, 0",
    "5, 5, 100",
    "1, 3, 33.3",
    "2, 3, 66.7",
    "1, 8, 12.5",
    "1, 16, 6.3",
    "1, 5, 20",
    "1, 2000, 0.1",
    "1, 2001, <0.1",
    "1, 2147483647, <0.1",
    "1999, 2000, >99.9",
    "1998, 2000, 99.9",
    "3, 2, 150"
  })
  void tellsThePercentage(long part, long whole, String percent) {
    assertThat(new Ratio(part, whole).percent()).isEqualTo(percent);
  }

  @Test
  void hasNoPercentageOfNothing() {
    assertThatThrownBy(() -> new Ratio(1, 0).percent()).isInstanceOf(ArithmeticException.class);
  }
}

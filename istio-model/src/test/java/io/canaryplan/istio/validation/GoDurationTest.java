// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "1ns, 1",
    ".5s, 500000000",
    "5.s, 5000000000",
    "+5s, 5000000000",
    "-1.5ms, -1500000",
    "1h1m, 3660000000000",
    "1us, 1000",
    "1µs, 1000",
    "1μs, 1000",
    "1m1m, 120000000000",
    "00000000000000000000000000000001s, 1000000000",
    "0.0001s, 100000",
    "9223372036854775807ns, 9223372036854775807",
    "-9223372036854775808ns, -9223372036854775808"
  })
  void readsWhatGoReads(String text, long nanoseconds) {
    assertThat(GoDuration.parse(text)).hasValue(nanoseconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "1d",
        "1w",
        "5 s",
        "1e3s",
        "s",
        ".s",
        "+",
        "-",
        "1",
        "abc",
        "infinity",
        "1h1",
        "1.1.1s",
        "9223372036854775808ns",
        "-9223372036854775809ns",
        "3000000h",
        "１s",
        "1s ",
        "--1s"
      })
  void readsNothingElse(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }
}

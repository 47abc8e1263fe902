// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PauseDurationTest {
  @ParameterizedTest(name = "{0} lasts {1} s")
  @CsvSource({
    "0, 0",
    "60, 60",
    "+60, 60",
    "-0, 0",
    "007, 7",
    "2147483647, 2147483647",
    "1m, 60",
    "1h30m, 5400",
    "1.5h, 5400",
    "500ms, 0",
    "1500ms, 1",
    "999999us, 0",
    "1000000µs, 1",
    "1000000μs, 1",
    "1000000000ns, 1",
    "999999999ns, 0",
    "0.5s0.5s, 1",
    "+1m, 60",
    "-1ms, 0",
    "-0s, 0",
    ".5m, 30",
    "1.s, 1",
    "2147483647s, 2147483647",
    "596523h, 2147482800",
  })
  void reads(String text, int seconds) {
    assertThat(PauseDuration.parse(text).seconds()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1d",
        "1w",
        "3000000000",
        "2147483648s",
        "-1",
        "-1s",
        "-1m30s",
        "1m ",
        " 1m",
        "1 m",
        "m",
        ".s",
        ".",
        "1.5",
        "1h30",
        "1M",
        "1e3s",
        "1m-30s",
        "1_000",
        "0x10",
        "forever",
        "+",
        "-",
        "9223372037s",
        "1:30"
      })
  void refuses(String text) {
    assertThatThrownBy(() -> PauseDuration.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is not a pause: seconds (60) or a Go duration (1m30s)");
  }

  @Test
  void refusesAnEndlessText() {
    assertThat(PauseDuration.read("1".repeat(100_000) + "s")).isEmpty();
    assertThat(PauseDuration.read("1".repeat(100_000))).isEmpty();
  }

  @Test
  void keepsHowItIsWritten() {
    assertThat(PauseDuration.parse("1m")).hasToString("1m").isEqualTo(PauseDuration.parse("1m"));
    assertThat(PauseDuration.parse("1m")).isNotEqualTo(PauseDuration.ofSeconds(60));
    assertThat(PauseDuration.parse("+060"))
        .hasToString("60")
        .isEqualTo(PauseDuration.ofSeconds(60));
  }

  @Test
  void experimentsDoNotTakeBareSeconds() {
    assertThat(PauseDuration.readGo("60")).isEmpty();
    assertThat(PauseDuration.readGo("0")).map(PauseDuration::seconds).contains(0);
  }

  @Test
  void refusesNegativeSeconds() {
    assertThatThrownBy(() -> PauseDuration.ofSeconds(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("seconds must not be negative but were -1");
  }
}

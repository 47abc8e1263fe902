// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 3339 calls a date-time. */
class RestartTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T10:00:00Z",
        "2026-12-31t23:59:59.123456z",
        "0001-01-01T00:00:00+09:00",
        "2026-03-01T10:00:00-00:30"
      })
  void isTime(String text) {
    assertThat(RestartTime.isTime(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2026-03-01",
        "2026-03-01 10:00:00Z",
        "2026-03-01T10:00:00",
        "2026-03-01T10:00Z",
        "2026-13-01T10:00:00Z",
        "2026-00-01T10:00:00Z",
        "2026-03-00T10:00:00Z",
        "2026-03-01T24:00:00Z",
        "2026-03-01T10:60:00Z",
        "26-03-01T10:00:00Z",
        ""
      })
  void isNoTime(String text) {
    assertThat(RestartTime.isTime(text)).isFalse();
  }
}

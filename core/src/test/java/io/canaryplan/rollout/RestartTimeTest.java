// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What API server and controller take as a time; the verdicts are those of Argo Rollouts 1.9.1. */
class RestartTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T10:00:00Z",
        "2026-12-31T23:59:59.123456Z",
        "2026-12-31T23:59:59,5Z",
        "2024-02-29T10:00:00Z",
        "2000-02-29T10:00:00Z",
        "2026-03-01T10:00:00+24:60",
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
        "2026-02-29T10:00:00Z",
        "1900-02-29T10:00:00Z",
        "2026-04-31T10:00:00Z",
        "2026-03-01T10:00:00.Z",
        ""
      })
  void isNoTime(String text) {
    assertThat(RestartTime.isDateTime(text)).isFalse();
    assertThat(RestartTime.isTime(text)).isFalse();
  }

  /** Go, and so the controller, reads less than the API server takes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01t10:00:00Z",
        "2026-03-01T10:00:00z",
        "2026-03-01T10:00:00+25:00",
        "2026-03-01T10:00:00-23:61"
      })
  void isNoTimeToTheController(String text) {
    assertThat(RestartTime.isDateTime(text)).isTrue();
    assertThat(RestartTime.isTime(text)).isFalse();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import java.util.OptionalLong;

/** Durations as people write them: {@code 45s}, {@code 1m}, {@code 1h30m}, {@code open}. */
final class DurationText {
  /** Printed for a duration without an end: a person has to act. */
  static final String OPEN = "open";

  private DurationText() {}

  static String of(OptionalLong seconds) {
    return seconds.isPresent() ? of(seconds.getAsLong()) : OPEN;
  }

  // whole units only, largest first, as Go prints them; no days, which the controller cannot read
  static String of(long seconds) {
    if (seconds == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    append(text, seconds / 3600, 'h');
    append(text, seconds % 3600 / 60, 'm');
    append(text, seconds % 60, 's');
    return text.toString();
  }

  private static void append(StringBuilder text, long count, char unit) {
    if (count != 0) {
      text.append(count).append(unit);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as Kubernetes reads and writes them: RFC 3339 in, as generously as Go reads it, UTC in
 * whole seconds out (hash.md 4).
 */
final class GoTime {
  // Groups: date, hour, minute, second, then sign, hours and minutes of the offset. An hour may
  // lack its first digit, a fraction may start with a comma and have any number of digits.
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:[.,][0-9]++)?+"
              + "(?:Z|([-+])([0-9]{2}):([0-9]{2}))");
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);
  private static final OffsetDateTime ZERO = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
  private static final int MOST_OFFSET_HOURS = 24;
  private static final int MOST_OFFSET_MINUTES = 60;
  private static final int LAST_YEAR = 9999;

  private GoTime() {}

  /**
   * Returns the time in UTC, empty for Go's zero time; absent if the text is no time, or one whose
   * year in UTC does not have four digits, which the controller cannot read again.
   */
  static Optional<String> utc(String text) {
    Matcher matcher = RFC_3339.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String hour = matcher.group(2).length() == 1 ? "0" + matcher.group(2) : matcher.group(2);
    try {
      OffsetDateTime local =
          OffsetDateTime.parse(
              "%sT%s:%s:%sZ".formatted(matcher.group(1), hour, matcher.group(3), matcher.group(4)));
      return minutesAhead(matcher).map(local::minusMinutes).flatMap(GoTime::written);
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static Optional<String> written(OffsetDateTime utc) {
    if (utc.getYear() < 0 || utc.getYear() > LAST_YEAR) {
      return Optional.empty();
    }
    return Optional.of(utc.equals(ZERO) ? "" : WRITTEN.format(utc));
  }

  private static Optional<Integer> minutesAhead(Matcher matcher) {
    if (matcher.group(5) == null) {
      return Optional.of(0);
    }
    int hours = number(matcher, 6);
    int minutes = number(matcher, 7);
    if (hours > MOST_OFFSET_HOURS || minutes > MOST_OFFSET_MINUTES) {
      return Optional.empty();
    }
    int ahead = 60 * hours + minutes;
    return Optional.of(matcher.group(5).equals("-") ? -ahead : ahead);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.base.CharMatcher;
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
  private static final Pattern NANOSECONDS = Pattern.compile("[.,][0-9]{1,9}");
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);
  private static final OffsetDateTime ZERO = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
  private static final int MOST_OFFSET_HOURS = 24;
  private static final int MOST_OFFSET_MINUTES = 60;
  private static final int LAST_YEAR = 9999;

  // Groups: year, month, day, a blank before the time of day, hour, minute, second, then the zone.
  private static final Pattern YAML_TIMESTAMP =
      Pattern.compile(
          "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
              + "(?:(?:[Tt]|( ))([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]++)?+"
              + "(Z|[-+]([0-9]{2}):([0-9]{2}))?)?");

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

  /** Returns whether the text is Go's zero time, to the fraction of a second. */
  static boolean isZero(String text) {
    Matcher nanoseconds = NANOSECONDS.matcher(text);
    return utc(text).filter(String::isEmpty).isPresent()
        && !(nanoseconds.find() && CharMatcher.inRange('1', '9').matchesAnyOf(nanoseconds.group()));
  }

  /**
   * Returns whether a text fits YAML's tag {@code !!timestamp} as Go reads it: a day, or a day and
   * a time, after a blank without and after a {@code T} with a zone.
   */
  static boolean isYamlTimestamp(String text) {
    Matcher matcher = YAML_TIMESTAMP.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    boolean timed = matcher.group(5) != null;
    try {
      OffsetDateTime.of(
          number(matcher, 1),
          number(matcher, 2),
          number(matcher, 3),
          timed ? number(matcher, 5) : 0,
          timed ? number(matcher, 6) : 0,
          timed ? number(matcher, 7) : 0,
          0,
          ZoneOffset.UTC);
    } catch (DateTimeException noSuchTime) {
      return false;
    }
    if (!timed) {
      return true;
    }
    boolean zoned = matcher.group(8) != null;
    boolean known =
        matcher.group(9) == null
            || (number(matcher, 9) <= MOST_OFFSET_HOURS
                && number(matcher, 10) <= MOST_OFFSET_MINUTES);
    return known && zoned == (matcher.group(4) == null);
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

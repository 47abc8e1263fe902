// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a time is: to the API server a {@code date-time}, RFC 3339 with some licence; to the
 * controller what Go parses as RFC 3339.
 */
final class RestartTime {
  private static final Pattern TIME =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})"
              + "(?:[.,][0-9]++)?+(?:[Zz]|[+-]([0-9]{2}):([0-9]{2}))");

  private static final int YEAR = 1;
  private static final int MONTH = 2;
  private static final int DAY = 3;
  private static final int HOUR = 4;
  private static final int MINUTE = 5;
  private static final int SECOND = 6;
  private static final int ZONE_HOURS = 7;
  private static final int ZONE_MINUTES = 8;

  private static final int MONTHS = 12;
  private static final int LAST_HOUR = 23;
  private static final int LAST_MINUTE = 59;

  /** Go takes a zone of 24 hours and 60 minutes too. */
  private static final int LARGEST_ZONE_HOURS = 24;

  private static final int LARGEST_ZONE_MINUTES = 60;

  private RestartTime() {}

  /** Returns whether the API server takes a text as a time. */
  static boolean isDateTime(String text) {
    Matcher time = TIME.matcher(text);
    return time.matches()
        && isDate(number(time, YEAR), number(time, MONTH), number(time, DAY))
        && number(time, HOUR) <= LAST_HOUR
        && number(time, MINUTE) <= LAST_MINUTE
        && number(time, SECOND) <= LAST_MINUTE;
  }

  /** Returns whether API server and controller take a text as a time. */
  static boolean isTime(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches() || !isDateTime(text) || text.indexOf('t') >= 0 || text.endsWith("z")) {
      return false;
    }
    return time.group(ZONE_HOURS) == null
        || (number(time, ZONE_HOURS) <= LARGEST_ZONE_HOURS
            && number(time, ZONE_MINUTES) <= LARGEST_ZONE_MINUTES);
  }

  private static boolean isDate(int year, int month, int day) {
    return month >= 1
        && month <= MONTHS
        && day >= 1
        && day <= YearMonth.of(year, month).lengthOfMonth();
  }

  private static int number(Matcher time, int group) {
    return Integer.parseInt(time.group(group));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the API server takes as a {@code date-time}: RFC 3339. */
final class RestartTime {
  private static final Pattern TIME =
      Pattern.compile(
          "[0-9]{4}-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})"
              + "(?:\\.[0-9]++)?+(?:[Zz]|[+-][0-9]{2}:[0-9]{2})");

  /** The largest month, day, hour, minute and second. */
  private static final int[] LARGEST = {12, 31, 23, 59, 59};

  /** The first of these that begins with 1, not with 0. */
  private static final int FROM_ONE = 2;

  private RestartTime() {}

  static boolean isTime(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    for (int i = 0; i < LARGEST.length; i++) {
      int part = Integer.parseInt(matcher.group(i + 1));
      if (part > LARGEST[i] || (i < FROM_ONE && part == 0)) {
        return false;
      }
    }
    return true;
  }
}

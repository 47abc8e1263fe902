// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times as Kubernetes reads and writes them: RFC 3339 in, UTC in whole seconds out. */
final class GoTime {
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?"
              + "(?:Z|[-+][0-9]{2}:[0-9]{2})");
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", java.util.Locale.ROOT);
  private static final OffsetDateTime ZERO = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private GoTime() {}

  /** Returns the time in UTC, empty for Go's zero time; absent if the text is no time. */
  static Optional<String> utc(String text) {
    if (!RFC_3339.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
      return Optional.of(time.equals(ZERO) ? "" : WRITTEN.format(time));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }
}

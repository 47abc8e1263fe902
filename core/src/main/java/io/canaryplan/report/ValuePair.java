// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.finding.Quotation;
import java.util.Optional;

/**
 * Two values of a field beside each other, for people: two that differ never look alike, and of
 * long ones only the surroundings of the place where they part are shown.
 *
 * @param before the earlier value, or what stands for none
 * @param after the later value, or what stands for none
 */
record ValuePair(String before, String after) {
  private static final String NONE = "(none)";

  // Longer values are seldom read: scripts, certificates, JSON in annotations.
  private static final int LONGEST = 500;
  private static final int SHOWN = 400;
  private static final int IN_FRONT = 40;

  /** Takes values as written: JSON strings where blanks or line breaks would not be seen. */
  static ValuePair written(Optional<String> before, Optional<String> after) {
    return of(before.map(ValuePair::seen), after.map(ValuePair::seen), NONE);
  }

  /** Takes values that are JSON already. */
  static ValuePair json(Optional<String> before, Optional<String> after, String none) {
    return of(before, after, none);
  }

  private static ValuePair of(Optional<String> before, Optional<String> after, String none) {
    int from =
        before.isPresent() && after.isPresent() ? parting(before.get(), after.get()) - IN_FRONT : 0;
    return new ValuePair(
        before.map(value -> cut(value, from)).orElse(none),
        after.map(value -> cut(value, from)).orElse(none));
  }

  private static String seen(String value) {
    boolean plain =
        !value.isEmpty()
            && value.equals(value.strip())
            && !value.equals(NONE)
            && value.chars().noneMatch(c -> Quotation.isUnseen((char) c));
    if (plain) {
      return value;
    }
    StringBuilder out = new StringBuilder();
    new JsonWriter(out).value(value);
    return out.toString();
  }

  private static int parting(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    int same = 0;
    while (same < shorter && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    return same;
  }

  private static String cut(String value, int from) {
    if (value.length() <= LONGEST) {
      return value;
    }
    int start = whole(value, Math.max(0, Math.min(from, value.length() - SHOWN)));
    int end = whole(value, Math.min(value.length(), start + SHOWN));
    return (start > 0 ? "…" : "") + value.substring(start, end) + (end < value.length() ? "…" : "");
  }

  /** Returns the index, or that before it where it would part a character in two. */
  private static int whole(String value, int index) {
    return index > 0 && index < value.length() && Character.isLowSurrogate(value.charAt(index))
        ? index - 1
        : index;
  }
}

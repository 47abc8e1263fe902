// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import java.util.Map;
import java.util.stream.Collectors;

/** How messages show values. */
final class Texts {
  private static final int LONGEST = 60;

  private Texts() {}

  /** Returns the text, cut after 60 characters. */
  static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
  }

  /** Returns {@code part / whole} in percent, rounded to a tenth: {@code 33.3}, {@code 20}. */
  static String percent(long part, long whole) {
    long tenths = Math.floorDiv(part * 2000 + whole, 2 * whole);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }

  /**
   * Returns labels as YAML has them, {@code app: shop, tier: web}; {@code {}} if there are none.
   */
  static String labels(Map<String, String> labels) {
    if (labels.isEmpty()) {
      return "{}";
    }
    return labels.entrySet().stream()
        .map(label -> label.getKey() + ": " + label.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Returns {@code 1 pod} or {@code 3 pods}. */
  static String pods(long count) {
    return count + (count == 1 ? " pod" : " pods");
  }

  /** Returns {@code 1 replica} or {@code 3 replicas}. */
  static String replicas(long count) {
    return count + (count == 1 ? " replica" : " replicas");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import com.google.common.base.Joiner;
import java.util.Map;

/** How messages show values. */
final class Texts {
  private static final int LONGEST = 60;
  private static final Joiner.MapJoiner LABELS = Joiner.on(", ").withKeyValueSeparator(": ");

  private Texts() {}

  /** Returns the text, cut after 60 characters. */
  static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
  }

  /**
   * Returns labels as YAML has them, {@code app: shop, tier: web}; {@code {}} if there are none.
   */
  static String labels(Map<String, String> labels) {
    return labels.isEmpty() ? "{}" : LABELS.join(labels);
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

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import com.google.common.base.CharMatcher;

/** Quotes what a user wrote, for messages. */
public final class Quotation {
  private static final int LONGEST = 60;

  private static final CharMatcher CONTROLS =
      CharMatcher.javaIsoControl().or(CharMatcher.anyOf("\u2028\u2029"));

  private Quotation() {}

  /** Returns the text in double quotes, cut after 60 characters. */
  public static String of(String text) {
    if (text.codePointCount(0, text.length()) <= LONGEST) {
      return '"' + text + '"';
    }
    return '"' + text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…\"";
  }

  /**
   * Returns the text as it can stand on one line of a terminal: a space in the place of every line
   * break and control character.
   */
  public static String line(String text) {
    return CONTROLS.replaceFrom(text, ' ');
  }
}

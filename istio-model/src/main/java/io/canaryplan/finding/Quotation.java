// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

/** Quotes what a user wrote, for messages. */
public final class Quotation {
  private static final int LONGEST = 60;

  private Quotation() {}

  /** Returns the text in double quotes, cut after 60 characters. */
  public static String of(String text) {
    if (text.codePointCount(0, text.length()) <= LONGEST) {
      return '"' + text + '"';
    }
    return '"' + text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…\"";
  }
}

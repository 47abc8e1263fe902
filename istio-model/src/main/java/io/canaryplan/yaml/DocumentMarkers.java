// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

/** Finds {@code ---} lines. At the start of a line it is a marker in whatever stands before it. */
final class DocumentMarkers {
  private static final String START = "---";

  private DocumentMarkers() {}

  /** Returns the offset of the first start marker at or after {@code from}, or -1. */
  static int nextStart(Source source, int from) {
    String text = source.text();
    int found = text.indexOf(START, from);
    while (found >= 0) {
      boolean atLineStart =
          found <= source.contentStart() || Source.isBreak(text.charAt(found - 1));
      if (atLineStart && isStart(text, found)) {
        return found;
      }
      found = text.indexOf(START, found + 1);
    }
    return -1;
  }

  /** Returns whether a start marker stands at {@code offset}, taken to be the start of a line. */
  static boolean isStart(String text, int offset) {
    int after = offset + START.length();
    return text.startsWith(START, offset)
        && (after == text.length() || isSpace(text.charAt(after)));
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || Source.isBreak(c);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

/** Steps over what stands between tokens: spaces, line breaks, comments, anchors and tags. */
final class Blanks {
  private Blanks() {}

  /** Returns the offset of the first character at or after {@code at} that is no space or tab. */
  static int skipSpaces(String text, int at) {
    int i = at;
    while (i < text.length() && isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Returns the offset of the first character at or after {@code at} that is no space. */
  static int skipIndent(String text, int at) {
    int i = at;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  /** Returns whether the line that starts at {@code line} holds nothing but spaces. */
  static boolean isBlankLine(String text, int line) {
    int content = skipSpaces(text, line);
    return content >= text.length() || Source.isBreak(text.charAt(content));
  }

  /** Returns the offset of the first character that belongs to no space, line break or comment. */
  static int skip(String text, int at) {
    int i = at;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '#' && startsComment(text, i)) {
        i = skipComment(text, i);
      } else if (isSpaceOrBreak(c)) {
        i++;
      } else {
        return i;
      }
    }
    return i;
  }

  /** Returns the offset of the line break that ends the comment at {@code at}. */
  static int skipComment(String text, int at) {
    int i = at;
    while (i < text.length() && !Source.isBreak(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Returns the offset of the content after the anchor and tag at {@code at}, if there are any. */
  static int skipProperties(String text, int at) {
    int i = at;
    while (i < text.length() && (text.charAt(i) == '&' || text.charAt(i) == '!')) {
      i = skip(text, skipWord(text, i));
    }
    return i;
  }

  /** Returns the offset of the first space or line break at or after {@code at}. */
  static int skipWord(String text, int at) {
    int i = at;
    while (i < text.length() && !isSpaceOrBreak(text.charAt(i))) {
      i++;
    }
    return i;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  static boolean isSpaceOrBreak(char c) {
    return isSpace(c) || Source.isBreak(c);
  }

  private static boolean startsComment(String text, int at) {
    return at == 0 || isSpaceOrBreak(text.charAt(at - 1));
  }
}

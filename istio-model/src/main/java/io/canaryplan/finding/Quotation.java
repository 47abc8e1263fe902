// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import com.google.common.base.CharMatcher;

/**
 * Quotes what a user wrote, for messages.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class Quotation {
  private static final int LONGEST = 60;

  // U+009B is one of these: it begins the commands of a terminal.
  private static final CharMatcher CONTROLS =
      CharMatcher.javaIsoControl().or(CharMatcher.anyOf("\u2028\u2029"));

  // Zero-width and joining characters, and those that turn the direction of what follows.
  private static final CharMatcher INVISIBLE =
      CharMatcher.anyOf("\u00AD\u061C\u180E\uFEFF")
          .or(CharMatcher.inRange('\u200B', '\u200F'))
          .or(CharMatcher.inRange('\u202A', '\u202E'))
          .or(CharMatcher.inRange('\u2060', '\u206F'));

  // At the start of a line it is a command to the logs of some build servers.
  private static final String COMMAND = "::";

  private Quotation() {}

  /** Returns the text in double quotes, cut after 60 characters. */
  public static String of(String text) {
    if (text.codePointCount(0, text.length()) <= LONGEST) {
      return '"' + text + '"';
    }
    return '"' + text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…\"";
  }

  /**
   * Returns the text as it can stand on one line of a terminal or log: a space in the place of
   * every line break and control character, the number of every character that is not seen, and
   * nothing at its start that a build server would take for a command.
   */
  public static String line(String text) {
    String line = visible(text);
    return line.stripLeading().startsWith(COMMAND)
        ? line.replaceFirst(COMMAND, "\\\\u003A:")
        : line;
  }

  /**
   * Returns the text as {@link #line} does, for places within a line: what it starts with stays.
   */
  public static String visible(String text) {
    String line = CONTROLS.replaceFrom(text, ' ');
    if (!INVISIBLE.matchesAnyOf(line)) {
      return line;
    }
    StringBuilder seen = new StringBuilder();
    line.chars()
        .forEach(
            c -> {
              if (INVISIBLE.matches((char) c)) {
                seen.append(String.format("\\u%04X", c));
              } else {
                seen.append((char) c);
              }
            });
    return seen.toString();
  }

  /**
   * Returns whether a character is not seen, or moves or commands what is: a control character, a
   * line break, one without width, one that turns the direction of the text.
   */
  public static boolean isUnseen(char c) {
    return CONTROLS.matches(c) || INVISIBLE.matches(c);
  }
}

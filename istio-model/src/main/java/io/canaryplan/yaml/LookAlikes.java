// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.base.Ascii;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Severity;

/**
 * Characters that look like the ones YAML is made of and are none, as input methods and word
 * processors write them: full-width punctuation, no-break and ideographic spaces, curly quotes.
 */
final class LookAlikes {
  // The full-width forms stand in the order of ASCII, this far above it.
  private static final int FULL_WIDTH = 0xFEE0;
  private static final char FULL_WIDTH_COLON = '\uFF1A';

  private static final char FULL_WIDTH_COMMA = '\uFF0C';
  private static final String FULL_WIDTH_BRACKETS = "\uFF3B\uFF3D\uFF5B\uFF5D";

  private LookAlikes() {}

  /**
   * Returns where in a text, from {@code from} to {@code to} on one line, such a character stands
   * where a key, a dash, a colon or the first character of a value is expected; or -1.
   */
  static int find(String text, int from, int to) {
    int at = from;
    while (at < to && (Blanks.isSpace(text.charAt(at)) || isDash(text, at, to))) {
      at++;
    }
    if (at >= to || isOpening(text.charAt(at))) {
      return at < to ? at : -1;
    }
    int word = at;
    while (at < to && isWord(text.charAt(at))) {
      at++;
    }
    if (at == word || at >= to) {
      return -1;
    }
    char after = text.charAt(at);
    if (after == FULL_WIDTH_COLON || isSpace(after)) {
      return at;
    }
    int value = after == ':' ? Blanks.skipSpaces(text, at + 1) : to;
    return value < to && isOpening(text.charAt(value)) ? value : -1;
  }

  /**
   * Returns where such a character stands at the end of a document's part that is broken; or -1.
   */
  static int findLast(Source source, int from, int to) {
    int line = source.lineStart(to);
    while (true) {
      int found = find(source.text(), Math.max(line, from), source.lineEnd(line));
      if (found >= 0 || line <= from) {
        return found;
      }
      line = source.lineStart(line - 1);
    }
  }

  /**
   * Returns where such a character makes a part of a document end with an error; or -1.
   *
   * @param from where the part begins
   * @param context where the collection begins that is read
   * @param to where the error was noticed
   */
  static int findCause(Source source, int from, int context, int to) {
    int found = findLast(source, from, to);
    if (found >= 0) {
      return found;
    }
    String text = source.text();
    if (to < text.length() && isSpace(text.charAt(to))) {
      return to;
    }
    return text.startsWith("{", context) || text.startsWith("[", context)
        ? findInFlow(text, context, Math.min(to, text.length()))
        : -1;
  }

  /** Returns the first separator or bracket of a flow collection that is none; or -1. */
  private static int findInFlow(String text, int from, int to) {
    char quote = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if ((c == '"' || c == '\'') && !isWord(text.charAt(i - 1))) {
        quote = c;
      } else if (c == '#' && Blanks.isSpaceOrBreak(text.charAt(i - 1))) {
        i = Blanks.skipComment(text, i);
      } else if (FULL_WIDTH_BRACKETS.indexOf(c) >= 0
          || (c == FULL_WIDTH_COMMA && isKey(text, i + 1))) {
        return i;
      }
    }
    return -1;
  }

  // any other comma of that form may be punctuation of a text
  private static boolean isKey(String text, int from) {
    int word = Blanks.skip(text, from);
    int at = word;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    return at > word && text.startsWith(":", at);
  }

  /** Returns where a space that is none, or nothing at all, stands in a key; or -1. */
  static int findInKey(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isSpace(text.charAt(i))) {
        return i;
      }
    }
    return find(text, 0, text.length());
  }

  /** Returns the finding about the character at {@code offset} of a file. */
  static Finding finding(Source source, FieldPath path, int offset, Severity severity) {
    char c = source.text().charAt(offset);
    String name = Ascii.toLowerCase(String.valueOf(Character.getName(c)));
    String shown = isSpace(c) ? "" : "\"" + c + "\", ";
    return source
        .finding(
            YamlRules.LOOK_ALIKE_CHARACTER,
            path,
            "the character "
                + shown
                + String.format("U+%04X, ", (int) c)
                + name
                + ", is not "
                + meant(c)
                + " to YAML",
            offset)
        .withHint("write " + meant(c) + " in its place")
        .withSeverity(severity);
  }

  private static String meant(char c) {
    if (isSpace(c)) {
      return "a space";
    }
    if (isQuote(c)) {
      return "a quotation mark";
    }
    return "\"" + (char) (c - FULL_WIDTH) + "\"";
  }

  private static boolean isDash(String text, int at, int to) {
    return text.charAt(at) == '-' && at + 1 < to && text.charAt(at + 1) == ' ';
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_./".indexOf(c) >= 0;
  }

  private static boolean isOpening(char c) {
    return c > '~' && (isSpace(c) || isQuote(c) || isFullWidth(c));
  }

  private static boolean isQuote(char c) {
    return c >= '\u2018' && c <= '\u201F';
  }

  private static boolean isFullWidth(char c) {
    return "\uFF02\uFF03\uFF07\uFF0D\uFF1A\uFF3B\uFF5B".indexOf(c) >= 0;
  }

  private static boolean isSpace(char c) {
    return c == '\u00A0'
        || c == '\u1680'
        || (c >= '\u2000' && c <= '\u200D')
        || c == '\u202F'
        || c == '\u205F'
        || c == '\u2060'
        || c == '\u3000';
  }
}

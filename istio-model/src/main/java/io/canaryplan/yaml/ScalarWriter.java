// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

/** Writes one scalar so that every reader gets back exactly its text and kind. */
final class ScalarWriter {
  private ScalarWriter() {}

  /**
   * Returns the scalar on one line: plain where that is safe, else in double quotes.
   *
   * @param inFlow whether it stands between brackets
   * @param json whether strings need double quotes in any case
   */
  static String inline(YamlScalar scalar, boolean inFlow, boolean json) {
    if (scalar.isNull()) {
      return "null";
    }
    String text = scalar.text();
    if (!scalar.isString()) {
      return text;
    }
    boolean plain = !json && !ScalarText.isTyped(text) && ScalarText.fitsPlain(text, inFlow);
    return plain ? text : doubleQuoted(text);
  }

  /** Returns the string in the quotes that the user chose, if these can hold it. */
  static String quotedLike(ScalarStyle style, String text) {
    boolean single =
        style == ScalarStyle.SINGLE_QUOTED && text.indexOf('\n') < 0 && isPrintable(text);
    return single ? "'" + text.replace("'", "''") + "'" : doubleQuoted(text);
  }

  static String doubleQuoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int c : text.codePoints().toArray()) {
      appendEscaped(out, c);
    }
    return out.append('"').toString();
  }

  private static void appendEscaped(StringBuilder out, int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (ScalarText.isPrintable(c)) {
          out.appendCodePoint(c);
        } else {
          // Four digits are enough: everything above U+FFFF is printable. JSON knows this form too.
          out.append(String.format("\\u%04X", c));
        }
      }
    }
  }

  /**
   * Returns whether the string is best written as a block of lines after {@code |}. Texts whose
   * spaces or line ends a block could lose, or that would take in blank lines that follow, are not.
   */
  static boolean fitsLiteral(String text) {
    int firstBreak = text.indexOf('\n');
    if (firstBreak <= 0 || firstBreak == text.length() - 1 || text.endsWith("\n\n")) {
      return false;
    }
    if (text.charAt(0) == ' ' || text.charAt(0) == '\t') {
      return false;
    }
    for (String line : text.lines().toList()) {
      if (!line.isEmpty() && line.isBlank()) {
        return false;
      }
    }
    return isPrintable(text);
  }

  /** Returns whether every character can stand as it is, line feeds among them. */
  private static boolean isPrintable(String text) {
    for (int c : text.codePoints().toArray()) {
      if (c != '\n' && !ScalarText.isPrintable(c)) {
        return false;
      }
    }
    return true;
  }

  /** Appends header and lines of a block scalar; the last line break is left to the caller. */
  static void literal(StringBuilder out, String text, int indent, String lineBreak) {
    out.append(text.endsWith("\n") ? "|" : "|-");
    for (String line : text.lines().toList()) {
      out.append(lineBreak);
      if (!line.isEmpty()) {
        out.append(" ".repeat(indent)).append(line);
      }
    }
  }
}

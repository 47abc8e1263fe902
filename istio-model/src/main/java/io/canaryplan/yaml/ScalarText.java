// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.ImmutableSet;
import java.util.regex.Pattern;

/**
 * What a text means when it stands in YAML without quotes. "Typed" covers every reading that YAML
 * 1.1, YAML 1.2 or the Go parsers behind kubectl know, so that a string is quoted whenever any of
 * them would take it for something else.
 */
final class ScalarText {
  private static final ImmutableSet<String> BOOLEANS =
      ImmutableSet.of(
          "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "true", "True", "TRUE",
          "false", "False", "FALSE", "on", "On", "ON", "off", "Off", "OFF");
  // Possessive throughout: a text of any length is matched without a step back or a deep stack.
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?+(?:0[bB][01_]++|0[oO][0-7_]++|0[xX][0-9a-fA-F_]++"
              + "|[0-9][0-9_]*+(?::[0-9]{1,2}+)++(?:\\.[0-9_]*+)?+"
              + "|(?:\\.[0-9][0-9_]*+|[0-9][0-9_]*+(?:\\.[0-9_]*+)?+)(?:[eE][-+]?+[0-9_]*+)?+"
              + "|\\.(?:inf|Inf|INF))|\\.(?:nan|NaN|NAN)");
  private static final Pattern TIMESTAMP =
      Pattern.compile("[0-9]{4}+-[0-9]{1,2}+-[0-9]{1,2}+(?:[Tt \\t][-+:.0-9 \\tZz]*+)?+");

  private ScalarText() {}

  static boolean isNull(String text) {
    return text.isEmpty()
        || switch (text.charAt(0)) {
          case '~' -> text.length() == 1;
          case 'n' -> text.equals("null");
          case 'N' -> text.equals("Null") || text.equals("NULL");
          default -> false;
        };
  }

  static boolean isBoolean(String text) {
    return text.length() <= 5 && BOOLEANS.contains(text);
  }

  static boolean isNumber(String text) {
    return canStartNumber(text) && NUMBER.matcher(text).matches();
  }

  /** Returns whether the text without quotes is, for some parser, anything but a string. */
  static boolean isTyped(String text) {
    if (isNull(text) || isBoolean(text)) {
      return true;
    }
    if (canStartNumber(text)) {
      return NUMBER.matcher(text).matches() || TIMESTAMP.matcher(text).matches();
    }
    return text.equals("<<") || text.equals("=");
  }

  /**
   * Returns whether the text can stand without quotes on one line and is then read as itself.
   *
   * @param inFlow whether it stands between brackets, where commas and brackets end it
   */
  static boolean fitsPlain(String text, boolean inFlow) {
    if (text.isEmpty() || !startsPlain(text)) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!plainAt(text, i, inFlow)) {
        return false;
      }
    }
    return text.charAt(text.length() - 1) != ' ';
  }

  /** Returns whether the character can stand in a text file as it is, line breaks apart. */
  static boolean isPrintable(int c) {
    return (c >= ' ' && c <= '~')
        || c == '\t'
        || (c >= 0xA0 && c <= 0xD7FF && c != 0x2028 && c != 0x2029)
        || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF)
        || (c >= 0x10000 && c <= 0x10FFFF);
  }

  /** Returns whether the text begins like a number: with a digit, a sign or a point. */
  static boolean canStartNumber(String text) {
    if (text.isEmpty()) {
      return false;
    }
    char c = text.charAt(0);
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+';
  }

  private static boolean startsPlain(String text) {
    char first = text.charAt(0);
    if (" ,[]{}#&*!|>'\"%@`".indexOf(first) >= 0) {
      return false;
    }
    if (text.startsWith("---") || text.startsWith("...")) {
      return false;
    }
    // These three only start a plain text when something other than a space follows.
    return "-?:".indexOf(first) < 0 || (text.length() > 1 && isWord(text.charAt(1)));
  }

  private static boolean isWord(char c) {
    return c != ' ' && c != '\t' && ",[]{}".indexOf(c) < 0;
  }

  private static boolean plainAt(String text, int i, boolean inFlow) {
    char c = text.charAt(i);
    if (c == ':') {
      return !inFlow && i + 1 < text.length() && text.charAt(i + 1) != ' ';
    }
    if (c == '#') {
      return text.charAt(i - 1) != ' ';
    }
    if (inFlow && ",[]{}?".indexOf(c) >= 0) {
      return false;
    }
    return c != '\t' && (Character.isSurrogate(c) || isPrintable(c));
  }
}

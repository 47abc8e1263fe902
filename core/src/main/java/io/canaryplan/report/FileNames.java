// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import java.util.HashSet;
import java.util.Set;

/** Names of files in one folder that every file system takes, each once. */
final class FileNames {
  private static final int MAX_LENGTH = 120;

  private static final Set<String> DEVICES =
      ImmutableSet.of(
          "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6",
          "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7",
          "lpt8", "lpt9");

  private final Set<String> claimed = new HashSet<>();

  /** Returns the name, or with a number behind it if it is taken; case makes no difference. */
  String claim(String name) {
    String free = name;
    for (int i = 2; !claimed.add(Ascii.toLowerCase(free)); i++) {
      free = name + "-" + i;
    }
    return free;
  }

  /**
   * Returns the text with every run of other characters than ASCII letters, digits, {@code .} and
   * {@code _} as one {@code -}, without {@code -} and {@code .} at the ends or {@code .} behind one
   * of them, and cut to a length that leaves room for what is added to it; {@code x} for a text of
   * which nothing is left.
   */
  static String safe(String text) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < text.length() && name.length() < MAX_LENGTH; i++) {
      char c = text.charAt(i);
      boolean plain = Ascii.isLowerCase(c) || Ascii.isUpperCase(c) || (c >= '0' && c <= '9');
      if (plain || c == '_' || (c == '.' && !endsWithMark(name))) {
        name.append(c);
      } else if (!endsWithMark(name)) {
        name.append('-');
      }
    }
    while (name.length() > 0 && endsWithMark(name)) {
      name.setLength(name.length() - 1);
    }
    return name.length() == 0 ? "x" : notDevice(name.toString());
  }

  /** Returns the name, or with {@code _} behind what Windows takes for a device of its own. */
  private static String notDevice(String name) {
    int dot = name.indexOf('.');
    String base = dot < 0 ? name : name.substring(0, dot);
    return DEVICES.contains(Ascii.toLowerCase(base))
        ? base + "_" + name.substring(base.length())
        : name;
  }

  // also true at the beginning, where neither may stand
  private static boolean endsWithMark(StringBuilder name) {
    return name.length() == 0
        || name.charAt(name.length() - 1) == '-'
        || name.charAt(name.length() - 1) == '.';
  }
}

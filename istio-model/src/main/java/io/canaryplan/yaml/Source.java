// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.primitives.ImmutableIntArray;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import io.canaryplan.finding.Rule;
import java.util.Arrays;

/**
 * The text of one file, shared by all nodes read from it. Nodes hold UTF-16 offsets into it; lines
 * and columns are worked out when somebody asks.
 */
final class Source {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String file;
  private final String text;
  private final int[] lineStarts;
  // Offsets of low surrogates: what turns offsets into code points and back in logarithmic time.
  private final int[] lowSurrogates;

  Source(String file, String text) {
    this.file = file;
    this.text = text;
    ImmutableIntArray.Builder lines = ImmutableIntArray.builder();
    ImmutableIntArray.Builder lows = ImmutableIntArray.builder();
    lines.add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Everything between '\r' and U+0085 is an ordinary character: one comparison for most.
      if (c <= '\r' || c >= '\u0085') {
        if (isBreakEnd(i)) {
          lines.add(i + 1);
        } else if (Character.isLowSurrogate(c)) {
          lows.add(i);
        }
      }
    }
    this.lineStarts = lines.build().toArray();
    this.lowSurrogates = lows.build().toArray();
  }

  String file() {
    return file;
  }

  String text() {
    return text;
  }

  /** Returns the offset of the first character that is not a byte order mark. */
  int contentStart() {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
  }

  /** Returns the position of an offset; the end of the text has one as well. */
  Position position(int offset) {
    int line = lineIndex(offset);
    int start = Math.max(lineStarts[line], contentStart());
    int column = Math.max(offset - start, 0) - (lowsBefore(offset) - lowsBefore(start));
    return new Position(file, line + 1, column + 1);
  }

  /** Returns a finding at {@code offset}. */
  Finding finding(Rule rule, FieldPath path, String message, int offset) {
    return Finding.of(rule, path, message).at(position(offset));
  }

  /** Returns the offset of the code point with this index, counted from {@code base} on. */
  int offset(int base, int codePoints) {
    if (lowSurrogates.length == 0) {
      return base + codePoints;
    }
    int wanted = base - lowsBefore(base) + codePoints;
    int low = 0;
    int high = lowSurrogates.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      // The code point index of pair number `middle` is its offset less the pairs before it.
      if (lowSurrogates[middle] - 1 - middle < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.min(wanted + low, text.length());
  }

  /** Returns the offset at which the line of {@code offset} starts. */
  int lineStart(int offset) {
    return lineStarts[lineIndex(offset)];
  }

  /** Returns the offset after the line break that ends the line of {@code offset}. */
  int nextLine(int offset) {
    int line = lineIndex(offset) + 1;
    return line < lineStarts.length ? lineStarts[line] : text.length();
  }

  /** Returns the offset before the line break that ends the line of {@code offset}. */
  int lineEnd(int offset) {
    int end = nextLine(offset);
    while (end > offset && isBreak(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** Returns whether the line of {@code offset} ends with U+0085, U+2028 or U+2029. */
  boolean endsWithOtherBreak(int offset) {
    int end = nextLine(offset);
    return end > offset && text.charAt(end - 1) >= '\u0085' && isBreak(text.charAt(end - 1));
  }

  /** Returns how many characters stand before {@code offset} on its line. */
  int indentation(int offset) {
    return offset - Math.max(lineStart(offset), contentStart());
  }

  /**
   * Returns the line break that is the first from {@code from} to {@code to}; if there is none, the
   * one before these or else a line feed.
   */
  String lineBreak(int from, int to) {
    int line = lineIndex(from);
    boolean inside = line + 1 < lineStarts.length && lineStarts[line + 1] <= to;
    int end = lineStarts[inside ? line + 1 : line];
    if (end == 0) {
      return "\n";
    }
    if (text.charAt(end - 1) == '\n' && end > 1 && text.charAt(end - 2) == '\r') {
      return "\r\n";
    }
    return text.charAt(end - 1) == '\r' ? "\r" : "\n";
  }

  /** Returns whether {@code c} ends a line in YAML 1.1, the version that SnakeYAML reads. */
  static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  /** Returns whether every half of a surrogate pair stands beside its other half. */
  static boolean isWhole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!isPairAt(text, i)) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** Returns whether a surrogate pair begins at {@code i}. */
  static boolean isPairAt(String text, int i) {
    return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
  }

  static boolean endsWithBreak(CharSequence text) {
    return text.length() > 0 && isBreak(text.charAt(text.length() - 1));
  }

  /** Returns the offset before the line break that ends at {@code end}. */
  static int beforeBreak(CharSequence text, int end) {
    boolean two = end > 1 && text.charAt(end - 1) == '\n' && text.charAt(end - 2) == '\r';
    return end - (two ? 2 : 1);
  }

  private boolean isBreakEnd(int i) {
    char c = text.charAt(i);
    boolean firstOfTwo = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
    return isBreak(c) && !firstOfTwo;
  }

  private int lineIndex(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found : -found - 2;
  }

  private int lowsBefore(int offset) {
    int found = Arrays.binarySearch(lowSurrogates, offset);
    return found >= 0 ? found : -found - 1;
  }
}

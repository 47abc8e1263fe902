// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a text is a regular expression of RE2 as Go accepts it. It only reads the pattern, one
 * character after the other; nothing is ever matched.
 */
final class RegexSyntax {
  private static final int LONGEST = 1024; // bytes
  private static final int MOST_REPEATS = 1000;
  private static final Set<String> POSIX_CLASSES =
      Set.of(
          "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
          "space", "upper", "word", "xdigit");

  /** What stands open: the expression read so far inside one pair of parentheses. */
  private static final class Group {
    // whether there is something that a repetition could apply to
    boolean hasOperand;
    // how often the last operand, and the largest of all, is repeated by nested counts
    long lastRepeats = 1;
    long mostRepeats = 1;

    void operand(long repeats) {
      hasOperand = true;
      lastRepeats = repeats;
      mostRepeats = Math.max(mostRepeats, repeats);
    }
  }

  /** Says why the pattern is refused. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message, null, false, false);
    }
  }

  private final int[] pattern;
  private final Deque<Group> groups = new ArrayDeque<>();
  private final Set<String> names = new HashSet<>();
  private int at;

  private RegexSyntax(String pattern) {
    this.pattern = pattern.codePoints().toArray();
    groups.push(new Group());
  }

  /**
   * Returns what is wrong with a matcher's pattern: empty, longer than 1,024 bytes in UTF-8, or not
   * of RE2's syntax; empty if it is fine.
   */
  static Optional<String> complaint(String pattern) {
    if (pattern.isEmpty()) {
      return Optional.of("is empty");
    }
    int bytes = pattern.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST) {
      return Optional.of("has " + bytes + " bytes; the most are " + LONGEST);
    }
    try {
      new RegexSyntax(pattern).read();
      return Optional.empty();
    } catch (Refused e) {
      return Optional.of("is no regular expression of RE2: " + e.getMessage());
    }
  }

  private void read() throws Refused {
    boolean repeated = false;
    while (at < pattern.length) {
      boolean afterRepeat = repeated;
      repeated = false;
      int c = pattern[at];
      switch (c) {
        case '(' -> open();
        case ')' -> close();
        case '|' -> {
          at++;
          group().hasOperand = false;
        }
        case '[' -> {
          at++;
          characterClass();
          group().operand(1);
        }
        case '*', '+', '?' -> {
          at++;
          repeat(afterRepeat, -1, -1);
          repeated = true;
        }
        case '{' -> repeated = count(afterRepeat);
        case '\\' -> escape();
        default -> {
          at++;
          group().operand(1);
        }
      }
    }
    if (groups.size() > 1) {
      throw new Refused("a ) is missing");
    }
  }

  private Group group() {
    return groups.element();
  }

  private boolean isNext(int offset, int c) {
    return at + offset < pattern.length && pattern[at + offset] == c;
  }

  private void open() throws Refused {
    if (!isNext(1, '?')) {
      at++;
      groups.push(new Group());
      return;
    }
    int start = at;
    at += 2;
    if (isNext(0, '<') || (isNext(0, 'P') && isNext(1, '<'))) {
      at += pattern[at] == 'P' ? 2 : 1;
      captureName();
      groups.push(new Group());
      return;
    }
    flags(start);
  }

  private void captureName() throws Refused {
    StringBuilder name = new StringBuilder();
    while (at < pattern.length && pattern[at] != '>') {
      name.appendCodePoint(pattern[at++]);
    }
    boolean closed = at < pattern.length;
    boolean word =
        name.length() > 0
            && name.chars().allMatch(c -> c == '_' || HostNames.isAlphanumeric((char) c));
    if (!closed || !word) {
      throw new Refused("(?<" + name + " is no named group; lookbehind is not supported");
    }
    at++;
    if (!names.add(name.toString())) {
      throw new Refused("two groups are named " + name);
    }
  }

  /** Reads {@code (?i)} or {@code (?i-s:}; everything else after (? is of Perl only. */
  private void flags(int start) throws Refused {
    boolean minus = false;
    boolean flag = false;
    while (at < pattern.length) {
      int c = pattern[at++];
      if (c == ':' || c == ')') {
        if (minus && !flag) {
          break;
        }
        if (c == ':') {
          groups.push(new Group());
        }
        return;
      }
      if (c == '-' && !minus) {
        minus = true;
        flag = false;
      } else if ("imsU".indexOf(c) >= 0) {
        flag = true;
      } else {
        break;
      }
    }
    throw new Refused("it has " + text(start, at) + "; lookaround is not supported");
  }

  private void close() throws Refused {
    if (groups.size() == 1) {
      throw new Refused("there is a ) without (");
    }
    at++;
    Group closed = groups.pop();
    group().operand(closed.mostRepeats);
  }

  private void repeat(boolean afterRepeat, int min, int max) throws Refused {
    if (isNext(0, '?')) {
      at++;
    }
    if (afterRepeat) {
      throw new Refused("one repetition follows another");
    }
    Group group = group();
    if (!group.hasOperand) {
      throw new Refused("there is nothing to repeat");
    }
    int times = max < 0 ? min : max;
    if (times > 0) {
      long repeats = times * group.lastRepeats;
      if ((min >= 2 || max >= 2) && repeats > MOST_REPEATS) {
        throw new Refused("something is repeated more than " + MOST_REPEATS + " times");
      }
      group.operand(repeats);
    } else if (max == 0) {
      group.lastRepeats = 1;
    }
  }

  /** Reads {@code {2}}, {@code {2,}} or {@code {2,5}}; any other brace stands for itself. */
  private boolean count(boolean afterRepeat) throws Refused {
    int start = at;
    at++;
    int min = number();
    int max = min;
    boolean counted = min != Integer.MIN_VALUE && at < pattern.length;
    if (counted && pattern[at] == ',') {
      at++;
      max = isNext(0, '}') ? -1 : number();
      counted = max != Integer.MIN_VALUE;
    }
    if (!counted || !isNext(0, '}')) {
      at = start + 1;
      group().operand(1);
      return false;
    }
    at++;
    boolean tooLarge = min > MOST_REPEATS || max > MOST_REPEATS;
    if (tooLarge || (max >= 0 && min > max)) {
      throw new Refused("the count " + text(start, at) + " is not possible");
    }
    repeat(afterRepeat, min, max);
    return true;
  }

  /** Reads a number without leading zeros, larger ones as 1001; the least int if there is none. */
  private int number() {
    int start = at;
    int value = 0;
    while (at < pattern.length && pattern[at] >= '0' && pattern[at] <= '9') {
      value = Math.min(value * 10 + pattern[at] - '0', MOST_REPEATS + 1);
      at++;
    }
    boolean leadingZero = at - start > 1 && pattern[start] == '0';
    return at == start || leadingZero ? Integer.MIN_VALUE : value;
  }

  private void escape() throws Refused {
    int c = at + 1 < pattern.length ? pattern[at + 1] : -1;
    if (c == 'Q') {
      at += 2;
      while (at < pattern.length && !(isNext(0, '\\') && isNext(1, 'E'))) {
        at++;
        group().operand(1);
      }
      at = Math.min(at + 2, pattern.length);
    } else if (c == 'A' || c == 'b' || c == 'B' || c == 'z') {
      at += 2;
      group().operand(1);
    } else {
      if (!classEscape()) {
        escapedCharacter();
      }
      group().operand(1);
    }
  }

  /** Reads {@code \d} and the like, {@code \pL} or {@code \p{Greek}}, if one stands here. */
  private boolean classEscape() throws Refused {
    if (at + 1 >= pattern.length || pattern[at] != '\\') {
      return false;
    }
    int c = pattern[at + 1];
    if ("dDsSwW".indexOf(c) >= 0) {
      at += 2;
      return true;
    }
    if ((c != 'p' && c != 'P') || at + 2 >= pattern.length) {
      return false;
    }
    int start = at;
    at += 2;
    String name;
    if (pattern[at] == '{') {
      int end = at;
      while (end < pattern.length && pattern[end] != '}') {
        end++;
      }
      if (end == pattern.length) {
        throw new Refused("a } is missing after " + text(start, at));
      }
      name = text(at + 1, end);
      at = end + 1;
    } else {
      name = text(at, at + 1);
      at++;
    }
    if (!UnicodeClasses.isKnown(name.startsWith("^") ? name.substring(1) : name)) {
      throw new Refused(text(start, at) + " is no class of characters");
    }
    return true;
  }

  /** Reads an escaped character and returns it. */
  private int escapedCharacter() throws Refused {
    int start = at;
    at++;
    if (at == pattern.length) {
      throw new Refused("it ends in a backslash");
    }
    int c = pattern[at++];
    if ((c >= '1' && c <= '7' && !isOctal()) || c == '8' || c == '9') {
      throw new Refused(text(start, at) + " is a reference back, which is not supported");
    }
    if (c >= '0' && c <= '7') {
      int value = c - '0';
      for (int i = 0; i < 2 && isOctal(); i++) {
        value = value * 8 + pattern[at++] - '0';
      }
      return value;
    }
    if (c == 'x') {
      return hex(start);
    }
    int known = "afnrtv".indexOf(c);
    if (known >= 0) {
      return "\u0007\f\n\r\t\u000b".charAt(known);
    }
    if (c < 0x80 && !HostNames.isAlphanumeric((char) c)) {
      return c;
    }
    throw new Refused(text(start, at) + " is no escape");
  }

  private boolean isOctal() {
    return at < pattern.length && pattern[at] >= '0' && pattern[at] <= '7';
  }

  private int hex(int start) throws Refused {
    boolean braces = isNext(0, '{');
    int from = braces ? ++at : at;
    int value = 0;
    while (at < pattern.length
        && pattern[at] < 0x80
        && Character.digit(pattern[at], 16) >= 0
        && (braces || at - from < 2)) {
      value = value * 16 + Character.digit(pattern[at++], 16);
      if (value > Character.MAX_CODE_POINT) {
        break;
      }
    }
    boolean complete = braces ? at > from && isNext(0, '}') : at - from == 2;
    if (!complete || value > Character.MAX_CODE_POINT) {
      throw new Refused(text(start, at) + " is no escape");
    }
    at += braces ? 1 : 0;
    return value;
  }

  private void characterClass() throws Refused {
    if (isNext(0, '^')) {
      at++;
    }
    boolean first = true;
    while (first || !isNext(0, ']')) {
      first = false;
      if (!posixClass() && !classEscape()) {
        int low = classCharacter();
        if (isNext(0, '-') && at + 1 < pattern.length && pattern[at + 1] != ']') {
          at++;
          if (classCharacter() < low) {
            throw new Refused("a range in brackets goes backwards");
          }
        }
      }
    }
    at++;
  }

  private boolean posixClass() throws Refused {
    if (!isNext(0, '[') || !isNext(1, ':')) {
      return false;
    }
    for (int end = at + 2; end + 1 < pattern.length; end++) {
      if (pattern[end] == ':' && pattern[end + 1] == ']') {
        String name = text(at + 2, end);
        if (!POSIX_CLASSES.contains(name.startsWith("^") ? name.substring(1) : name)) {
          throw new Refused(text(at, end + 2) + " is no class of characters");
        }
        at = end + 2;
        return true;
      }
    }
    return false;
  }

  private int classCharacter() throws Refused {
    if (at >= pattern.length) {
      throw new Refused("a ] is missing");
    }
    return pattern[at] == '\\' ? escapedCharacter() : pattern[at++];
  }

  private String text(int from, int to) {
    return new String(pattern, from, Math.min(to, pattern.length) - from);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A pattern for the group or kind of an object as Argo CD reads it (gitops.md GT-26): {@code *} and
 * {@code **} stand for any text, {@code ?} for one character, {@code [abc]}, {@code [a-z]} and
 * {@code [!abc]} for one of a set, {@code {a,b}} for one of several patterns; a backslash takes the
 * next character as it is. A pattern that cannot be read matches nothing.
 *
 * <p>Matching follows all ways at once, so that it costs at most pattern times text.
 */
final class Glob {
  private static final Glob NOTHING = new Glob(ImmutableList.of(), false);
  private static final int DEEPEST = 50; // alternatives within alternatives

  private sealed interface Part {}

  private record Literal(int value) implements Part {}

  private record Any() implements Part {}

  private record One() implements Part {}

  private record OneOf(String characters, boolean not) implements Part {}

  private record Between(int low, int high, boolean not) implements Part {}

  private record Alternatives(List<List<Part>> patterns) implements Part {}

  private final List<Part> parts;
  private final boolean readable;

  private Glob(List<Part> parts, boolean readable) {
    this.parts = parts;
    this.readable = readable;
  }

  /** Returns the pattern that is written as {@code text}. */
  static Glob parse(String text) {
    Reader reader = new Reader(text.codePoints().toArray());
    List<Part> parts = reader.pattern(0);
    return reader.failed ? NOTHING : new Glob(parts, true);
  }

  /** Returns whether all of {@code text} matches; upper and lower case differ. */
  boolean matches(String text) {
    if (!readable) {
      return false;
    }
    int[] characters = text.codePoints().toArray();
    BitSet starts = new BitSet();
    starts.set(0);
    return ends(parts, starts, characters).get(characters.length);
  }

  /** Returns where matches can end that start at one of {@code starts}. */
  private static BitSet ends(List<Part> parts, BitSet starts, int[] text) {
    BitSet at = starts;
    for (Part part : parts) {
      at = ends(part, at, text);
    }
    return at;
  }

  private static BitSet ends(Part part, BitSet starts, int[] text) {
    BitSet ends = new BitSet();
    if (part instanceof Any) {
      if (!starts.isEmpty()) {
        ends.set(starts.nextSetBit(0), text.length + 1);
      }
    } else if (part instanceof Alternatives alternatives) {
      for (List<Part> pattern : alternatives.patterns()) {
        ends.or(ends(pattern, starts, text));
      }
    } else {
      for (int i = starts.nextSetBit(0); i >= 0 && i < text.length; i = starts.nextSetBit(i + 1)) {
        ends.set(i + 1, takes(part, text[i]));
      }
    }
    return ends;
  }

  private static boolean takes(Part part, int character) {
    if (part instanceof Literal one) {
      return one.value() == character;
    }
    if (part instanceof OneOf set) {
      return set.characters().indexOf(character) >= 0 != set.not();
    }
    if (part instanceof Between range) {
      return (range.low() <= character && character <= range.high()) != range.not();
    }
    return part instanceof One;
  }

  /** Takes a pattern apart. */
  private static final class Reader {
    private final int[] text;
    private int at;
    private boolean failed;

    Reader(int[] text) {
      this.text = text;
    }

    /** Reads up to the end, or to the comma or brace that ends a pattern at {@code depth}. */
    List<Part> pattern(int depth) {
      List<Part> parts = new ArrayList<>();
      while (at < text.length && !failed) {
        int character = text[at];
        if (depth > 0 && (character == ',' || character == '}')) {
          break;
        }
        at++;
        switch (character) {
          case '*' -> parts.add(new Any());
          case '?' -> parts.add(new One());
          case '[' -> parts.add(set());
          case '{' -> parts.add(alternatives(depth + 1));
          case '\\' -> {
            if (at < text.length) {
              parts.add(new Literal(text[at++]));
            }
          }
          default -> parts.add(new Literal(character));
        }
      }
      return ImmutableList.copyOf(parts);
    }

    // The end of the text closes what is open.
    private Part alternatives(int depth) {
      List<List<Part>> patterns = new ArrayList<>();
      if (depth > DEEPEST) {
        failed = true;
        return new One();
      }
      patterns.add(pattern(depth));
      while (at < text.length && !failed && text[at] == ',') {
        at++;
        patterns.add(pattern(depth));
      }
      at++;
      return new Alternatives(ImmutableList.copyOf(patterns));
    }

    // Either one range or characters; both at once is an error.
    private Part set() {
      boolean not = at < text.length && text[at] == '!';
      at += not ? 1 : 0;
      if (at + 3 < text.length && text[at + 1] == '-') {
        int low = text[at];
        int high = text[at + 2];
        failed = high < low || text[at + 3] != ']';
        at += 4;
        return new Between(low, high, not);
      }
      StringBuilder characters = new StringBuilder();
      while (at < text.length && text[at] != ']') {
        at += text[at] == '\\' ? 1 : 0;
        if (at < text.length) {
          characters.appendCodePoint(text[at++]);
        }
      }
      failed = at >= text.length || characters.isEmpty();
      at++;
      return new OneOf(characters.toString(), not);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.finding.Quotation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Writes JSON (RFC 8259), two spaces deep per level. Text is escaped where JSON demands it, at
 * characters that are not seen or command a terminal, and at lone surrogates, which UTF-8 cannot
 * carry; everything else stands as it is.
 */
final class JsonWriter {
  /** The first character after the ones of ASCII that are seen. */
  private static final char FIRST_RARE = 0x7f;

  private final Appendable out;
  private int depth;
  private boolean first = true;
  private boolean named;

  /** Begins a text; an exception of {@code out} comes as {@link UncheckedIOException}. */
  JsonWriter(Appendable out) {
    this.out = out;
  }

  JsonWriter beginObject() {
    return open('{');
  }

  /** Begins an object that is a field of the object written. */
  JsonWriter beginObject(String name) {
    return name(name).open('{');
  }

  JsonWriter endObject() {
    return close('}');
  }

  JsonWriter beginArray() {
    return open('[');
  }

  /** Begins an array that is a field of the object written. */
  JsonWriter beginArray(String name) {
    return name(name).open('[');
  }

  JsonWriter endArray() {
    return close(']');
  }

  /** Writes a number or a boolean as such, and anything else as its text. */
  JsonWriter value(Object value) {
    separate();
    if (value instanceof Number || value instanceof Boolean) {
      put(value.toString());
    } else {
      quote(value.toString());
    }
    return this;
  }

  JsonWriter field(String name, Object value) {
    return name(name).value(value);
  }

  /** Writes a field that is null if there is no value. */
  JsonWriter field(String name, Optional<?> value) {
    name(name);
    if (value.isPresent()) {
      return value(value.get());
    }
    separate();
    put("null");
    return this;
  }

  JsonWriter field(String name, OptionalInt value) {
    return field(name, value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty());
  }

  JsonWriter field(String name, OptionalLong value) {
    return field(name, value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty());
  }

  JsonWriter field(String name, List<?> values) {
    beginArray(name);
    for (Object value : values) {
      value(value);
    }
    return endArray();
  }

  private JsonWriter name(String name) {
    separate();
    quote(name);
    put(": ");
    named = true;
    return this;
  }

  /** Ends the text with a line feed. */
  void end() {
    put("\n");
  }

  private JsonWriter open(char bracket) {
    separate();
    put(String.valueOf(bracket));
    depth++;
    first = true;
    return this;
  }

  private JsonWriter close(char bracket) {
    depth--;
    if (!first) {
      newLine();
    }
    put(String.valueOf(bracket));
    first = false;
    return this;
  }

  private void separate() {
    if (named) {
      named = false;
      return;
    }
    if (depth > 0) {
      if (!first) {
        put(",");
      }
      newLine();
    }
    first = false;
  }

  private void newLine() {
    put("\n");
    put("  ".repeat(depth));
  }

  private void quote(String value) {
    put("\"");
    int plain = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || (c >= FIRST_RARE && isEscaped(value, i))) {
        put(value, plain, i);
        put(escaped(c));
        plain = i + 1;
      }
    }
    put(value, plain, value.length());
    put("\"");
  }

  private static String escaped(char c) {
    return switch (c) {
      case '"', '\\' -> "\\" + c;
      case '\n' -> "\\n";
      default -> String.format("\\u%04x", (int) c);
    };
  }

  private void put(String text) {
    put(text, 0, text.length());
  }

  private void put(String text, int start, int end) {
    try {
      out.append(text, start, end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isEscaped(String value, int index) {
    return Quotation.isUnseen(value.charAt(index)) || isLoneSurrogate(value, index);
  }

  private static boolean isLoneSurrogate(String value, int index) {
    char c = value.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 == value.length() || !Character.isLowSurrogate(value.charAt(index + 1));
    }
    return Character.isLowSurrogate(c)
        && (index == 0 || !Character.isHighSurrogate(value.charAt(index - 1)));
  }
}

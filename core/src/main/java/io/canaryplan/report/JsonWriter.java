// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Writes JSON (RFC 8259), two spaces deep per level. Text is escaped where JSON demands it, at
 * U+007F, and at lone surrogates, which UTF-8 cannot carry; everything else stands as it is.
 */
final class JsonWriter {
  private final StringBuilder text = new StringBuilder();
  private int depth;
  private boolean first = true;
  private boolean named;

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
      text.append(value);
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
    text.append("null");
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
    text.append(": ");
    named = true;
    return this;
  }

  /** Returns all that was written, ending with a line feed. */
  @Override
  public String toString() {
    return text + "\n";
  }

  private JsonWriter open(char bracket) {
    separate();
    text.append(bracket);
    depth++;
    first = true;
    return this;
  }

  private JsonWriter close(char bracket) {
    depth--;
    if (!first) {
      newLine();
    }
    text.append(bracket);
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
        text.append(',');
      }
      newLine();
    }
    first = false;
  }

  private void newLine() {
    text.append('\n').append("  ".repeat(depth));
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c == '\n') {
        text.append("\\n");
      } else if (c < ' ' || c == 0x7f || isLoneSurrogate(value, i)) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
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

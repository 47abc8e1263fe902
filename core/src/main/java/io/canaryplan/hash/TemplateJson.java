// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.collect.ImmutableList;
import io.canaryplan.hash.FieldKind.Shape;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a template as the JSON encoder of Go does (hash.md 4 and 6): struct fields in the order of
 * the schema, map keys by their bytes, no blanks.
 */
final class TemplateJson {
  // The order of UTF-8 bytes is that of code points, which differs from that of Java's chars.
  private static final Comparator<String> BY_CODE_POINTS = TemplateJson::compareCodePoints;

  private static final char LINE_SEPARATOR = '\u2028';
  private static final char PARAGRAPH_SEPARATOR = '\u2029';
  private static final int TYPICAL_LENGTH = 1024;

  private final StringBuilder out = new StringBuilder(TYPICAL_LENGTH);
  private final boolean shortEscapes;

  private TemplateJson(boolean shortEscapes) {
    this.shortEscapes = shortEscapes;
  }

  /** Returns the text of a whole template. */
  static String of(TypedValue.Struct template, HashLevel level) {
    TemplateJson json = new TemplateJson(level.writesShortEscapes());
    json.struct(template, Schema.template(level));
    return json.out.toString();
  }

  /** Returns the text of one value for people. */
  static String of(TypedValue value, FieldKind kind) {
    TemplateJson json = new TemplateJson(true);
    json.value(value, kind);
    return json.out.toString();
  }

  private void struct(TypedValue.Struct struct, StructType type) {
    char before = '{';
    for (StructField field : type.fields()) {
      TypedValue value = struct.field(field.name());
      if (value == null ? field.isWrittenWithoutValue() : field.isWritten(value)) {
        out.append(before).append('"').append(field.name()).append("\":");
        write(value, field.kind());
        before = ',';
      }
    }
    out.append(before == '{' ? "{}" : "}");
  }

  private void write(@Nullable TypedValue value, FieldKind kind) {
    if (value != null) {
      value(value, kind);
    } else if (kind.isPointer() || isNullWithoutValue(kind.shape())) {
      out.append("null");
    } else {
      value(TypedValue.zero(kind), kind);
    }
  }

  private static boolean isNullWithoutValue(Shape shape) {
    return shape == Shape.LIST || shape == Shape.MAP || shape == Shape.RAW_JSON;
  }

  private void value(TypedValue value, FieldKind kind) {
    if (value instanceof TypedValue.Struct struct) {
      struct(struct, kind.struct());
    } else if (value instanceof TypedValue.Items items) {
      items(items.values(), kind.element());
    } else if (value instanceof TypedValue.Entries entries) {
      entries(entries.values(), kind.element());
    } else if (value instanceof TypedValue.Text text) {
      if (kind.shape() == Shape.TIME && text.isZero()) {
        out.append("null");
      } else {
        quote(text.value());
      }
    } else if (value instanceof TypedValue.Int number) {
      out.append(number.value());
    } else if (value instanceof TypedValue.Bool bool) {
      out.append(bool.value());
    } else if (value instanceof TypedValue.Amount amount) {
      quote(amount.value().text());
    } else if (value instanceof TypedValue.Raw raw) {
      raw(raw.value());
    }
  }

  private void items(List<TypedValue> values, FieldKind element) {
    out.append('[');
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "" : ",");
      value(values.get(i), element);
    }
    out.append(']');
  }

  private void entries(Map<String, TypedValue> values, FieldKind element) {
    char before = '{';
    for (String key : sorted(values)) {
      out.append(before);
      quote(key);
      out.append(':');
      write(values.get(key), element);
      before = ',';
    }
    out.append(before == '{' ? "{}" : "}");
  }

  private void raw(JsonValue json) {
    if (json instanceof JsonValue.Fields fields) {
      char before = '{';
      for (String key : sorted(fields.values())) {
        out.append(before);
        quote(key);
        out.append(':');
        raw(fields.values().getOrDefault(key, json));
        before = ',';
      }
      out.append(before == '{' ? "{}" : "}");
    } else if (json instanceof JsonValue.Items items) {
      out.append('[');
      for (int i = 0; i < items.values().size(); i++) {
        out.append(i == 0 ? "" : ",");
        raw(items.values().get(i));
      }
      out.append(']');
    } else if (json instanceof JsonValue.Text text) {
      quote(text.value());
    } else if (json instanceof JsonValue.Numeral number) {
      out.append(number.text());
    } else {
      out.append(json instanceof JsonValue.Bool bool ? Boolean.toString(bool.value()) : "null");
    }
  }

  private static Collection<String> sorted(Map<String, ?> values) {
    if (values.size() < 2) {
      return values.keySet();
    }
    return ImmutableList.sortedCopyOf(BY_CODE_POINTS, values.keySet());
  }

  private static int compareCodePoints(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    for (int i = 0; i < shorter; i++) {
      if (one.charAt(i) != other.charAt(i)) {
        // In the middle of a pair the first halves are equal, so the second ones decide alike.
        return Integer.compare(one.codePointAt(i), other.codePointAt(i));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  private void quote(String text) {
    out.append('"');
    // Nearly every text stands as it is, so that what needs no escape goes out in one piece.
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isEscaped(text.charAt(i))) {
        out.append(text, from, i);
        escape(text.charAt(i));
        from = i + 1;
      }
    }
    out.append(text, from, text.length()).append('"');
  }

  private static boolean isEscaped(char c) {
    // Letters stand beyond; they are most of a text.
    return c > '>'
        ? c == '\\' || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR
        : c < ' ' || c == '"' || c == '&' || c == '<' || c == '>';
  }

  private void escape(char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b', '\f' -> {
        if (shortEscapes) {
          out.append(c == '\b' ? "\\b" : "\\f");
        } else {
          unicode(c);
        }
      }
      default -> unicode(c);
    }
  }

  private void unicode(char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(Character.forDigit((c >> shift) & 0xF, 16));
    }
  }
}

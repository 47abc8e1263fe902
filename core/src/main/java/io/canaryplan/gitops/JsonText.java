// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import java.util.Map;
import java.util.stream.Collectors;

/** Writes values as jq does: without blanks, keys in order. */
final class JsonText {
  private JsonText() {}

  static String of(Json value) {
    if (value instanceof Json.Fields fields) {
      return fields.values().entrySet().stream()
          .sorted(Map.Entry.comparingByKey(JsonOrder.KEYS))
          .map(entry -> quoted(entry.getKey()) + ":" + of(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof Json.Items items) {
      return items.values().stream().map(JsonText::of).collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof Json.Text text) {
      return quoted(text.value());
    }
    if (value instanceof Json.Num number) {
      // An exponent beyond all fields of a manifest would make a text beyond all memory.
      boolean plain = Math.abs((long) number.value().scale()) <= 400;
      return plain ? number.value().toPlainString() : number.value().toString();
    }
    return value instanceof Json.Bool bool ? Boolean.toString(bool.value()) : "null";
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int named = "\"\\\b\f\n\r\t".indexOf(c);
      if (named >= 0) {
        out.append('\\').append("\"\\bfnrt".charAt(named));
      } else if (c < ' ' || c == 0x7f) {
        out.append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}

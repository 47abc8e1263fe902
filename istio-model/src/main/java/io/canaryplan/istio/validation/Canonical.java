// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.istio.validation.Schema.Kind;
import java.util.TreeMap;

/**
 * A value as one text, equal for two values that Istio takes for the same: the order of keys does
 * not count, and what is 0, false or empty is as good as absent.
 */
final class Canonical {
  private Canonical() {}

  /** Returns the text of a match, without its name, or of any other value. */
  static String of(Place value) {
    StringBuilder text = new StringBuilder();
    append(value, true, text);
    return text.toString();
  }

  private static void append(Place value, boolean outermost, StringBuilder text) {
    switch (value.type().kind()) {
      case MESSAGE, MAP -> {
        TreeMap<String, Place> fields = new TreeMap<>();
        for (Place entry : value.entries()) {
          boolean message = value.type().kind() == Kind.MESSAGE;
          Place field = message ? value.get(entry.key()) : entry;
          boolean name = outermost && entry.key().equals("name");
          if (!name && (!message || !isEmpty(field, value))) {
            fields.put(entry.key(), field);
          }
        }
        text.append('{');
        fields.forEach(
            (key, field) -> {
              quote(key, text);
              text.append(':');
              append(field, false, text);
            });
        text.append('}');
      }
      case LIST -> {
        text.append('[');
        for (Place item : value.items()) {
          append(item, false, text);
          text.append(',');
        }
        text.append(']');
      }
      case INT32, UINT32, UINT64 -> text.append(value.integer());
      case BOOL -> text.append(value.isTrue());
      default -> quote(value.text(), text);
    }
  }

  /** Returns whether a field of a message is as good as absent. */
  private static boolean isEmpty(Place field, Place owner) {
    // An empty matcher of a message is there: uri: {} differs from no uri, exact: "" from {}.
    boolean chosen = owner.type().message().name().equals("StringMatch");
    return !field.isPresent()
        || switch (field.type().kind()) {
          case MAP -> field.entries().isEmpty();
          case LIST -> !field.hasItems();
          case INT32, UINT32, UINT64 -> field.integer() == 0;
          case BOOL -> !field.isTrue();
          case STRING -> !chosen && field.text().isEmpty();
          default -> false;
        };
  }

  private static void quote(String value, StringBuilder text) {
    text.append(value.length()).append('"').append(value);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

/** The values in the tables of defaults: a JSON string without escapes, integer, boolean or {}. */
final class DefaultText {
  private DefaultText() {}

  static TypedValue value(String json) {
    return switch (json) {
      case "true", "false" -> new TypedValue.Bool(json.equals("true"));
      case "{}" -> TypedValue.Struct.EMPTY;
      default ->
          json.startsWith("\"")
              ? new TypedValue.Text(json.substring(1, json.length() - 1))
              : new TypedValue.Int(Long.parseLong(json));
    };
  }
}

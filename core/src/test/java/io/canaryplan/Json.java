// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) as maps, lists, strings, longs, doubles, booleans and null, for vectors
 * that real programs printed; {@code {}} stands for null, so that no collection holds any.
 */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  static Object parse(String text) {
    Json json = new Json(text);
    Object value = json.value();
    json.skip();
    if (json.at < text.length()) {
      throw new IllegalArgumentException("text after the value at " + json.at);
    }
    return value;
  }

  /** Returns a field of an object; null if it is absent. */
  static Object get(Object object, String field) {
    return ((Map<?, ?>) object).get(field);
  }

  static String text(Object object, String field) {
    return (String) get(object, field);
  }

  static List<?> list(Object object, String field) {
    return (List<?>) get(object, field);
  }

  static int number(Object object, String field) {
    return ((Number) ((Map<?, ?>) object).get(field)).intValue();
  }

  /** Returns whether a field is there and neither null nor false. */
  static boolean has(Object object, String field) {
    Object value = ((Map<?, ?>) object).get(field);
    return value != null && !value.equals(false) && !value.equals(Map.of());
  }

  private Object value() {
    skip();
    char c = text.charAt(at);
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    at++;
    while (!closes('}')) {
      String name = string();
      skip();
      at++;
      object.put(name, value());
    }
    return object;
  }

  private List<Object> array() {
    List<Object> array = new ArrayList<>();
    at++;
    while (!closes(']')) {
      array.add(value());
    }
    return array;
  }

  private boolean closes(char bracket) {
    skip();
    if (text.charAt(at) == ',') {
      at++;
      skip();
    }
    if (text.charAt(at) != bracket) {
      return false;
    }
    at++;
    return true;
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    at++;
    for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
      if (c == '\\') {
        char escape = text.charAt(at++);
        string.append(
            switch (escape) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case 'r' -> '\r';
              case 'b' -> '\b';
              case 'f' -> '\f';
              case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
              }
              default -> escape;
            });
      } else {
        string.append(c);
      }
    }
    return string.toString();
  }

  private Object word() {
    int start = at;
    while (at < text.length() && ",]} \n\t\r".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "null" -> Map.of();
      case "true" -> true;
      case "false" -> false;
      default -> word.matches("-?[0-9]+") ? (Object) Long.valueOf(word) : Double.valueOf(word);
    };
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}

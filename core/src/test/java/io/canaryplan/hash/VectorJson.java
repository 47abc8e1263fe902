// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the JSON of the vectors: objects, strings and booleans. */
final class VectorJson {
  private final String text;
  private int at;

  private VectorJson(String text) {
    this.text = text;
  }

  /** Returns the object of one line; values are strings, booleans or objects. */
  static Map<String, Object> object(String line) {
    VectorJson json = new VectorJson(line);
    Map<String, Object> object = json.object();
    json.blanks();
    if (json.at != line.length()) {
      throw new IllegalArgumentException("more than one value in " + line);
    }
    return object;
  }

  private Map<String, Object> object() {
    Map<String, Object> result = new LinkedHashMap<>();
    expect('{');
    while (peek() != '}') {
      if (!result.isEmpty()) {
        expect(',');
      }
      String key = string();
      expect(':');
      result.put(key, value());
    }
    expect('}');
    return result;
  }

  private Object value() {
    char first = peek();
    if (first == '{') {
      return object();
    }
    if (first == '"') {
      return string();
    }
    boolean yes = text.startsWith("true", at);
    if (!yes && !text.startsWith("false", at)) {
      throw new IllegalArgumentException("unexpected " + text.substring(at));
    }
    at += yes ? 4 : 5;
    return yes;
  }

  private String string() {
    expect('"');
    StringBuilder result = new StringBuilder();
    while (text.charAt(at) != '"') {
      char c = text.charAt(at++);
      result.append(c == '\\' ? escaped() : c);
    }
    at++;
    return result.toString();
  }

  private char escaped() {
    char c = text.charAt(at++);
    if (c == 'u') {
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }
    int known = "nrtbf".indexOf(c);
    return known < 0 ? c : "\n\r\t\b\f".charAt(known);
  }

  private char peek() {
    blanks();
    return text.charAt(at);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw new IllegalArgumentException("expected " + c + " in " + text.substring(at));
    }
    at++;
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes jq path expressions by the names of rules, subsets and hosts (gitops.md 7). */
final class JqText {
  private JqText() {}

  /** Returns a name as a literal: quoted, or {@code null} for one that is absent. */
  static String literal(Optional<String> name) {
    return name.map(JqText::quoted).orElse("null");
  }

  /** A backslash begins every escape of jq, the one that evaluates an expression included. */
  private static String quoted(String name) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }

  /** Returns the rule of a name, as a whole. */
  static String rule(Optional<String> name) {
    return ".spec.http[]? | select(.name == " + literal(name) + ")";
  }

  /** Returns the weights of the rules in a list; of http only those of the name. */
  static String weights(String list, Optional<String> name) {
    return routes(list, name) + ".weight";
  }

  /** Returns the destinations of the rules in a list that a condition holds for. */
  static String destinations(String list, Optional<String> name, String condition) {
    return routes(list, name) + " | select(" + condition + ")";
  }

  private static String routes(String list, Optional<String> name) {
    return list.equals("http") ? rule(name) + " | .route[]?" : ".spec." + list + "[]?.route[]?";
  }

  /** Returns the condition that a field is none of these texts. */
  static String noneOf(String field, Collection<Optional<String>> texts) {
    return texts.stream()
        .map(text -> field + " != " + literal(text))
        .collect(Collectors.joining(" and "));
  }
}

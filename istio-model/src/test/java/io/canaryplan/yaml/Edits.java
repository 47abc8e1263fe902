// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.canaryplan.finding.FieldPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.provider.Arguments;

/** Edits by short paths such as {@code a.0.b}, for tables of tests. */
final class Edits {
  private Edits() {}

  /** Checks the text after an edit, that it reads back as the edited tree, and the old document. */
  static void assertText(String input, UnaryOperator<YamlDocument> edit, String expected) {
    YamlDocument document = read(input);

    YamlDocument edited = edit.apply(document);

    assertThat(edited.text()).isEqualTo(expected);
    assertThat(read(expected).root()).isEqualTo(edited.root());
    assertThat(document.text()).isEqualTo(input);
  }

  static Arguments row(
      String reason, String input, UnaryOperator<YamlDocument> edit, String expected) {
    return arguments(reason, input, edit, expected);
  }

  static UnaryOperator<YamlDocument> set(String path, Object value) {
    return document -> document.with(path(path), node(value));
  }

  static UnaryOperator<YamlDocument> cut(String path) {
    return without(path(path));
  }

  static UnaryOperator<YamlDocument> without(FieldPath path) {
    return document -> document.without(path);
  }

  /** Gives the list at the path these items: numbers are its old items, texts are new ones. */
  static UnaryOperator<YamlDocument> order(String path, Object... wanted) {
    return document -> {
      YamlSequence list = (YamlSequence) document.at(path(path)).orElseThrow();
      List<YamlNode> items = new ArrayList<>();
      for (Object one : wanted) {
        items.add(one instanceof Integer index ? list.items().get(index) : node(one));
      }
      YamlSequence edited = list.withItems(items);
      return path.isEmpty() ? document.withRoot(edited) : document.with(path(path), edited);
    };
  }

  static FieldPath path(String text) {
    FieldPath path = FieldPath.root();
    for (String part : Arrays.stream(text.split("\\.")).filter(p -> !p.isEmpty()).toList()) {
      path = part.matches("[0-9]+") ? path.index(Integer.parseInt(part)) : path.child(part);
    }
    return path;
  }

  static YamlNode node(Object value) {
    if (value instanceof YamlNode node) {
      return node;
    }
    return value instanceof Integer number ? YamlScalar.of(number) : YamlScalar.of((String) value);
  }

  static YamlDocument read(String text) {
    return YamlReader.read("test.yaml", text).orElseThrow().get(0);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Lenient reading of fields: whatever does not have the expected type counts as absent. */
final class Fields {
  private Fields() {}

  /** Returns a field; empty if it is absent, null, or {@code node} is not a mapping. */
  static Optional<YamlNode> get(YamlNode node, String key) {
    return node instanceof YamlMapping mapping
        ? mapping.get(key).filter(value -> !isNull(value))
        : Optional.empty();
  }

  static Optional<String> text(YamlNode node, String key) {
    return get(node, key).flatMap(Fields::text);
  }

  static Optional<String> text(YamlNode node) {
    return node instanceof YamlScalar scalar && !scalar.isNull()
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  static OptionalInt integer(YamlNode node, String key) {
    return get(node, key).map(Fields::integer).orElse(OptionalInt.empty());
  }

  /** Returns a whole number written plainly in base ten; empty for anything else. */
  static OptionalInt integer(YamlNode node) {
    if (!(node instanceof YamlScalar scalar) || !scalar.isPlain()) {
      return OptionalInt.empty();
    }
    String text = scalar.text();
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    boolean digits =
        text.length() > start
            && text.length() <= start + 10
            && text.chars().skip(start).allMatch(c -> c >= '0' && c <= '9');
    if (!digits || (text.charAt(start) == '0' && text.length() > start + 1)) {
      return OptionalInt.empty();
    }
    long value = Long.parseLong(text);
    return value == (int) value ? OptionalInt.of((int) value) : OptionalInt.empty();
  }

  /** Returns the items of a list; empty if it is absent or not a list. */
  static List<YamlNode> items(YamlNode node, String key) {
    return get(node, key).orElse(null) instanceof YamlSequence sequence
        ? sequence.items()
        : ImmutableList.of();
  }

  static boolean isList(YamlNode node, String key) {
    return get(node, key).orElse(null) instanceof YamlSequence;
  }

  /** Returns the texts of a list of texts; items of other types are left out. */
  static List<String> texts(YamlNode node, String key) {
    List<String> texts = new ArrayList<>();
    items(node, key).forEach(item -> text(item).ifPresent(texts::add));
    return ImmutableList.copyOf(texts);
  }

  /** Returns a mapping of texts, such as labels, in the order written. */
  static Map<String, String> textMap(YamlNode node, String key) {
    ImmutableMap.Builder<String, String> map = ImmutableMap.builder();
    if (get(node, key).orElse(null) instanceof YamlMapping mapping) {
      mapping
          .entries()
          .forEach(
              entry -> text(entry.value()).ifPresent(text -> map.put(entry.key().text(), text)));
    }
    return map.buildKeepingLast();
  }

  /** Returns {@code node} with the items of its list {@code key} replaced; makes the list. */
  static YamlMapping withItems(YamlMapping node, String key, List<? extends YamlNode> items) {
    YamlSequence changed =
        node.get(key).orElse(null) instanceof YamlSequence sequence
            ? sequence.withItems(items)
            : YamlSequence.of(items);
    return node.with(key, changed);
  }

  static YamlSequence sequenceOf(List<String> texts) {
    return YamlSequence.of(texts.stream().map(YamlScalar::of).toList());
  }

  /** Returns {@code node} if it is a mapping, else an empty mapping to build on. */
  static YamlMapping orEmpty(YamlNode node) {
    return node instanceof YamlMapping mapping ? mapping : YamlMapping.empty();
  }

  /** Returns the mapping below {@code key}, or an empty one to build on. */
  static YamlMapping mapping(YamlNode node, String key) {
    return get(node, key).map(Fields::orEmpty).orElseGet(YamlMapping::empty);
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof YamlScalar scalar && scalar.isNull();
  }
}

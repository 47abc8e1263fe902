// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.canaryplan.yaml.GoScalar;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Lenient reading and writing of fields. A field is named by the keys that lead to it from a node,
 * the node itself by none; whatever does not have the expected type counts as absent.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class Fields {
  private Fields() {}

  /** Returns a field; null of YAML, which Kubernetes equates, if it is absent. */
  public static YamlNode get(YamlNode node, String... keys) {
    YamlNode value = node;
    for (String key : keys) {
      value = value instanceof YamlMapping mapping ? mapping.value(key) : YamlScalar.nullValue();
    }
    return value;
  }

  /** Returns whether a field is there and not null. */
  public static boolean isPresent(YamlNode node, String... keys) {
    return !(get(node, keys) instanceof YamlScalar scalar && scalar.isNull());
  }

  /** Returns whether a field is a list. */
  public static boolean isList(YamlNode node, String... keys) {
    return get(node, keys) instanceof YamlSequence;
  }

  /** Returns the text of a scalar, whatever its type; absent if it is null or no scalar. */
  public static Optional<String> text(YamlNode node, String... keys) {
    return get(node, keys) instanceof YamlScalar scalar && !scalar.isNull()
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  /** Returns a text that is not empty. */
  public static Optional<String> name(YamlNode node, String... keys) {
    Optional<String> text = text(node, keys);
    return text.equals(Optional.of("")) ? Optional.empty() : text;
  }

  /** Returns a whole number of 32 bits as Go's YAML parser reads it; empty for anything else. */
  public static OptionalInt integer(YamlNode node, String... keys) {
    Optional<BigInteger> number = GoScalar.of(get(node, keys)).number();
    return number.isPresent() && number.get().bitLength() < Integer.SIZE
        ? OptionalInt.of(number.get().intValue())
        : OptionalInt.empty();
  }

  /** Returns the items of a list; empty if it is absent or not a list. */
  public static List<YamlNode> items(YamlNode node, String... keys) {
    return get(node, keys) instanceof YamlSequence list ? list.items() : ImmutableList.of();
  }

  /** Returns a view of each item of a list; empty if it is absent or not a list. */
  public static <T> List<T> views(Function<YamlNode, T> view, YamlNode node, String... keys) {
    ImmutableList.Builder<T> views = ImmutableList.builder();
    for (YamlNode item : items(node, keys)) {
      views.add(view.apply(item));
    }
    return views.build();
  }

  /** Returns the texts of a list of texts; items of other types are left out. */
  public static List<String> texts(YamlNode node, String... keys) {
    ImmutableList.Builder<String> texts = ImmutableList.builder();
    for (YamlNode item : items(node, keys)) {
      Optional<String> text = text(item);
      if (text.isPresent()) {
        texts.add(text.get());
      }
    }
    return texts.build();
  }

  /** Returns a mapping of texts, such as labels, in the order written. */
  public static Map<String, String> textMap(YamlNode node, String... keys) {
    ImmutableMap.Builder<String, String> map = ImmutableMap.builder();
    for (YamlMapping.Entry entry : orEmpty(get(node, keys)).entries()) {
      Optional<String> text = text(entry.value());
      if (text.isPresent()) {
        map.put(entry.key().text(), text.get());
      }
    }
    return map.buildKeepingLast();
  }

  /** Returns {@code node} with another value for a field; makes the mappings that are missing. */
  public static YamlMapping with(YamlNode node, YamlNode value, String... keys) {
    YamlNode changed =
        keys.length == 1
            ? value
            : with(get(node, keys[0]), value, Arrays.copyOfRange(keys, 1, keys.length));
    return orEmpty(node).with(keys[0], changed);
  }

  /** Returns {@code node} with the items of a list replaced; makes the list. */
  public static YamlMapping withItems(
      YamlNode node, List<? extends YamlNode> items, String... keys) {
    YamlSequence changed =
        get(node, keys) instanceof YamlSequence list
            ? list.withItems(items)
            : YamlSequence.of(items);
    return with(node, changed, keys);
  }

  /** Returns a new list of texts. */
  public static YamlSequence sequenceOf(List<String> texts) {
    List<YamlNode> items = new ArrayList<>();
    for (String text : texts) {
      items.add(YamlScalar.of(text));
    }
    return YamlSequence.of(items);
  }

  /** Returns {@code node} if it is a mapping, else an empty mapping to build on. */
  public static YamlMapping orEmpty(YamlNode node) {
    return node instanceof YamlMapping mapping ? mapping : YamlMapping.empty();
  }
}

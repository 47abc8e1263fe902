// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.UnknownField;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads the fields of one mapping. Every field asked for is one the schema knows; {@link #close}
 * reports the others. A null counts as absent. What cannot be read is reported and absent.
 */
final class FieldReader {
  private static final BigInteger INT_MAX = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger INT_MIN = BigInteger.valueOf(Integer.MIN_VALUE);

  private final Reading reading;
  private final YamlMapping mapping;
  private final FieldPath path;
  private final Set<String> known = new LinkedHashSet<>();

  FieldReader(Reading reading, YamlMapping mapping, FieldPath path) {
    this.reading = reading;
    this.mapping = mapping;
    this.path = path;
  }

  Reading reading() {
    return reading;
  }

  FieldPath path() {
    return path;
  }

  FieldPath path(String key) {
    return path.child(key);
  }

  /** Returns the field's node unless it is absent or null. */
  Optional<YamlNode> node(String key) {
    known.add(key);
    return mapping.get(key).filter(node -> !isNull(node));
  }

  boolean has(String key) {
    return node(key).isPresent();
  }

  /** Names fields that the schema knows and a plan does not need. */
  void skip(String... keys) {
    known.addAll(List.of(keys));
  }

  Optional<String> text(String key) {
    return node(key).flatMap(node -> TextReader.read(reading, node, path(key)));
  }

  /** Returns a text that the schema requires; empty after reporting that it is missing. */
  String requiredText(String key) {
    if (!has(key)) {
      // No number depends on a name; the plan stands, the document is refused.
      reading.nameless(RolloutRule.REQUIRED_FIELD_MISSING, path(key), missing(key));
    }
    return text(key).orElse("");
  }

  /** Returns a 32-bit integer that the schema requires; 0 after reporting that it is missing. */
  int requiredInteger(String key) {
    if (!has(key)) {
      reading.unreadable(
          RolloutRule.REQUIRED_FIELD_MISSING, path(key), missing(key), "add " + path(key));
    }
    return integer(key).orElse(0);
  }

  private static String missing(String key) {
    return quoted(key) + " is missing; the schema of the Rollout requires it";
  }

  private static String quoted(String key) {
    return Reading.quote(key);
  }

  Optional<Boolean> flag(String key) {
    Optional<YamlNode> node = node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof YamlScalar scalar) {
      GoScalar value = GoScalar.of(scalar);
      if (value.kind() == GoScalar.Kind.BOOLEAN) {
        return Optional.of(value.flag());
      }
    }
    reading.wrongType(
        node.get(), "true or false", path(key), "write " + path(key) + " as true or false");
    return Optional.empty();
  }

  /** Returns a 32-bit integer. */
  OptionalInt integer(String key) {
    return integer(key, INT_MIN);
  }

  /** Returns a 32-bit integer of 0 or more. */
  OptionalInt count(String key) {
    return integer(key, BigInteger.ZERO);
  }

  private OptionalInt integer(String key, BigInteger min) {
    Optional<YamlNode> node = node(key);
    if (node.isEmpty()) {
      return OptionalInt.empty();
    }
    Optional<BigInteger> value = wholeNumber(node.get(), key);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (value.get().compareTo(min) < 0 || value.get().compareTo(INT_MAX) > 0) {
      reading.unreadable(
          RolloutRule.NUMBER_OUT_OF_RANGE,
          path(key),
          Reading.describe(node.get())
              + " is out of range; "
              + key
              + " runs from "
              + min
              + " to "
              + INT_MAX,
          "change " + path(key));
      return OptionalInt.empty();
    }
    return OptionalInt.of(value.get().intValueExact());
  }

  private Optional<BigInteger> wholeNumber(YamlNode node, String key) {
    if (node instanceof YamlScalar scalar) {
      GoScalar value = GoScalar.of(scalar);
      if (value.kind() == GoScalar.Kind.INTEGER) {
        warnOctal(scalar.text(), value, key);
        return value.number();
      }
    }
    reading.wrongType(
        node, "an integer", path(key), "write " + path(key) + " as an integer without quotes");
    return Optional.empty();
  }

  private void warnOctal(String text, GoScalar value, String key) {
    String digits = text.replaceFirst("^[+-]", "");
    if (digits.length() > 1 && digits.matches("0[0-9_]+")) {
      reading.report(
          RolloutRule.READ_DIFFERENTLY,
          path(key),
          Reading.quote(text)
              + " is read as "
              + value.number().orElseThrow()
              + " since a leading zero means octal to Kubernetes' YAML parser; other parsers differ",
          "write " + path(key) + " without the leading zero");
    }
  }

  /** Returns an integer of 32 bits, or a text. */
  Optional<IntOrPercent> intOrPercent(String key) {
    return intOrPercent(key, "a number of pods or a percentage such as 25%");
  }

  /** Returns an integer of 32 bits, or a text; {@code expected} says what they stand for. */
  Optional<IntOrPercent> intOrPercent(String key, String expected) {
    Optional<YamlNode> node = node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof YamlScalar scalar) {
      GoScalar.Kind kind = GoScalar.of(scalar).kind();
      if (kind == GoScalar.Kind.INTEGER) {
        OptionalInt value = integer(key);
        return value.isPresent()
            ? Optional.of(IntOrPercent.of(value.getAsInt()))
            : Optional.empty();
      }
      if (kind == GoScalar.Kind.TEXT) {
        return Optional.of(IntOrPercent.ofText(scalar.text()));
      }
    }
    reading.wrongType(node.get(), expected, path(key), "write " + path(key) + " as " + expected);
    return Optional.empty();
  }

  /** Returns what {@code read} makes of a mapping. */
  <T> Optional<T> object(String key, Function<FieldReader, T> read) {
    return node(key).flatMap(node -> object(node, path(key), read));
  }

  private <T> Optional<T> object(YamlNode node, FieldPath at, Function<FieldReader, T> read) {
    if (!(node instanceof YamlMapping inner)) {
      reading.wrongType(node, "a mapping", at, "write " + at + " as a mapping");
      return Optional.empty();
    }
    FieldReader reader = new FieldReader(reading, inner, at);
    T value = read.apply(reader);
    reader.close();
    return Optional.of(value);
  }

  /**
   * Returns what {@code read} makes of each mapping of a list; items of other types are left out.
   */
  <T> List<T> objects(String key, Function<FieldReader, T> read) {
    return items(key, (node, at) -> object(node, at, read));
  }

  /** Returns a list of texts; items of other types are left out. */
  List<String> texts(String key) {
    return items(key, (node, at) -> TextReader.read(reading, node, at));
  }

  <T> List<T> items(String key, BiFunction<YamlNode, FieldPath, Optional<T>> read) {
    Optional<YamlNode> node = node(key);
    if (node.isEmpty()) {
      return ImmutableList.of();
    }
    if (!(node.get() instanceof YamlSequence sequence)) {
      reading.wrongType(node.get(), "a list", path(key), "write " + path(key) + " as a list");
      return ImmutableList.of();
    }
    List<T> values = new ArrayList<>();
    List<YamlNode> items = sequence.items();
    for (int i = 0; i < items.size(); i++) {
      read.apply(items.get(i), path(key).index(i)).ifPresent(values::add);
    }
    return ImmutableList.copyOf(values);
  }

  /** Returns a mapping of texts such as labels, in order; entries of other types are left out. */
  Map<String, String> textMap(String key) {
    ImmutableMap.Builder<String, String> map = ImmutableMap.builder();
    for (YamlMapping.Entry entry : entries(key)) {
      String name = entry.key().text();
      TextReader.read(reading, entry.value(), path(key).child(name))
          .ifPresent(text -> map.put(name, text));
    }
    return map.buildKeepingLast();
  }

  /** Returns the entries of a mapping with free keys; none after reporting another type. */
  List<YamlMapping.Entry> entries(String key) {
    Optional<YamlNode> node = node(key);
    if (node.isPresent() && node.get() instanceof YamlMapping inner) {
      return inner.entries();
    }
    node.ifPresent(
        other ->
            reading.wrongType(
                other, "a mapping", path(key), "write " + path(key) + " as a mapping"));
    return ImmutableList.of();
  }

  /** Returns the keys as written. */
  List<String> keys() {
    return mapping.entries().stream().map(entry -> entry.key().text()).toList();
  }

  /** Returns the first field that nobody asked for. */
  Optional<String> firstUnknown() {
    return keys().stream().filter(name -> !known.contains(name)).findFirst();
  }

  /** Reports the fields that nobody asked for. */
  void close() {
    for (YamlMapping.Entry entry : mapping.entries()) {
      String name = entry.key().text();
      if (!known.contains(name)) {
        reading.reportAt(entry.key(), UnknownField.of(path, "a Rollout", name, known));
      }
    }
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof YamlScalar scalar && GoScalar.of(scalar).kind() == GoScalar.Kind.NULL;
  }
}

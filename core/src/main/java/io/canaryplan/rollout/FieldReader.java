// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.UnknownField;
import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.kubernetes.KubernetesObject;
import io.canaryplan.yaml.GoScalar;
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
import java.util.regex.Pattern;

/**
 * Reads the fields of one mapping. Every field asked for is one the schema knows; {@link #close}
 * reports the others. A null counts as absent. What cannot be read is reported and absent.
 */
final class FieldReader {
  private static final Pattern BASE_SIXTY =
      Pattern.compile("[-+]?[0-9][0-9_]{0,30}(:[0-5]?[0-9]){1,10}(\\.[0-9_]*)?");

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

  FieldPath path(String key) {
    return path.child(key);
  }

  /** Returns the field's node unless it is absent or null. */
  Optional<YamlNode> node(String key) {
    known.add(key);
    Optional<YamlNode> node = mapping.get(key);
    boolean isNull = node.isPresent() && GoScalar.of(node.get()).is(GoScalar.Kind.NULL);
    return isNull ? Optional.empty() : node;
  }

  /** Returns what the field's value is; null as well if it is absent. */
  private GoScalar scalar(String key) {
    return GoScalar.of(node(key).orElse(YamlScalar.nullValue()));
  }

  /** Reports a value, if there is one, as being of another type than {@code expected}. */
  private void wrongType(String key, String expected, String right) {
    Optional<YamlNode> node = node(key);
    if (node.isPresent()) {
      reading.wrongType(node.get(), path(key), expected, right);
    }
  }

  boolean has(String key) {
    return node(key).isPresent();
  }

  /** Names fields that the schema knows and a plan does not need. */
  void skip(String... keys) {
    known.addAll(List.of(keys));
  }

  /** Names what Kubernetes knows in any metadata. */
  void skipObjectMeta() {
    known.addAll(KubernetesObject.metadataFields());
  }

  Optional<String> text(String key) {
    Optional<YamlNode> node = node(key);
    return node.isPresent() ? text(node.get(), path(key)) : Optional.empty();
  }

  /** Returns a text; absent if it is empty, which counts as not written. */
  Optional<String> nonEmptyText(String key) {
    return EmptyText.dropped(text(key), key);
  }

  /**
   * Returns the scalar's own text, whatever YAML would type it as; reports a collection or null,
   * and text that other parsers do not see.
   */
  private Optional<String> text(YamlNode node, FieldPath at) {
    GoScalar value = GoScalar.of(node);
    if (!(node instanceof YamlScalar scalar) || value.is(GoScalar.Kind.NULL)) {
      reading.wrongType(node, at, "a text");
      return Optional.empty();
    }
    String seen = value.seen();
    boolean baseSixty = scalar.isPlain() && BASE_SIXTY.matcher(scalar.text()).matches();
    if (baseSixty || !seen.isEmpty()) {
      reading.report(
          RolloutRules.READ_DIFFERENTLY,
          at,
          Quotation.of(scalar.text())
              + " is taken as a text here, but "
              + (seen.isEmpty()
                  ? "some YAML parsers read it as a base-60 number"
                  : "kubectl reads it as " + seen + " and Kubernetes refuses that"),
          "put the value of " + at + " in quotes");
    }
    return Optional.of(scalar.text());
  }

  /** Returns a text that the schema requires; empty after reporting that it is missing. */
  String requiredText(String key) {
    if (!has(key)) {
      // No number depends on a name; the plan stands, the document is refused.
      reading.unknown(missing(key));
    }
    return text(key).orElse("");
  }

  /** Returns a 32-bit integer that the schema requires; 0 after reporting that it is missing. */
  int requiredInteger(String key) {
    if (!has(key)) {
      reading.unreadable(missing(key));
    }
    return integer(key).orElse(0);
  }

  private Finding missing(String key) {
    return reading.finding(
        RolloutRules.REQUIRED_FIELD_MISSING,
        path(key),
        Quotation.of(key) + " is missing; the schema of the Rollout requires it",
        "add " + path(key));
  }

  Optional<Boolean> flag(String key) {
    GoScalar value = scalar(key);
    if (value.is(GoScalar.Kind.TRUE) || value.is(GoScalar.Kind.FALSE)) {
      return Optional.of(value.is(GoScalar.Kind.TRUE));
    }
    wrongType(key, "true or false", "true or false");
    return Optional.empty();
  }

  /** Returns a 32-bit integer. */
  OptionalInt integer(String key) {
    return integer(key, Integer.MIN_VALUE);
  }

  /** Returns a 32-bit integer of 0 or more. */
  OptionalInt count(String key) {
    return integer(key, 0);
  }

  private OptionalInt integer(String key, int min) {
    return integer(key, min, "an integer", "an integer without quotes");
  }

  private OptionalInt integer(String key, int min, String expected, String right) {
    Optional<BigInteger> number = scalar(key).number();
    if (number.isEmpty()) {
      wrongType(key, expected, right);
      return OptionalInt.empty();
    }
    YamlNode node = node(key).orElseThrow();
    BigInteger value = number.get();
    warnOctal(node, value, key);
    if (value.bitLength() < Integer.SIZE && value.intValue() >= min) {
      return OptionalInt.of(value.intValue());
    }
    reading.unreadable(
        RolloutRules.NUMBER_OUT_OF_RANGE,
        path(key),
        Reading.describe(node)
            + " is out of range; "
            + key
            + " runs from "
            + min
            + " to "
            + Integer.MAX_VALUE,
        "change " + path(key));
    return OptionalInt.empty();
  }

  private void warnOctal(YamlNode node, BigInteger value, String key) {
    if (node instanceof YamlScalar scalar && scalar.text().matches("[+-]?0[0-9_]+")) {
      reading.report(
          RolloutRules.READ_DIFFERENTLY,
          path(key),
          Quotation.of(scalar.text())
              + " is read as "
              + value
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
    if (scalar(key).is(GoScalar.Kind.TEXT)
        && node(key).orElseThrow() instanceof YamlScalar scalar) {
      return Optional.of(IntOrPercent.ofText(scalar.text()));
    }
    OptionalInt value = integer(key, Integer.MIN_VALUE, expected, expected);
    return value.isPresent() ? Optional.of(IntOrPercent.of(value.getAsInt())) : Optional.empty();
  }

  /** Returns what {@code read} makes of a mapping. */
  <T> Optional<T> object(String key, Function<FieldReader, T> read) {
    Optional<YamlNode> node = node(key);
    return node.isPresent() ? object(node.get(), path(key), read) : Optional.empty();
  }

  private <T> Optional<T> object(YamlNode node, FieldPath at, Function<FieldReader, T> read) {
    if (!(node instanceof YamlMapping inner)) {
      reading.wrongType(node, at, "a mapping");
      return Optional.empty();
    }
    return Optional.of(new FieldReader(reading, inner, at).readAll(read));
  }

  /** As {@link #object}; where there is no mapping, all its fields are absent. */
  <T> T inner(String key, Function<FieldReader, T> read) {
    return inner(key).readAll(read);
  }

  /**
   * Returns a reader of a mapping, to be closed; where there is none, all its fields are absent.
   */
  FieldReader inner(String key) {
    if (node(key).orElse(null) instanceof YamlMapping inner) {
      return new FieldReader(reading, inner, path(key));
    }
    wrongType(key, "a mapping", "a mapping");
    return new FieldReader(reading, YamlMapping.empty(), path(key));
  }

  private <T> T readAll(Function<FieldReader, T> read) {
    T value = read.apply(this);
    close();
    return value;
  }

  /**
   * Returns what {@code read} makes of each mapping of a list; items of other types are left out.
   */
  <T> List<T> objects(String key, Function<FieldReader, T> read) {
    return items(key, (node, at) -> object(node, at, read));
  }

  /** Returns a list of texts; items of other types are left out. */
  List<String> texts(String key) {
    return items(key, this::text);
  }

  <T> List<T> items(String key, BiFunction<YamlNode, FieldPath, Optional<T>> read) {
    ImmutableList.Builder<T> values = ImmutableList.builder();
    if (node(key).orElse(null) instanceof YamlSequence sequence) {
      List<YamlNode> items = sequence.items();
      for (int i = 0; i < items.size(); i++) {
        Optional<T> value = read.apply(items.get(i), path(key).index(i));
        if (value.isPresent()) {
          values.add(value.get());
        }
      }
    } else {
      wrongType(key, "a list", "a list");
    }
    return values.build();
  }

  /** Returns a mapping of texts such as labels, in order; entries of other types are left out. */
  Map<String, String> textMap(String key) {
    ImmutableMap.Builder<String, String> map = ImmutableMap.builder();
    for (YamlMapping.Entry entry : inner(key).mapping.entries()) {
      String name = entry.key().text();
      Optional<String> text = text(entry.value(), path(key).child(name));
      if (text.isPresent()) {
        map.put(name, text.get());
      }
    }
    return map.buildKeepingLast();
  }

  /** Returns the keys as written. */
  List<String> keys() {
    return mapping.entries().stream().map(entry -> entry.key().text()).toList();
  }

  /** Returns the keys that nobody asked for, as written. */
  List<String> unknownKeys() {
    List<String> unknown = new ArrayList<>(keys());
    unknown.removeAll(known);
    return unknown;
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
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.istio.validation.Schema.Field;
import io.canaryplan.istio.validation.Schema.FieldType;
import io.canaryplan.istio.validation.Schema.Kind;
import io.canaryplan.yaml.GoScalar;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document as Istio sees it after the API server has dropped unknown fields: what the
 * schema of the version does not have, null, and what has another type reads as absent.
 */
final class Place {
  private static final FieldType FREE = FieldType.of(Kind.FREE);
  private static final int MOST_DIGITS = 400; // of a number; a longer one is beyond every type

  private final IstioVersion version;
  private final YamlNode node;
  private final FieldType type;
  private final @Nullable Place parent;
  private final String key;
  private final int index;

  private Place(
      IstioVersion version,
      YamlNode node,
      FieldType type,
      @Nullable Place parent,
      String key,
      int i) {
    this.version = version;
    this.node = node;
    this.type = type;
    this.parent = parent;
    this.key = key;
    this.index = i;
  }

  /** Returns the place of a whole document; nothing below it has a schema but {@code spec}. */
  static Place root(YamlNode root, IstioVersion version) {
    return new Place(version, root, FREE, null, "", -1);
  }

  /** Returns {@code spec} of a document, read by the message of its kind. */
  Place spec(String kind) {
    return below("spec", FieldType.of(requireNonNull(Schema.message(kind), kind)));
  }

  /** Returns a field; without a schema any field of a mapping. */
  Place get(String name) {
    if (type.kind() != Kind.MESSAGE) {
      return below(name, FREE);
    }
    Field field = type.message().field(name, version);
    return field == null
        ? new Place(version, YamlScalar.nullValue(), FREE, this, name, -1)
        : below(name, field.type());
  }

  /** Returns the place of a value of this mapping. */
  Place child(String name, YamlNode value, FieldType fieldType) {
    return new Place(version, value, fieldType, this, name, -1);
  }

  /** Returns the place of an item of this list. */
  Place item(int position, YamlNode value, FieldType fieldType) {
    return new Place(version, value, fieldType, this, "", position);
  }

  private Place below(String name, FieldType fieldType) {
    YamlNode value =
        node instanceof YamlMapping mapping ? mapping.value(name) : YamlScalar.nullValue();
    return child(name, value, fieldType);
  }

  /** Returns the items of a list, none if it is absent; a null item reads as an empty one. */
  List<Place> items() {
    if (!(node instanceof YamlSequence sequence)) {
      return ImmutableList.of();
    }
    FieldType item = type.kind() == Kind.LIST ? type.inner() : FREE;
    ImmutableList.Builder<Place> items = ImmutableList.builder();
    int position = 0;
    for (YamlNode value : sequence.items()) {
      items.add(item(position++, value, item));
    }
    return items.build();
  }

  /**
   * Returns the values of a mapping in the order written, none if it is absent. Of labels, headers
   * and the like the API server drops those that are null, with their keys.
   */
  List<Place> entries() {
    if (!(node instanceof YamlMapping mapping)) {
      return ImmutableList.of();
    }
    FieldType value = type.kind() == Kind.MAP ? type.inner() : FREE;
    ImmutableList.Builder<Place> entries = ImmutableList.builder();
    for (YamlMapping.Entry entry : mapping.entries()) {
      if (type.kind() == Kind.MAP && GoScalar.of(entry.value()).is(GoScalar.Kind.NULL)) {
        continue;
      }
      entries.add(child(entry.key().text(), entry.value(), value));
    }
    return entries.build();
  }

  IstioVersion version() {
    return version;
  }

  YamlNode node() {
    return node;
  }

  FieldType type() {
    return type;
  }

  /** Returns the name of this field or key; empty for the item of a list. */
  String key() {
    return key;
  }

  /** Returns whether it is there and not null. */
  boolean isPresent() {
    return !(node instanceof YamlScalar scalar && scalar.isNull());
  }

  /** Returns whether it is a list with at least one item. */
  boolean hasItems() {
    return node instanceof YamlSequence sequence && !sequence.isEmpty();
  }

  /** Returns the text; empty if it is absent or no scalar. */
  String text() {
    return node instanceof YamlScalar scalar && !scalar.isNull() ? scalar.text() : "";
  }

  /** Returns whether it is there as true. */
  boolean isTrue() {
    return GoScalar.of(node).is(GoScalar.Kind.TRUE);
  }

  /** Returns a whole number, written with quotes or not; 0 if it is absent or none. */
  long integer() {
    Optional<BigInteger> number = GoScalar.of(node).number();
    if (number.isPresent()) {
      return number.get().bitLength() < Long.SIZE ? number.get().longValue() : Long.MAX_VALUE;
    }
    String text = text();
    boolean digits = text.length() <= 18 && text.matches("-?[0-9]{1,18}");
    return digits && !text.equals("-") ? Long.parseLong(text) : 0;
  }

  /**
   * Returns a number as Go reads it, in floating point because Istio compares it so; 0 if it is
   * absent or none.
   */
  double number() {
    Optional<BigInteger> whole = GoScalar.of(node).number();
    if (whole.isPresent()) {
      return whole.get().doubleValue();
    }
    String text = text().replace("_", "");
    boolean number = !text.isEmpty() && text.length() <= MOST_DIGITS;
    try {
      return number ? new BigDecimal(text).doubleValue() : 0;
    } catch (NumberFormatException e) {
      return 0; // no number at all, which the schema has said
    }
  }

  /** Returns the path from the root of the document. */
  FieldPath path() {
    if (parent == null) {
      return FieldPath.root();
    }
    return index >= 0 ? parent.path().index(index) : parent.path().child(key);
  }

  /** Returns the path as text. */
  @Override
  public String toString() {
    return path().toString();
  }
}

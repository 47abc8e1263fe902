// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.SchemaRules;
import io.canaryplan.finding.UnknownField;
import io.canaryplan.istio.validation.Schema.Field;
import io.canaryplan.istio.validation.Schema.FieldType;
import io.canaryplan.istio.validation.Schema.Kind;
import io.canaryplan.istio.validation.Schema.Message;
import io.canaryplan.yaml.GoScalar;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the API server does with the spec by the CRD of Istio: drops unknown fields, then refuses
 * wrong types, null items, values out of range, missing and contradicting fields
 * (istio-validation.md 1.3).
 *
 * <p>The depth of the walk is that of the schema, which nothing in a document makes larger.
 */
final class SchemaCheck {
  private static final BigInteger MOST_UINT32 = BigInteger.valueOf(0xFFFF_FFFFL);

  private final Report report;
  private final IstioVersion version;
  private final Unchanged unchanged;
  private boolean decodable = true;

  SchemaCheck(Report report, IstioVersion version, Unchanged unchanged) {
    this.report = report;
    this.version = version;
    this.unchanged = unchanged;
  }

  /** Returns whether Istio can read the document at all, so that its webhook comes to rules. */
  boolean isDecodable() {
    return decodable;
  }

  /** Checks a spec that is there and not null. */
  void check(Place spec) {
    value(spec.path(), spec.node(), spec.type(), null);
  }

  private void value(FieldPath path, YamlNode node, FieldType type, @Nullable Field field) {
    switch (type.kind()) {
      case MESSAGE -> {
        if (isMapping(path, node)) {
          message(path, (YamlMapping) node, Schema.messageOf(type));
        }
      }
      case MAP -> {
        if (isMapping(path, node)) {
          map(path, (YamlMapping) node, type, field);
        }
      }
      case LIST -> {
        if (node instanceof YamlSequence sequence) {
          list(path, sequence, type.inner(), field);
        } else {
          wrongType(path, node, "a list");
        }
      }
      case STRING -> isText(path, node);
      case ENUM -> choice(path, node, type);
      case BOOL -> {
        GoScalar scalar = GoScalar.of(node);
        if (!scalar.is(GoScalar.Kind.TRUE) && !scalar.is(GoScalar.Kind.FALSE)) {
          wrongType(path, node, "true or false without quotes");
        }
      }
      case INT32, UINT32, UINT64 -> integer(path, node, type.kind(), field);
      case NUMBER -> number(path, node, field);
      case DURATION, DURATION_ANY -> duration(path, node, type.kind() == Kind.DURATION);
      case FREE -> {}
    }
  }

  private void message(FieldPath path, YamlMapping mapping, Message message) {
    for (YamlMapping.Entry entry : mapping.entries()) {
      String name = entry.key().text();
      Field field = message.field(name, version);
      if (field == null) {
        unknown(path, entry.key(), message);
      } else if (!isNull(entry.value())) {
        value(path.child(name), entry.value(), field.type(), field);
      }
    }
    for (var field : message.fields().entrySet()) {
      if (field.getValue().required() && isAbsent(mapping, field.getKey())) {
        FieldPath missing = path.child(field.getKey());
        String text = missing + " is missing and required";
        report.schema(ApiServerRules.ISTIO_FIELD_MISSING, missing, text, "add " + missing);
      }
    }
    for (List<String> choice : message.choices()) {
      List<String> given = new ArrayList<>();
      for (String name : choice) {
        if (!isAbsent(mapping, name)) {
          given.add(name);
        }
      }
      if (given.size() > 1) {
        String text = path + " has " + String.join(" and ", given) + "; only one of them may be";
        report.conflict(ApiServerRules.ISTIO_FIELDS_EXCLUSIVE, path, text, "keep one of them");
      }
    }
  }

  private void unknown(FieldPath path, YamlScalar name, Message message) {
    List<String> known = message.names(version);
    Field later = message.fields().get(name.text());
    Finding finding = UnknownField.of(path, "the spec", name.text(), known);
    if (later != null) {
      String text = Quotation.of(name.text()) + " is a field of " + path + " since Istio ";
      text += later.since() + "; Istio " + version + " drops it";
      finding =
          Finding.of(SchemaRules.UNKNOWN_FIELD, finding.path(), text)
              .withHint("remove " + finding.path());
    }
    report.add(name.range().map(finding::at).orElse(finding));
  }

  private void list(FieldPath path, YamlSequence sequence, FieldType item, @Nullable Field field) {
    List<YamlNode> items = sequence.items();
    if (field != null && (items.size() < field.minItems() || items.size() > field.maxItems())) {
      String range = field.minItems() + " to " + field.maxItems();
      String text = path + " has " + items.size() + " items; possible are " + range;
      report.schema(ApiServerRules.ISTIO_FIELD_RANGE, path, text, "keep " + range);
    }
    for (int i = 0; i < items.size(); i++) {
      if (unchanged.has(items.get(i))) {
        continue;
      }
      FieldPath at = path.index(i);
      if (isNull(items.get(i))) {
        String text = at + " is null; an item of a list must be there";
        report.schema(ApiServerRules.ISTIO_ITEM_NULL, at, text, "write the item or remove it");
      } else {
        value(at, items.get(i), item, field);
      }
    }
  }

  private void map(FieldPath path, YamlMapping mapping, FieldType type, @Nullable Field field) {
    boolean labels = field != null && field.labels();
    for (YamlMapping.Entry entry : mapping.entries()) {
      String key = entry.key().text();
      if (!isNull(entry.value())) {
        value(path.child(key), entry.value(), type.inner(), null);
        if (labels) {
          label(path.child(key), key, text(entry.value()));
        }
      }
    }
  }

  private void label(FieldPath path, String key, String value) {
    String wrong = "";
    if (key.isEmpty()) {
      wrong = " has an empty key";
    } else if (key.contains("*") || value.contains("*")) {
      wrong = " has a wildcard, which labels cannot have";
    } else if (value.codePointCount(0, value.length()) > LabelSyntax.LONGEST) {
      wrong = " has more than " + LabelSyntax.LONGEST + " characters";
    }
    if (!wrong.isEmpty()) {
      report.schema(ApiServerRules.ISTIO_SELECTOR_LABEL, path, path + wrong, "name whole labels");
    }
  }

  private void choice(FieldPath path, YamlNode node, FieldType type) {
    if (GoScalar.of(node).number().isPresent()) {
      report.schema(
          ApiServerRules.ISTIO_FIELD_TYPE,
          path,
          "found " + node.describe() + " where one of " + type.values() + " is expected",
          "write one of " + type.values());
    } else if (isText(path, node) && !type.values().contains(text(node))) {
      decodable = false;
      report.schema(
          ApiServerRules.ISTIO_FIELD_VALUE,
          path,
          path + " is " + Quotation.of(text(node)) + "; possible are " + type.values(),
          "write one of " + type.values());
    }
  }

  private void integer(FieldPath path, YamlNode node, Kind kind, @Nullable Field field) {
    Optional<BigInteger> number = GoScalar.of(node).number();
    if (number.isEmpty()) {
      boolean quoted = text(node).length() <= 18 && text(node).matches("-?[0-9]+");
      decodable &= quoted;
      notDecoded(path, node, "a whole number without quotes");
      return;
    }
    BigInteger value = number.get();
    boolean inRange =
        switch (kind) {
          case INT32 -> value.bitLength() < Integer.SIZE;
          case UINT32 -> value.signum() >= 0 && value.compareTo(MOST_UINT32) <= 0;
          default -> value.signum() >= 0 && value.bitLength() < Long.SIZE;
        };
    if (!inRange) {
      decodable = false;
      String range =
          switch (kind) {
            case INT32 -> "a number of 32 bits";
            case UINT32 -> "0 to 4294967295";
            default -> "a number of 63 bits and not below 0";
          };
      outOfRange(path, node, range);
    } else {
      limits(path, node, value.doubleValue(), field);
    }
  }

  private void number(FieldPath path, YamlNode node, @Nullable Field field) {
    GoScalar scalar = GoScalar.of(node);
    if (!scalar.is(GoScalar.Kind.INTEGER) && !scalar.is(GoScalar.Kind.FRACTION)) {
      wrongType(path, node, "a number without quotes");
      return;
    }
    limits(path, node, Place.root(node, version).number(), field);
  }

  private void limits(FieldPath path, YamlNode node, double value, @Nullable Field field) {
    Integer min = field == null ? null : field.min();
    Integer max = field == null ? null : field.max();
    if ((min != null && value < min) || (max != null && value > max)) {
      outOfRange(path, node, max == null ? "at least " + min : min + " to " + max);
    }
  }

  private void outOfRange(FieldPath path, YamlNode node, String range) {
    String text = path + " is " + Quotation.of(text(node)) + "; the range is " + range;
    report.schema(ApiServerRules.ISTIO_FIELD_RANGE, path, text, "write a number in the range");
  }

  private void duration(FieldPath path, YamlNode node, boolean atLeastOneMillisecond) {
    if (!isText(path, node)) {
      return;
    }
    OptionalLong value = GoDuration.parse(text(node));
    if (value.isEmpty()) {
      decodable = false;
      String text = path + " is " + Quotation.of(text(node)) + ", which is no duration";
      Rule rule =
          atLeastOneMillisecond
              ? ApiServerRules.ISTIO_DURATION
              : ApiServerRules.ISTIO_DURATION_SYNTAX;
      report.schema(rule, path, text, "write numbers with the units h, m, s, ms, us or ns");
    } else if (atLeastOneMillisecond && value.getAsLong() < GoDuration.MILLISECOND) {
      String text = path + " is " + Quotation.of(text(node)) + "; the least is 1ms";
      report.schema(ApiServerRules.ISTIO_DURATION, path, text, "write at least 1ms, or remove it");
    }
  }

  private boolean isMapping(FieldPath path, YamlNode node) {
    return node instanceof YamlMapping || wrongType(path, node, "a mapping");
  }

  private boolean isText(FieldPath path, YamlNode node) {
    return GoScalar.of(node).is(GoScalar.Kind.TEXT) || wrongType(path, node, "a text");
  }

  private boolean wrongType(FieldPath path, YamlNode node, String expected) {
    decodable = false;
    notDecoded(path, node, expected);
    return false;
  }

  private void notDecoded(FieldPath path, YamlNode node, String expected) {
    String quotes = expected.equals("a text") && node instanceof YamlScalar ? ", in quotes" : "";
    report.schema(
        ApiServerRules.ISTIO_FIELD_TYPE,
        path,
        "found " + node.describe() + " where " + expected + " is expected",
        "write " + path + " as " + expected + quotes);
  }

  private boolean isAbsent(YamlMapping mapping, String name) {
    Optional<YamlNode> value = mapping.get(name);
    return value.isEmpty() || isNull(value.get());
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof YamlScalar scalar && scalar.isNull();
  }

  private static String text(YamlNode node) {
    return node instanceof YamlScalar scalar ? scalar.text() : "";
  }
}

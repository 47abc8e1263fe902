// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Rule;
import io.canaryplan.finding.SchemaRules;
import io.canaryplan.finding.UnknownField;
import io.canaryplan.istio.validation.Schema.Field;
import io.canaryplan.istio.validation.Schema.Kind;
import io.canaryplan.istio.validation.Schema.Message;
import io.canaryplan.yaml.GoScalar;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
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

  private static final Pattern BASE64 =
      Pattern.compile("(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}(?:==|[A-Za-z0-9+/]=))?+");

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
    value(spec, null);
  }

  private void value(Place at, @Nullable Field field) {
    YamlNode node = at.node();
    switch (at.type().kind()) {
      case MESSAGE -> {
        if (isMapping(at)) {
          message(at, (YamlMapping) node, at.type().message());
        }
      }
      case MAP -> {
        if (isMapping(at)) {
          map(at, (YamlMapping) node, field);
        }
      }
      case LIST -> {
        if (node instanceof YamlSequence sequence) {
          list(at, sequence, field);
        } else {
          wrongType(at, "a list");
        }
      }
      case STRING -> isText(at);
      case BASE64 -> base64(at);
      case ENUM -> choice(at);
      case BOOL -> {
        GoScalar scalar = GoScalar.of(node);
        if (!scalar.is(GoScalar.Kind.TRUE) && !scalar.is(GoScalar.Kind.FALSE)) {
          wrongType(at, "true or false without quotes");
        }
      }
      case INT32, UINT32, UINT64 -> integer(at, field);
      case NUMBER -> number(at, field);
      case DURATION, DURATION_ANY -> duration(at);
      case FREE -> {}
    }
  }

  private void message(Place at, YamlMapping mapping, Message message) {
    for (YamlMapping.Entry entry : mapping.entries()) {
      String name = entry.key().text();
      Field field = message.field(name, version);
      if (field == null) {
        if (!entry.key().isCollection()) {
          unknown(at.path(), entry.key(), message);
        }
      } else if (!isNull(entry.value())) {
        value(at.child(name, entry.value(), field.type()), field);
      }
    }
    for (String name : message.required()) {
      if (isAbsent(mapping, name) && message.field(name, version) != null) {
        FieldPath missing = at.path().child(name);
        String text = missing + " is missing and required";
        report.schema(ApiServerRules.ISTIO_FIELD_MISSING, missing, text, "add " + missing);
      }
    }
    for (List<String> choice : message.choices()) {
      // a field of a later version is dropped, and does not take part
      List<String> given =
          choice.stream()
              .filter(name -> !isAbsent(mapping, name) && message.field(name, version) != null)
              .toList();
      if (given.size() > 1) {
        String text = at + " has " + String.join(" and ", given) + "; only one of them may be";
        report.conflict(ApiServerRules.ISTIO_FIELDS_EXCLUSIVE, at.path(), text, "keep one of them");
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

  private void list(Place list, YamlSequence sequence, @Nullable Field field) {
    List<YamlNode> items = sequence.items();
    if (field != null && (items.size() < field.minItems() || items.size() > field.maxItems())) {
      String range = field.minItems() + " to " + field.maxItems();
      String text = list + " has " + items.size() + " items; possible are " + range;
      report.schema(ApiServerRules.ISTIO_FIELD_RANGE, list.path(), text, "keep " + range);
    }
    for (int i = 0; i < items.size(); i++) {
      if (unchanged.has(items.get(i))) {
        continue;
      }
      Place at = list.item(i, items.get(i), list.type().inner());
      if (isNull(at.node())) {
        String text = at + " is null; an item of a list must be there";
        String hint = "write the item or remove it";
        report.schema(ApiServerRules.ISTIO_ITEM_NULL, at.path(), text, hint);
      } else {
        value(at, field);
      }
    }
  }

  private void map(Place map, YamlMapping mapping, @Nullable Field field) {
    boolean labels = field != null && field.labels();
    for (YamlMapping.Entry entry : mapping.entries()) {
      if (!isNull(entry.value())) {
        Place at = map.child(entry.key().text(), entry.value(), map.type().inner());
        value(at, null);
        if (labels) {
          label(at, text(at));
        }
      }
    }
  }

  private void label(Place at, String value) {
    String wrong = "";
    if (at.key().isEmpty()) {
      wrong = " has an empty key";
    } else if (at.key().contains("*") || value.contains("*")) {
      wrong = " has a wildcard, which labels cannot have";
    } else if (value.codePointCount(0, value.length()) > LabelSyntax.LONGEST) {
      wrong = " has more than " + LabelSyntax.LONGEST + " characters";
    }
    if (!wrong.isEmpty()) {
      report.schema(
          ApiServerRules.ISTIO_SELECTOR_LABEL, at.path(), at + wrong, "name whole labels");
    }
  }

  private void choice(Place at) {
    List<String> values = at.type().values();
    if (GoScalar.of(at.node()).number().isPresent()) {
      report.schema(
          ApiServerRules.ISTIO_FIELD_TYPE,
          at.path(),
          "found " + at.node().describe() + " where one of " + values + " is expected",
          "write one of " + values);
    } else if (isText(at) && !values.contains(text(at))) {
      decodable = false;
      report.schema(
          ApiServerRules.ISTIO_FIELD_VALUE,
          at.path(),
          at + " is " + Quotation.of(text(at)) + "; possible are " + values,
          "write one of " + values);
    }
  }

  private void integer(Place at, @Nullable Field field) {
    Optional<BigInteger> number = GoScalar.of(at.node()).number();
    if (number.isEmpty()) {
      boolean quoted = text(at).length() <= 18 && text(at).matches("-?[0-9]+");
      decodable &= quoted;
      notDecoded(at, "a whole number without quotes");
      return;
    }
    BigInteger value = number.get();
    Kind kind = at.type().kind();
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
      outOfRange(at, range);
    } else {
      limits(at, value.doubleValue(), field);
    }
  }

  private void number(Place at, @Nullable Field field) {
    GoScalar scalar = GoScalar.of(at.node());
    if (!scalar.is(GoScalar.Kind.INTEGER) && !scalar.is(GoScalar.Kind.FRACTION)) {
      wrongType(at, "a number without quotes");
      return;
    }
    limits(at, at.number(), field);
  }

  private void limits(Place at, double value, @Nullable Field field) {
    Integer min = field == null ? null : field.min();
    Integer max = field == null ? null : field.max();
    if ((min != null && value < min) || (max != null && value > max)) {
      outOfRange(at, max == null ? "at least " + min : min + " to " + max);
    }
  }

  private void outOfRange(Place at, String range) {
    String text = at + " is " + Quotation.of(text(at)) + "; the range is " + range;
    report.schema(ApiServerRules.ISTIO_FIELD_RANGE, at.path(), text, "write a number in the range");
  }

  private void duration(Place at) {
    if (!isText(at)) {
      return;
    }
    boolean atLeastOneMillisecond = at.type().kind() == Kind.DURATION;
    OptionalLong value = GoDuration.parse(text(at));
    if (value.isEmpty()) {
      decodable = false;
      String text = at + " is " + Quotation.of(text(at)) + ", which is no duration";
      Rule rule =
          atLeastOneMillisecond
              ? ApiServerRules.ISTIO_DURATION
              : ApiServerRules.ISTIO_DURATION_SYNTAX;
      report.schema(rule, at.path(), text, "write numbers with the units h, m, s, ms, us or ns");
    } else if (atLeastOneMillisecond && value.getAsLong() < GoDuration.MILLISECOND) {
      String text = at + " is " + Quotation.of(text(at)) + "; the least is 1ms";
      String hint = "write at least 1ms, or remove it";
      report.schema(ApiServerRules.ISTIO_DURATION, at.path(), text, hint);
    }
  }

  private void base64(Place at) {
    if (isText(at) && (text(at).isEmpty() || !BASE64.matcher(text(at)).matches())) {
      decodable = false;
      String text = at + " is " + Quotation.of(text(at)) + ", which is no text in base64";
      String hint = "write it in base64 with its padding, or use string";
      report.schema(ApiServerRules.ISTIO_FIELD_TYPE, at.path(), text, hint);
    }
  }

  private boolean isMapping(Place at) {
    return at.node() instanceof YamlMapping || wrongType(at, "a mapping");
  }

  private boolean isText(Place at) {
    return GoScalar.of(at.node()).is(GoScalar.Kind.TEXT) || wrongType(at, "a text");
  }

  private boolean wrongType(Place at, String expected) {
    decodable = false;
    notDecoded(at, expected);
    return false;
  }

  private void notDecoded(Place at, String expected) {
    YamlNode node = at.node();
    String quotes = expected.equals("a text") && node instanceof YamlScalar ? ", in quotes" : "";
    report.schema(
        ApiServerRules.ISTIO_FIELD_TYPE,
        at.path(),
        "found " + node.describe() + " where " + expected + " is expected",
        "write " + at + " as " + expected + quotes);
  }

  private static boolean isAbsent(YamlMapping mapping, String name) {
    return isNull(mapping.value(name));
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof YamlScalar scalar && scalar.isNull();
  }

  /** Returns the text of a scalar, of one that is not quoted too. */
  private static String text(Place at) {
    return at.node() instanceof YamlScalar scalar ? scalar.text() : "";
  }
}

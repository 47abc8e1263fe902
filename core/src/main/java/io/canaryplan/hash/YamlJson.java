// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.Quotation;
import io.canaryplan.hash.HashPrediction.Reason;
import io.canaryplan.yaml.GoScalar;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.Optional;

/**
 * Turns YAML into the JSON that kubectl sends (hash.md 2): plain scalars are typed by their look.
 */
final class YamlJson {
  private static final String YAML_TAG = "tag:yaml.org,2002:";
  private static final ImmutableSet<String> STRING_TAGS = ImmutableSet.of("!", YAML_TAG + "str");

  private final PathStack path;

  YamlJson(PathStack path) {
    this.path = path;
  }

  JsonValue value(YamlNode node) throws NotPredictableException {
    if (node instanceof YamlMapping mapping) {
      return fields(mapping);
    }
    if (node instanceof YamlSequence sequence) {
      return items(sequence);
    }
    return scalar((YamlScalar) node);
  }

  private JsonValue fields(YamlMapping mapping) throws NotPredictableException {
    ImmutableMap.Builder<String, JsonValue> values =
        ImmutableMap.builderWithExpectedSize(mapping.size());
    for (YamlMapping.Entry entry : mapping.entries()) {
      String key = key(entry.key());
      path.enter(key);
      values.put(key, value(entry.value()));
      path.leave();
    }
    // Keys that differ as written can become one.
    ImmutableMap<String, JsonValue> fields = values.buildKeepingLast();
    if (fields.size() < mapping.size()) {
      throw path.failure(Reason.NOT_JSON, "two keys of the mapping become the same", mapping);
    }
    return new JsonValue.Fields(fields, mapping);
  }

  private JsonValue items(YamlSequence sequence) throws NotPredictableException {
    ImmutableList.Builder<JsonValue> values =
        ImmutableList.builderWithExpectedSize(sequence.size());
    for (int i = 0; i < sequence.size(); i++) {
      path.enter(i);
      values.add(value(sequence.items().get(i)));
      path.leave();
    }
    return new JsonValue.Items(values.build(), sequence);
  }

  private JsonValue scalar(YamlScalar scalar) throws NotPredictableException {
    checkText(scalar);
    String text = scalar.text();
    JsonValue value = new JsonValue.Text(text, scalar);
    if (scalar.isPlain()) {
      value = plain(scalar);
    }
    checkTag(scalar, value);
    return value;
  }

  private JsonValue plain(YamlScalar scalar) throws NotPredictableException {
    String text = scalar.text();
    if (GoNumber.canStart(text)) {
      checkFinite(scalar);
      Optional<String> number = GoNumber.json(text);
      return number.isPresent()
          ? new JsonValue.Numeral(number.get(), scalar)
          : new JsonValue.Text(text, scalar);
    }
    GoScalar.Kind read = GoScalar.of(scalar).kind();
    if (read == GoScalar.Kind.NULL) {
      return new JsonValue.Null(scalar);
    }
    return read == GoScalar.Kind.TEXT
        ? new JsonValue.Text(text, scalar)
        : new JsonValue.Bool(read == GoScalar.Kind.TRUE, scalar);
  }

  private String key(YamlScalar key) throws NotPredictableException {
    checkText(key);
    if (key.isPlain() && GoNumber.canStart(key.text())) {
      checkFinite(key);
    }
    Optional<String> read = read(key);
    if (read.isEmpty()) {
      throw path.failure(Reason.NOT_JSON, "a key is null, which JSON does not know", key);
    }
    return read.get();
  }

  /** Returns the text that a key becomes; empty if it is null. */
  static Optional<String> read(YamlScalar key) {
    String text = key.text();
    if (!key.isPlain()) {
      return Optional.of(text);
    }
    if (GoNumber.canStart(text)) {
      return Optional.of(GoNumber.isNotFinite(text) ? text : GoNumber.key(text).orElse(text));
    }
    return switch (GoScalar.of(key).kind()) {
      case NULL -> Optional.empty();
      case TRUE -> Optional.of("true");
      case FALSE -> Optional.of("false");
      default -> Optional.of(text);
    };
  }

  private void checkFinite(YamlScalar scalar) throws NotPredictableException {
    if (GoNumber.isNotFinite(scalar.text())) {
      throw path.failure(
          Reason.NOT_JSON, scalar.text() + " is a number that JSON does not know", scalar);
    }
  }

  // A tag that says what the value is anyway changes nothing; others convert.
  private void checkTag(YamlScalar scalar, JsonValue value) throws NotPredictableException {
    Optional<String> tag = scalar.tag();
    if (tag.isEmpty() || STRING_TAGS.contains(tag.get())) {
      return;
    }
    String said =
        value instanceof JsonValue.Bool
            ? "bool"
            : value instanceof JsonValue.Null
                ? "null"
                : value instanceof JsonValue.Numeral number
                    ? (number.text().matches("-?[0-9]++") ? "int" : "float")
                    : "";
    if (!tag.get().equals(YAML_TAG + said)) {
      throw path.failure(
          Reason.NOT_JSON,
          "what the tag makes of " + Quotation.of(scalar.text()) + " is not known",
          scalar);
    }
  }

  private void checkText(YamlScalar scalar) throws NotPredictableException {
    if (hasLoneSurrogate(scalar.text())) {
      throw path.failure(Reason.NOT_JSON, "half of a surrogate pair is no character", scalar);
    }
  }

  /** Returns whether the surrogate has its other half beside it. */
  private static boolean isHalf(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && !isHalf(text, i)) {
        return true;
      }
    }
    return false;
  }
}

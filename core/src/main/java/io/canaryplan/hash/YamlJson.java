// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.canaryplan.finding.Quotation;
import io.canaryplan.hash.HashPrediction.Reason;
import io.canaryplan.yaml.GoScalar;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;

/**
 * Turns YAML into the JSON that kubectl sends (hash.md 2): plain scalars are typed by their look.
 */
final class YamlJson {
  private static final String YAML_TAG = "tag:yaml.org,2002:";
  private static final String STRING_TAG = YAML_TAG + "str";

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
    Optional<String> tag = scalar.tag();
    if (tag.isEmpty()) {
      return scalar.isPlain() ? plain(scalar) : new JsonValue.Text(scalar.text(), scalar);
    }
    return isOfYaml(tag.get())
        ? tagged(scalar, tag.get().substring(YAML_TAG.length()))
        : new JsonValue.Text(scalar.text(), scalar);
  }

  // Tags of one's own make a text of a scalar, as the two do that say so.
  private static boolean isOfYaml(String tag) {
    return tag.startsWith(YAML_TAG) && !tag.equals(STRING_TAG);
  }

  // A tag converts or says what the value is anyway; one that fits neither is an error. Quotes do
  // not matter.
  private JsonValue tagged(YamlScalar scalar, String tag) throws NotPredictableException {
    String text = scalar.text();
    switch (tag) {
      case "int" -> {
        if (GoNumber.isInteger(text)) {
          return number(scalar);
        }
      }
      case "float" -> {
        if (GoNumber.canStart(text)) {
          checkFinite(scalar);
          if (GoNumber.json(text).isPresent()) {
            return number(scalar);
          }
        }
      }
      case "binary" -> {
        Optional<String> decoded = decoded(text);
        if (decoded.isPresent()) {
          return new JsonValue.Text(decoded.get(), scalar);
        }
      }
      case "bool", "null" -> {
        JsonValue value = scalar.isPlain() ? plain(scalar) : new JsonValue.Text(text, scalar);
        if (tag.equals("bool") ? value instanceof JsonValue.Bool : value.isNull()) {
          return value;
        }
      }
      default -> {}
    }
    throw path.failure(
        Reason.NOT_JSON, "what the tag makes of " + Quotation.of(text) + " is not known", scalar);
  }

  private static JsonValue number(YamlScalar scalar) {
    return new JsonValue.Numeral(GoNumber.json(scalar.text()).orElseThrow(), scalar);
  }

  private static Optional<String> decoded(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException notText) {
      return Optional.empty();
    }
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
    if (key.isPlain() && GoNumber.canStart(key.text()) && GoNumber.isTooLargeForKey(key.text())) {
      throw path.failure(
          Reason.NOT_JSON, "the key " + key.text() + " is beyond the range of 64 bits", key);
    }
    Optional<String> read = key.tag().isPresent() ? ofTagged(key) : read(key);
    if (read.isEmpty()) {
      throw path.failure(Reason.NOT_JSON, "a key is null, which JSON does not know", key);
    }
    return read.get();
  }

  private Optional<String> ofTagged(YamlScalar key) throws NotPredictableException {
    JsonValue value = scalar(key);
    if (value instanceof JsonValue.Text text) {
      return Optional.of(text.value());
    }
    return value instanceof JsonValue.Bool bool
        ? Optional.of(Boolean.toString(bool.value()))
        : value.isNull() ? Optional.empty() : GoNumber.key(key.text());
  }

  /** Returns the text that a key becomes; empty if it is null. */
  static Optional<String> read(YamlScalar key) {
    String text = key.text();
    if (!key.isPlain()) {
      return Optional.of(text);
    }
    if (GoNumber.canStart(text)) {
      return Optional.of(GoNumber.key(text).orElse(text));
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

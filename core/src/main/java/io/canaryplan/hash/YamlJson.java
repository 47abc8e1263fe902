// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.canaryplan.finding.Quotation;
import io.canaryplan.hash.HashPrediction.Reason;
import io.canaryplan.yaml.GoScalar;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Turns YAML into the JSON that kubectl sends (hash.md 2): plain scalars are typed by their look.
 */
final class YamlJson {
  // Of which no two are equal.
  private static final String NOT_A_NUMBER = Double.toString(Double.NaN);

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
      demandEqualKeys(mapping);
    }
    Optional<String> disputed = mapping.disputedKey();
    if (disputed.isPresent()) {
      throw path.failure(
          Reason.NOT_JSON,
          "not every reader of YAML takes the same value of the key "
              + Quotation.of(disputed.get()),
          mapping);
    }
    return new JsonValue.Fields(fields, mapping);
  }

  // Of keys that are one value to Go the last counts; of others it is left to chance which does.
  private void demandEqualKeys(YamlMapping mapping) throws NotPredictableException {
    Map<String, String> identities = new HashMap<>();
    for (YamlMapping.Entry entry : mapping.entries()) {
      YamlScalar key = entry.key();
      String identity = identity(key);
      String before = identities.putIfAbsent(key(key), identity);
      if (before != null && (!before.equals(identity) || identity.equals(NOT_A_NUMBER))) {
        throw path.failure(Reason.NOT_JSON, "two keys of the mapping become the same", mapping);
      }
    }
  }

  /** Returns what two keys have in common, besides their text, that are one value to Go. */
  private static String identity(YamlScalar key) {
    boolean number =
        key.tag().map(TaggedScalar::isNumber).orElse(key.isPlain())
            && GoNumber.canStart(key.text());
    if (number) {
      boolean whole = GoNumber.isInteger(key.text()) && !TaggedScalar.isFloat(key);
      Optional<Double> value = GoNumber.float64(key.text());
      return whole ? "whole" : value.isPresent() ? value.get().toString() : "text";
    }
    boolean bool = key.tag().map(TaggedScalar::isBool).orElse(key.isPlain());
    return bool && !GoScalar.ofPlain(key.text()).is(GoScalar.Kind.TEXT) ? "boolean" : "text";
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
    return TaggedScalar.value(scalar, tag.get()).orElseThrow(() -> unfit(scalar));
  }

  private NotPredictableException unfit(YamlScalar scalar) {
    return path.failure(
        Reason.NOT_JSON,
        "the tag of " + Quotation.of(scalar.text()) + " does not fit it, which kubectl refuses",
        scalar);
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
    if (key.isCollection()) {
      throw path.failure(
          Reason.NOT_JSON, "a key is a list or mapping, which JSON does not know", key);
    }
    Optional<String> tag = key.tag();
    if (tag.isPresent()) {
      return TaggedScalar.key(key, tag.get()).orElseThrow(() -> unfit(key));
    }
    if (key.isPlain() && GoNumber.canStart(key.text()) && GoNumber.isTooLargeForKey(key.text())) {
      throw path.failure(
          Reason.NOT_JSON, "the key " + key.text() + " is beyond the range of 64 bits", key);
    }
    return read(key)
        .orElseThrow(
            () -> path.failure(Reason.NOT_JSON, "a key is null, which JSON does not know", key));
  }

  /** Returns the text that a key becomes; empty if it is null, or has a tag that does not fit. */
  static Optional<String> read(YamlScalar key) {
    if (key.tag().isPresent()) {
      return TaggedScalar.key(key, key.tag().get());
    }
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

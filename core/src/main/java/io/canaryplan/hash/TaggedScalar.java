// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.CharMatcher;
import io.canaryplan.yaml.GoScalar;
import io.canaryplan.yaml.YamlScalar;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;

/**
 * Scalars with a tag, as the YAML library of kubectl reads them: a tag that stands for a type says
 * what the text, quoted or not, has to be read as; any other leaves it a text.
 */
final class TaggedScalar {
  private static final String YAML = "tag:yaml.org,2002:";
  private static final String INT = YAML + "int";
  private static final String FLOAT = YAML + "float";
  private static final String BOOL = YAML + "bool";
  private static final String NULL = YAML + "null";
  private static final String TIMESTAMP = YAML + "timestamp";
  private static final String BINARY = YAML + "binary";
  private static final CharMatcher LINE_ENDS = CharMatcher.anyOf("\r\n");
  private static final int BASE_64_GROUP = 4;

  private TaggedScalar() {}

  static boolean isNumber(String tag) {
    return tag.equals(INT) || tag.equals(FLOAT);
  }

  static boolean isBool(String tag) {
    return tag.equals(BOOL);
  }

  static boolean isFloat(YamlScalar scalar) {
    return scalar.tag().filter(FLOAT::equals).isPresent();
  }

  /** Returns the value; absent if the tag does not fit the text, or makes no JSON of it. */
  static Optional<JsonValue> value(YamlScalar scalar, String tag) {
    String text = scalar.text();
    return switch (tag) {
      case INT ->
          Optional.of(text)
              .filter(GoNumber::isInteger)
              .flatMap(GoNumber::json)
              .map(number -> new JsonValue.Numeral(number, scalar));
      case FLOAT ->
          GoNumber.float64(text)
              .filter(Double::isFinite)
              .map(number -> new JsonValue.Numeral(GoNumber.json(number), scalar));
      case BOOL -> bool(text).map(value -> new JsonValue.Bool(value, scalar));
      case NULL ->
          GoScalar.ofPlain(text).is(GoScalar.Kind.NULL)
              ? Optional.of(new JsonValue.Null(scalar))
              : Optional.empty();
      case TIMESTAMP ->
          GoTime.isYamlTimestamp(text)
              ? Optional.of(new JsonValue.Text(text, scalar))
              : Optional.empty();
      case BINARY -> decoded(text).map(value -> new JsonValue.Text(value, scalar));
      default -> Optional.of(new JsonValue.Text(text, scalar));
    };
  }

  /** Returns the text that a key becomes; absent if it is none. */
  static Optional<String> key(YamlScalar key, String tag) {
    String text = key.text();
    return switch (tag) {
      case INT ->
          Optional.of(text)
              .filter(GoNumber::isInteger)
              .filter(number -> !GoNumber.isTooLargeForKey(number))
              .flatMap(GoNumber::key);
      case FLOAT -> GoNumber.float64(text).map(GoNumber::key);
      case BOOL -> bool(text).map(value -> Boolean.toString(value));
      case NULL -> Optional.empty();
      default -> value(key, tag).map(value -> ((JsonValue.Text) value).value());
    };
  }

  private static Optional<Boolean> bool(String text) {
    return switch (GoScalar.ofPlain(text).kind()) {
      case TRUE -> Optional.of(true);
      case FALSE -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  // Go passes over line ends, and takes no group that is not full.
  private static Optional<String> decoded(String text) {
    String digits = LINE_ENDS.removeFrom(text);
    if (digits.length() % BASE_64_GROUP != 0) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(digits);
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException notText) {
      return Optional.empty();
    }
  }
}

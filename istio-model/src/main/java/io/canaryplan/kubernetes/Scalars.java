// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Quotation;
import io.canaryplan.finding.Severity;
import io.canaryplan.kubernetes.Wording.FieldType;
import io.canaryplan.yaml.GoScalar;
import io.canaryplan.yaml.YamlScalar;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads scalars as kubectl does, and says where other YAML parsers see another value. */
final class Scalars {
  private static final Pattern BASE_SIXTY =
      Pattern.compile("[-+]?[0-9][0-9_]{0,30}(:[0-5]?[0-9]){1,10}(\\.[0-9_]*)?");

  private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-9_]+");

  private static final Pattern EXPONENT = Pattern.compile("[-+]?[0-9._]++[eE][-+]?[0-9]++");

  private Scalars() {}

  /**
   * Returns the scalar's own text, whatever YAML would type it as; reports a collection or null,
   * and text that other parsers do not see.
   */
  static Optional<String> text(FieldReader place) {
    if (!(place.value() instanceof YamlScalar scalar) || !place.isPresent()) {
      place.wrongType(FieldType.SCALAR, "a text", "a text");
      return Optional.empty();
    }
    String seen = GoScalar.of(scalar).seen();
    boolean baseSixty = scalar.isPlain() && BASE_SIXTY.matcher(scalar.text()).matches();
    if (!seen.isEmpty()) {
      place.reading().report(refused(place, scalar, seen));
    } else if (baseSixty) {
      place.report(
          FieldRules.READ_DIFFERENTLY,
          "%s is a text to kubectl, but some YAML parsers read it as a base-60 number"
              .formatted(Quotation.of(scalar.text())),
          inQuotes(place));
    }
    return Optional.of(scalar.text());
  }

  private static Finding refused(FieldReader place, YamlScalar scalar, String seen) {
    String message =
        "%s should be a text, but kubectl reads it as %s, and the API server refuses that"
            .formatted(Quotation.of(scalar.text()), seen);
    return Finding.of(FieldRules.READ_DIFFERENTLY, place.path(), message)
        .withSeverity(Severity.ERROR)
        .withHint(inQuotes(place));
  }

  private static String inQuotes(FieldReader place) {
    return "put the value of %s in quotes".formatted(place.path());
  }

  static Optional<Boolean> flag(FieldReader place) {
    GoScalar value = GoScalar.of(place.value());
    if (value.is(GoScalar.Kind.TRUE) || value.is(GoScalar.Kind.FALSE)) {
      return Optional.of(value.is(GoScalar.Kind.TRUE));
    }
    place.wrongType(FieldType.SCALAR, "true or false", "true or false");
    return Optional.empty();
  }

  /** Returns a 32-bit integer from {@code min} on. */
  static OptionalInt integer(FieldReader place, int min) {
    return integer(place, min, "an integer", "an integer without quotes");
  }

  private static OptionalInt integer(FieldReader place, int min, String expected, String right) {
    OptionalLong value = number(place, min, Integer.MAX_VALUE, expected, right);
    return value.isPresent()
        ? OptionalInt.of(Math.toIntExact(value.getAsLong()))
        : OptionalInt.empty();
  }

  /** Returns a 64-bit integer. */
  static OptionalLong longInteger(FieldReader place) {
    return number(place, Long.MIN_VALUE, Long.MAX_VALUE, "an integer", "an integer without quotes");
  }

  private static OptionalLong number(
      FieldReader place, long min, long max, String expected, String right) {
    Optional<BigInteger> number = GoScalar.of(place.value()).number();
    if (number.isEmpty()) {
      boolean otherDigits = hasOtherDigits(place);
      place.wrongType(
          FieldType.SCALAR, expected, otherDigits ? "an integer in the digits 0 to 9" : right);
      return OptionalLong.empty();
    }
    BigInteger value = number.get();
    if (value.bitLength() < Long.SIZE && value.longValue() >= min && value.longValue() <= max) {
      warnUnusual(place, value);
      return OptionalLong.of(value.longValue());
    }
    place
        .reading()
        .unreadable(
            FieldRules.NUMBER_OUT_OF_RANGE,
            place.path(),
            "%s is out of range; %s runs from %d to %d"
                .formatted(Reading.describe(place.value()), place.name(), min, max),
            "change %s".formatted(place.path()));
    return OptionalLong.empty();
  }

  /** Returns whether there are digits of another script or width, as input methods write them. */
  private static boolean hasOtherDigits(FieldReader place) {
    return place.value() instanceof YamlScalar scalar
        && scalar.text().codePoints().anyMatch(c -> c > '9' && Character.isDigit(c));
  }

  private static void warnUnusual(FieldReader place, BigInteger value) {
    if (!(place.value() instanceof YamlScalar scalar)) {
      return;
    }
    if (OCTAL.matcher(scalar.text()).matches()) {
      place.report(
          FieldRules.READ_DIFFERENTLY,
          """
          %s is read as %s since a leading zero means octal to Kubernetes' YAML parser; other \
          parsers differ"""
              .formatted(Quotation.of(scalar.text()), value),
          "write %s without the leading zero".formatted(place.path()));
    } else if (scalar.text().contains("_") || EXPONENT.matcher(scalar.text()).matches()) {
      place.report(
          FieldRules.READ_DIFFERENTLY,
          "%s is read as %s by Kubernetes' YAML parser; other parsers see a text or a fraction"
              .formatted(Quotation.of(scalar.text()), value),
          "write %s in plain digits".formatted(place.path()));
    }
  }

  /** Returns an integer of 32 bits, or a text; {@code expected} says what they stand for. */
  static Optional<IntOrPercent> intOrPercent(FieldReader place, String expected) {
    if (GoScalar.of(place.value()).is(GoScalar.Kind.TEXT)
        && place.value() instanceof YamlScalar scalar) {
      return Optional.of(IntOrPercent.ofText(scalar.text()));
    }
    OptionalInt value = integer(place, Integer.MIN_VALUE, expected, expected);
    return value.isPresent() ? Optional.of(IntOrPercent.of(value.getAsInt())) : Optional.empty();
  }
}

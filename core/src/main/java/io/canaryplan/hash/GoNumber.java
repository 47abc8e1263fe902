// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.base.CharMatcher;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as the YAML and JSON libraries of Go read and write them (hash.md 2): the texts that are
 * numbers, 64-bit integers, and the shortest digits of a floating-point number. Nothing is computed
 * in floating point: a text is only rounded to the nearest value, and the shortest text that comes
 * to the same value is looked for.
 */
final class GoNumber {
  private static final Pattern PREFIXED =
      Pattern.compile("([-+]?)0(?:([xX])([0-9a-fA-F]++)|([bB])([01]++)|[oO]?([0-7]++))");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:0|[1-9][0-9]*+)");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(?:\\.[0-9]++|[0-9]++(?:\\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?");
  private static final int LONGEST_NOT_FINITE = 5;
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

  // More digits than any 64-bit integer has; longer ones are rounded or refused without counting.
  private static final int LONGEST_INTEGER = 70;
  private static final BigInteger MOST_UNSIGNED = BigInteger.ONE.shiftLeft(64);
  private static final int MOST_CERTAIN_DIGITS = 18; // fit in 64 bits
  private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');
  private static final int MOST_DOUBLE_DIGITS = 17;
  private static final int MOST_FLOAT_DIGITS = 9;

  private GoNumber() {}

  /** Returns whether an unquoted text can be anything but a string, a boolean or null. */
  static boolean canStart(String text) {
    return !text.isEmpty() && "+-.0123456789".indexOf(text.charAt(0)) >= 0;
  }

  /** Returns whether an unquoted text is an integer of at most 64 bits, not a fraction. */
  static boolean isInteger(String text) {
    return canStart(text) && integer(plain(text)).isPresent();
  }

  /** Returns whether an unquoted text is infinite or not a number, which JSON cannot say. */
  static boolean isNotFinite(String text) {
    return text.length() <= LONGEST_NOT_FINITE && NOT_FINITE.matcher(text).matches();
  }

  /** Returns the JSON number that an unquoted text is; absent if the text is a string. */
  static Optional<String> json(String text) {
    if (isWrittenAsJson(text)) {
      return Optional.of(text);
    }
    String plain = plain(text);
    Optional<BigInteger> integer = integer(plain);
    return integer.isPresent()
        ? integer.map(BigInteger::toString)
        : floating(plain).map(GoNumber::json);
  }

  /**
   * Returns the JSON number as it is stored in an object that no type is known of: an integer of 64
   * bits without a sign becomes a floating-point number.
   */
  static String stored(String json) {
    boolean fits = json.length() <= MOST_CERTAIN_DIGITS || !DECIMAL.matcher(json).matches();
    return fits || new BigInteger(json).bitLength() < Long.SIZE
        ? json
        : json(Double.parseDouble(json));
  }

  /**
   * Returns the floating-point number that a text with the tag {@code !!float} is, infinite or not
   * a number included; absent if it is none.
   */
  static Optional<Double> float64(String text) {
    if (!canStart(text)) {
      return Optional.empty();
    }
    if (isNotFinite(text)) {
      double size =
          text.toLowerCase(Locale.ROOT).endsWith("nan") ? Double.NaN : Double.POSITIVE_INFINITY;
      return Optional.of(text.charAt(0) == '-' ? -size : size);
    }
    String plain = plain(text);
    Optional<BigInteger> integer = integer(plain);
    return integer.isPresent()
        ? integer.filter(value -> value.bitLength() < Long.SIZE).map(BigInteger::doubleValue)
        : floating(plain);
  }

  /** Returns whether the text is a small number as nearly all are written: 8080. */
  private static boolean isWrittenAsJson(String text) {
    return text.length() <= MOST_CERTAIN_DIGITS
        && (text.charAt(0) != '0' || text.length() == 1)
        && DIGITS.matchesAllOf(text);
  }

  /** Returns whether an unquoted text is an integer that can be a value but not a map key. */
  static boolean isTooLargeForKey(String text) {
    return integer(plain(text)).filter(value -> value.bitLength() >= Long.SIZE).isPresent();
  }

  /** Returns the map key that an unquoted text is; absent if it is the text itself. */
  static Optional<String> key(String text) {
    if (isNotFinite(text)) {
      return float64(text).map(GoNumber::key);
    }
    String plain = plain(text);
    Optional<BigInteger> integer = integer(plain);
    return integer.isPresent()
        ? integer.map(BigInteger::toString)
        : floating(plain).map(GoNumber::key);
  }

  // Underscores between digits count for nothing, but not after a leading dot.
  private static String plain(String text) {
    return text.charAt(0) == '.' ? text : text.replace("_", "");
  }

  /** Returns an integer of at most 64 bits; a larger one may still be a floating-point number. */
  private static Optional<BigInteger> integer(String text) {
    boolean decimal = DECIMAL.matcher(text).matches();
    Matcher prefixed = PREFIXED.matcher(text);
    if (!decimal && !prefixed.matches()) {
      return Optional.empty();
    }
    boolean signed = text.charAt(0) == '-' || text.charAt(0) == '+';
    int radix = decimal ? 10 : prefixed.group(2) != null ? 16 : prefixed.group(4) != null ? 2 : 8;
    String digits = decimal ? text.substring(signed ? 1 : 0) : digits(prefixed);
    if (digits.length() > LONGEST_INTEGER) {
      return Optional.empty();
    }
    BigInteger size = new BigInteger(digits, radix);
    BigInteger value = text.charAt(0) == '-' ? size.negate() : size;
    boolean fits = value.bitLength() < Long.SIZE || (!signed && value.compareTo(MOST_UNSIGNED) < 0);
    return fits ? Optional.of(value) : Optional.empty();
  }

  private static String digits(Matcher prefixed) {
    String hex = prefixed.group(3);
    String binary = prefixed.group(5);
    String digits = hex != null ? hex : binary != null ? binary : prefixed.group(6);
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return digits.substring(zeros);
  }

  // A number beyond the range of 64-bit floating point stays a string.
  private static Optional<Double> floating(String text) {
    if (!FLOAT.matcher(text).matches()) {
      return Optional.empty();
    }
    double value = Double.parseDouble(text);
    return Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
  }

  /** Returns the JSON number of a finite floating-point number. */
  static String json(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(value);
    int exponent = shortest.precision() - shortest.scale() - 1;
    return exponent < -6 || exponent >= 21
        ? scientific(shortest, exponent, 1)
        : shortest.toPlainString();
  }

  /** Returns the map key that a floating-point number is. */
  static String key(double value) {
    float narrow = (float) value;
    if (Float.isNaN(narrow)) {
      return ".nan";
    }
    if (Float.isInfinite(narrow)) {
      return narrow > 0 ? ".inf" : "-.inf";
    }
    if (narrow == 0) {
      return "0";
    }
    BigDecimal shortest =
        shortest(
            new BigDecimal(narrow),
            MOST_FLOAT_DIGITS,
            digits -> Float.parseFloat(digits.toString()) == narrow);
    int exponent = shortest.precision() - shortest.scale() - 1;
    return exponent < -4 || exponent >= 6
        ? scientific(shortest, exponent, 2)
        : shortest.toPlainString();
  }

  private static BigDecimal shortest(double value) {
    return shortest(
        new BigDecimal(value),
        MOST_DOUBLE_DIGITS,
        digits -> Double.parseDouble(digits.toString()) == value);
  }

  private static BigDecimal shortest(BigDecimal exact, int most, Predicate<BigDecimal> isSame) {
    for (int digits = 1; digits < most; digits++) {
      BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (isSame.test(nearest)) {
        return plain(nearest);
      }
      // At a power of two the next value below is nearer than the next above: try the far side too.
      BigDecimal away = exact.round(new MathContext(digits, RoundingMode.UP));
      if (isSame.test(away)) {
        return plain(away);
      }
    }
    return plain(exact.round(new MathContext(most, RoundingMode.HALF_EVEN)));
  }

  private static BigDecimal plain(BigDecimal value) {
    return value.stripTrailingZeros();
  }

  private static String scientific(BigDecimal value, int exponent, int leastNegativeDigits) {
    String digits = value.unscaledValue().abs().toString();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    int least = exponent < 0 ? leastNegativeDigits : 2;
    String size = String.format(Locale.ROOT, "%0" + least + "d", Math.abs(exponent));
    return (value.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + size;
  }
}

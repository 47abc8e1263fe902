// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What the YAML parser of Kubernetes tools (Go, YAML 1.1, then JSON) makes of a scalar: plain text
 * is typed by its look, quoted text is a text. So {@code 012}, {@code 0xA}, {@code 1e1} and {@code
 * 10.0} are all the whole number 10.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param kind what it is
 * @param number the value of a whole number; absent for every other kind
 */
public record GoScalar(Kind kind, Optional<BigInteger> number) {
  /** What a value can be. */
  public enum Kind {
    /** Nothing: empty, {@code ~} or {@code null}. */
    NULL,
    /** The boolean true, for example {@code yes}. */
    TRUE,
    /** The boolean false, for example {@code off}. */
    FALSE,
    /** A whole number. */
    INTEGER,
    /** A number with a fraction, infinite, not a number, or too long to be any field's value. */
    FRACTION,
    /** A text. */
    TEXT,
    /** A mapping or list, which is no scalar at all. */
    COLLECTION
  }

  // The only whole number has a value of its own; of every other kind one is enough.
  private static final GoScalar NULL = new GoScalar(Kind.NULL, Optional.empty());
  private static final GoScalar TRUE = new GoScalar(Kind.TRUE, Optional.empty());
  private static final GoScalar FALSE = new GoScalar(Kind.FALSE, Optional.empty());
  private static final GoScalar FRACTION = new GoScalar(Kind.FRACTION, Optional.empty());
  private static final GoScalar TEXT = new GoScalar(Kind.TEXT, Optional.empty());
  private static final GoScalar COLLECTION = new GoScalar(Kind.COLLECTION, Optional.empty());

  private static final int LONGEST = 64;
  private static final int LONGEST_LONG = 18;

  /**
   * Checks that a whole number, and nothing else, has a value.
   *
   * @throws IllegalArgumentException if it is not so
   */
  public GoScalar {
    requireNonNull(kind, "kind");
    if ((kind == Kind.INTEGER) != number.isPresent()) {
      throw new IllegalArgumentException(kind + " with the number " + number);
    }
  }

  /** Returns what {@code node} is. */
  public static GoScalar of(YamlNode node) {
    if (!(node instanceof YamlScalar scalar)) {
      return COLLECTION;
    }
    if (scalar.isNull()) {
      return NULL;
    }
    return scalar.isPlain() ? ofTyped(scalar.text()) : TEXT;
  }

  /** Returns whether this is {@code kind}. */
  public boolean is(Kind other) {
    return kind == other;
  }

  /** Returns what a number or boolean looks like in a message; empty for anything else. */
  public String seen() {
    return switch (kind) {
      case TRUE -> "true";
      case FALSE -> "false";
      case INTEGER -> "the number " + number.orElseThrow();
      case FRACTION -> "a number";
      case NULL, TEXT, COLLECTION -> "";
    };
  }

  /** Returns what text is read as when it stands without quotes and without a tag. */
  public static GoScalar ofPlain(String text) {
    return ScalarText.isNull(text) ? NULL : ofTyped(text);
  }

  private static GoScalar ofTyped(String text) {
    if (ScalarText.canStartNumber(text)) {
      return isNotFinite(text)
          ? FRACTION
          : number(text.charAt(0) == '.' ? text : text.replace("_", ""));
    }
    if (!ScalarText.isBoolean(text)) {
      return TEXT;
    }
    boolean yes = "yYtT".indexOf(text.charAt(0)) >= 0 || Ascii.equalsIgnoreCase(text, "on");
    return yes ? TRUE : FALSE;
  }

  private static boolean isNotFinite(String text) {
    return switch (text.substring(signEnd(text, 0))) {
      case ".inf", ".Inf", ".INF" -> true;
      case ".nan", ".NaN", ".NAN" -> text.charAt(0) == '.';
      default -> false;
    };
  }

  private static GoScalar number(String text) {
    if (text.length() > LONGEST) {
      // No field takes such a number; its size need not be known to refuse it.
      return isDecimal(text) ? FRACTION : TEXT;
    }
    int start = signEnd(text, 0);
    boolean zeroFirst = text.startsWith("0", start) && text.length() > start + 1;
    if (zeroFirst) {
      Optional<BigInteger> prefixed = prefixed(text, start);
      if (prefixed.isPresent()) {
        return integer(prefixed.get());
      }
    } else if (start < text.length() && digitsEnd(text, start) == text.length()) {
      return integer(
          text.length() <= LONGEST_LONG
              ? BigInteger.valueOf(Long.parseLong(text))
              : new BigInteger(text));
    }
    return isDecimal(text) ? decimal(text) : TEXT;
  }

  /** Returns the number after {@code 0x}, {@code 0b} or {@code 0o}, or the octal one after 0. */
  private static Optional<BigInteger> prefixed(String text, int start) {
    int radix =
        switch (text.charAt(start + 1)) {
          case 'x', 'X' -> 16;
          case 'b', 'B' -> 2;
          default -> 8;
        };
    boolean letter = "xXbBoO".indexOf(text.charAt(start + 1)) >= 0;
    String digits = text.substring(start + (letter ? 2 : 1));
    for (int i = 0; i < digits.length(); i++) {
      if (Character.digit(digits.charAt(i), radix) < 0 || digits.charAt(i) > 'f') {
        return Optional.empty(); // a digit beyond the radix: 089 is no octal number
      }
    }
    return digits.isEmpty()
        ? Optional.empty()
        : Optional.of(new BigInteger(text.substring(0, start) + digits, radix));
  }

  /** Returns whether the text is a decimal number, with a fraction and an exponent or without. */
  private static boolean isDecimal(String text) {
    int start = signEnd(text, 0);
    int whole = digitsEnd(text, start);
    int end = text.startsWith(".", whole) ? digitsEnd(text, whole + 1) : whole;
    if (whole == start && end < whole + 2) {
      return false;
    }
    if (end == text.length()) {
      return true;
    }
    int exponent = signEnd(text, end + 1);
    int last = digitsEnd(text, exponent);
    return "eE".indexOf(text.charAt(end)) >= 0 && last > exponent && last == text.length();
  }

  // Go keeps it as a float64: what is too large for one is a text, what is too small is 0.
  private static GoScalar decimal(String text) {
    double rounded = Double.parseDouble(text);
    if (Double.isInfinite(rounded)) {
      return TEXT;
    }
    if (rounded == 0) {
      return integer(BigInteger.ZERO);
    }
    BigDecimal value = new BigDecimal(text).stripTrailingZeros();
    return value.scale() <= 0 ? integer(value.toBigInteger()) : FRACTION;
  }

  private static int signEnd(String text, int at) {
    return text.startsWith("-", at) || text.startsWith("+", at) ? at + 1 : at;
  }

  private static int digitsEnd(String text, int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static GoScalar integer(BigInteger value) {
    return new GoScalar(Kind.INTEGER, Optional.of(value));
  }
}

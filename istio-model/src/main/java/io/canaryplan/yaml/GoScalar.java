// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.base.Ascii;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the YAML parser of Kubernetes tools (Go, YAML 1.1, then JSON) makes of a scalar: plain text
 * is typed by its look, quoted text is a text. So {@code 012}, {@code 0xA}, {@code 1e1} and {@code
 * 10.0} are all the whole number 10. What is no whole number is one of the constants, or a number
 * with a fraction.
 */
public final class GoScalar {
  /** Nothing: empty, {@code ~} or {@code null}. */
  public static final GoScalar NULL = new GoScalar("", Optional.empty());

  /** The boolean true, for example {@code yes}. */
  public static final GoScalar TRUE = new GoScalar("true", Optional.empty());

  /** The boolean false, for example {@code off}. */
  public static final GoScalar FALSE = new GoScalar("false", Optional.empty());

  /** A text. */
  public static final GoScalar TEXT = new GoScalar("", Optional.empty());

  /** A mapping or list, which is no scalar at all. */
  public static final GoScalar NONE = new GoScalar("", Optional.empty());

  // also infinite, not a number, or too long to be any field's value
  private static final GoScalar FRACTION = new GoScalar("a number", Optional.empty());

  private static final int LONGEST = 64;
  private static final int MOST_EXPONENT = 308; // beyond it Go's float64 overflows and text remains
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
  private static final Pattern PREFIXED = Pattern.compile("([+-]?)0([xXbBoO]?)([0-9a-fA-F]+)");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?(0|[1-9][0-9]*)");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE]([-+]?[0-9]+))?");

  private final String seen;
  private final Optional<BigInteger> number;

  private GoScalar(String seen, Optional<BigInteger> number) {
    this.seen = seen;
    this.number = number;
  }

  /** Returns what {@code node} is; {@link #NONE} for a mapping or list. */
  public static GoScalar of(YamlNode node) {
    if (!(node instanceof YamlScalar scalar)) {
      return NONE;
    }
    if (scalar.isNull()) {
      return NULL;
    }
    return scalar.isPlain() ? ofPlain(scalar.text()) : TEXT;
  }

  /** Returns what a number or boolean looks like in a message; empty for anything else. */
  public String seen() {
    return seen;
  }

  /** Returns the value of a whole number; nothing for all else, numbers with a fraction too. */
  public Optional<BigInteger> number() {
    return number;
  }

  /** Returns what plain text that is not null is read as. */
  private static GoScalar ofPlain(String text) {
    if (!text.isEmpty() && "+-.0123456789".indexOf(text.charAt(0)) >= 0) {
      return NOT_FINITE.matcher(text).matches()
          ? FRACTION
          : number(text.charAt(0) == '.' ? text : text.replace("_", ""));
    }
    if (!ScalarText.isBoolean(text)) {
      return TEXT;
    }
    boolean yes = "yYtT".indexOf(text.charAt(0)) >= 0 || Ascii.equalsIgnoreCase(text, "on");
    return yes ? TRUE : FALSE;
  }

  private static GoScalar number(String text) {
    Matcher matcher = FLOAT.matcher(text);
    if (text.length() > LONGEST) {
      // No field takes such a number; its size need not be known to refuse it.
      return matcher.matches() ? FRACTION : TEXT;
    }
    if (DECIMAL.matcher(text).matches()) {
      return integer(new BigInteger(text));
    }
    Optional<BigInteger> prefixed = prefixed(text);
    if (prefixed.isPresent()) {
      return integer(prefixed.get());
    }
    if (!matcher.matches()) {
      return TEXT;
    }
    String exponent = matcher.group(4) == null ? "0" : matcher.group(4);
    if (exponent.length() > 5 || Math.abs(Integer.parseInt(exponent)) > MOST_EXPONENT) {
      return TEXT;
    }
    BigDecimal value = new BigDecimal(text).stripTrailingZeros();
    return value.scale() <= 0 ? integer(value.toBigInteger()) : FRACTION;
  }

  private static Optional<BigInteger> prefixed(String text) {
    Matcher matcher = PREFIXED.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String prefix = matcher.group(2).toLowerCase(Locale.ROOT);
    int radix = prefix.equals("x") ? 16 : prefix.equals("b") ? 2 : 8;
    try {
      return Optional.of(new BigInteger(matcher.group(1) + matcher.group(3), radix));
    } catch (NumberFormatException e) {
      return Optional.empty(); // a digit beyond the radix: 089 is no octal number
    }
  }

  private static GoScalar integer(BigInteger value) {
    return new GoScalar("the number " + value, Optional.of(value));
  }
}

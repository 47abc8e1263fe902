// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.base.CharMatcher;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of a resource in the text that the controller writes for it (hash.md 5): often the text
 * as written, else the canonical form.
 *
 * @param text for example {@code 500m}, {@code 1Gi}, {@code 1.500}
 */
record Quantity(String text) {
  static final Quantity ZERO = new Quantity("0");

  private enum Family {
    DECIMAL,
    EXPONENT,
    BINARY
  }

  // Groups: sign, integer digits, fraction digits, exponent or suffix.
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "([-+]?)([0-9]*+)(?:\\.([0-9]*+))?+(?:[eE]([-+]?[0-9]++)|([numkMGTPE]|[KMGTPE]i|))");
  // What the Rollout's CRD demands of a quantity that is a string.
  private static final Pattern CRD =
      Pattern.compile(
          "[-+]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)"
              + "(?:[KMGTPE]i|[numkMGTPE]|[eE][-+]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++))?");
  // What Go trims and JSON leaves unescaped.
  private static final CharMatcher BLANK =
      CharMatcher.anyOf(" \u0085\u00A0\u1680\u202F\u205F\u3000")
          .or(CharMatcher.inRange('\u2000', '\u200A'));

  private static final String DECIMAL_SUFFIXES = "num kMGTPE";
  private static final String BINARY_SUFFIXES = "KMGTPE";
  private static final int MOST_FAST_DIGITS = 18; // of an amount that Go keeps as an int64
  private static final int SMALLEST = -9; // power of ten of the smallest amount
  private static final int MILLI = -3;
  private static final int MOST_EXPONENT = 10_000; // far beyond any amount; bounds the work
  private static final int LONGEST = 1_000;
  private static final BigInteger EIGHT = BigInteger.valueOf(8);
  private static final BigInteger KIBI = BigInteger.valueOf(1024);
  private static final BigInteger MOST_BINARY = BigInteger.valueOf(Long.MAX_VALUE);

  /**
   * Returns the quantity that the controller makes of a text, or of the text of a number; absent if
   * it is none, or one beyond all bounds.
   */
  static Optional<Quantity> parse(String written) {
    // It is read and written twice before it is hashed, and a second reading can change it again.
    String trimmed = BLANK.trimFrom(written);
    Optional<String> once = canonical(trimmed);
    boolean stays = once.isPresent() && once.get().equals(trimmed);
    return (stays ? once : once.flatMap(Quantity::canonical)).map(Quantity::new);
  }

  /** Returns whether the CRD takes the string as a quantity; it is stricter about blanks. */
  static boolean isAllowedByCrd(String text) {
    return text.length() <= LONGEST && CRD.matcher(text).matches();
  }

  /** Returns the text that is the same for all quantities of the same value. */
  String value() {
    return Parsed.of(text).map(parsed -> parsed.exact().toString()).orElse(text);
  }

  /** Returns the quantity rounded away from zero to whole thousandths, if it is not (hash.md 8). */
  Quantity roundedToMilli() {
    Optional<Parsed> parsed = Parsed.of(text);
    if (parsed.isEmpty() || parsed.get().exact().exponent() >= MILLI) {
      return this;
    }
    // A binary amount that is no whole number is written as a decimal one.
    Family family = parsed.get().family();
    Amount rounded = parsed.get().exact().roundedUpTo(MILLI);
    return parse(decimal(rounded, family == Family.BINARY ? Family.DECIMAL : family)).orElse(this);
  }

  @Override
  public String toString() {
    return text;
  }

  private static Optional<String> canonical(String text) {
    return Parsed.of(text).map(Parsed::canonical);
  }

  private static String decimal(Amount amount, Family family) {
    int thousands = Math.floorDiv(amount.exponent(), 3);
    BigInteger number =
        amount.unscaled().multiply(BigInteger.TEN.pow(amount.exponent() - 3 * thousands));
    if (family == Family.EXPONENT) {
      return thousands == 0 ? number.toString() : number + "e" + 3 * thousands;
    }
    // Go has no suffix beyond E and then writes none.
    int suffix = thousands + 3;
    boolean named = suffix < DECIMAL_SUFFIXES.length() && thousands != 0;
    return named ? number + DECIMAL_SUFFIXES.substring(suffix, suffix + 1) : number.toString();
  }

  /**
   * An exact amount: {@code unscaled} times ten to the {@code exponent}, without trailing zeros.
   */
  private record Amount(BigInteger unscaled, int exponent) {
    static Amount of(BigInteger unscaled, int exponent) {
      if (unscaled.signum() == 0) {
        return new Amount(BigInteger.ZERO, 0);
      }
      String digits = unscaled.toString();
      int zeros = 0;
      while (digits.charAt(digits.length() - 1 - zeros) == '0') {
        zeros++;
      }
      return new Amount(
          new BigInteger(digits.substring(0, digits.length() - zeros)), exponent + zeros);
    }

    boolean isWhole() {
      return exponent >= 0;
    }

    /** Returns the whole number; only of one. */
    BigInteger toWhole() {
      return unscaled.multiply(BigInteger.TEN.pow(exponent));
    }

    /** Returns the amount rounded away from zero to a multiple of ten to the {@code power}. */
    Amount roundedUpTo(int power) {
      if (exponent >= power) {
        return this;
      }
      // With no digit left above the power, the smallest multiple is what remains.
      int dropped = Math.min(power - exponent, unscaled.abs().toString().length());
      BigInteger[] parts = unscaled.divideAndRemainder(BigInteger.TEN.pow(dropped));
      BigInteger up =
          parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.valueOf(unscaled.signum()));
      return of(up, power);
    }

    boolean isBelow(BigInteger bound) {
      return exponent < 0
          ? unscaled.abs().compareTo(bound.multiply(BigInteger.TEN.pow(-exponent))) < 0
          : toWhole().abs().compareTo(bound) < 0;
    }

    @Override
    public String toString() {
      return unscaled + "e" + exponent;
    }
  }

  /**
   * A text taken apart.
   *
   * @param integer integer digits without leading zeros, {@code 0} if none
   * @param fraction fraction digits
   * @param exponent power of ten, or of two in the binary family
   */
  private record Parsed(
      String text, boolean negative, String integer, String fraction, int exponent, Family family) {
    static Optional<Parsed> of(String text) {
      Matcher matcher = GRAMMAR.matcher(text);
      if (text.isEmpty() || text.length() > LONGEST || !matcher.matches()) {
        return Optional.empty();
      }
      String integer = CharMatcher.is('0').trimLeadingFrom(matcher.group(2));
      String fraction = matcher.group(3) == null ? "" : matcher.group(3);
      // Go takes no digits at all for zero: a mere sign, dot or suffix.
      boolean negative = matcher.group(1).equals("-");
      String zeroed = integer.isEmpty() ? "0" : integer;
      if (matcher.group(4) != null) {
        return exponent(matcher.group(4))
            .map(size -> new Parsed(text, negative, zeroed, fraction, size, Family.EXPONENT));
      }
      String suffix = matcher.group(5);
      boolean binary = suffix.length() == 2;
      int size =
          binary
              ? 10 * (BINARY_SUFFIXES.indexOf(suffix.charAt(0)) + 1)
              : suffix.isEmpty() ? 0 : 3 * (DECIMAL_SUFFIXES.indexOf(suffix) - 3);
      return Optional.of(
          new Parsed(
              text, negative, zeroed, fraction, size, binary ? Family.BINARY : Family.DECIMAL));
    }

    private static Optional<Integer> exponent(String written) {
      if (written.length() > 6) {
        return Optional.empty();
      }
      int size = Integer.parseInt(written);
      return Math.abs(size) <= MOST_EXPONENT ? Optional.of(size) : Optional.empty();
    }

    private String digits() {
      return integer + fraction;
    }

    Amount exact() {
      BigInteger unscaled = new BigInteger(digits());
      BigInteger signed = negative ? unscaled.negate() : unscaled;
      return family == Family.BINARY
          ? Amount.of(signed.shiftLeft(exponent), -fraction.length())
          : Amount.of(signed, exponent - fraction.length());
    }

    /** Returns whether Go can keep the amount as an int64, digits and scale. */
    private boolean isShort() {
      return family == Family.BINARY
          ? fraction.isEmpty() && 15 - integer.length() - exponent * 3 / 10 - 1 >= 0
          : digits().length() <= MOST_FAST_DIGITS && exponent - fraction.length() >= SMALLEST;
    }

    private boolean isKept() {
      if (family == Family.BINARY) {
        return new BigInteger(digits()).mod(EIGHT).signum() != 0;
      }
      return (exponent - fraction.length()) % 3 == 0
          && !digits().endsWith("000")
          && !digits().startsWith("0");
    }

    String canonical() {
      // Zero is never kept: it starts with 0, and is divisible.
      if (isShort() && isKept()) {
        return text;
      }
      Amount amount = exact();
      if (amount.unscaled().signum() == 0) {
        return "0";
      }
      Family as = family;
      if (!isShort()) {
        amount = amount.roundedUpTo(SMALLEST);
        if (family == Family.BINARY && !amount.isBelow(MOST_BINARY)) {
          amount = Amount.of(negative ? MOST_BINARY.negate() : MOST_BINARY, 0);
        }
      }
      if (as == Family.BINARY && (!amount.isWhole() || amount.isBelow(KIBI))) {
        as = Family.DECIMAL;
      }
      return as == Family.BINARY ? binary(amount.toWhole()) : decimal(amount, as);
    }

    private static String binary(BigInteger whole) {
      BigInteger number = whole;
      int suffix = 0;
      while (suffix < BINARY_SUFFIXES.length() && number.mod(KIBI).signum() == 0) {
        number = number.divide(KIBI);
        suffix++;
      }
      return suffix == 0
          ? number.toString()
          : number + BINARY_SUFFIXES.substring(suffix - 1, suffix) + "i";
    }
  }
}

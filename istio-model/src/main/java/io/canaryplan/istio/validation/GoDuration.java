// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * A duration as Go's {@code time.ParseDuration} reads it, which CEL uses as well: {@code 1h1m},
 * {@code .5s} and {@code +5s} are durations, {@code 5}, {@code 1d}, {@code 5 s} and the empty text
 * are not.
 */
final class GoDuration {
  static final long MILLISECOND = 1_000_000L;
  static final long SECOND = 1_000 * MILLISECOND;

  // digits of a fraction beyond these are cut off by Go, too; the unit is at most 3.6e12 ns
  private static final int MOST_FRACTION = 18;
  // a longer whole part is beyond 64 bits whatever its unit
  private static final int MOST_DIGITS = 19;
  private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(63).subtract(BigInteger.ONE);

  private final String text;
  private int at;

  private GoDuration(String text) {
    this.text = text;
  }

  /** Returns the nanoseconds; empty if the text is no duration or beyond 64 bits. */
  static OptionalLong parse(String text) {
    return new GoDuration(text).read();
  }

  private OptionalLong read() {
    boolean negative = text.startsWith("-");
    at = negative || text.startsWith("+") ? 1 : 0;
    if (text.substring(at).equals("0")) {
      return OptionalLong.of(0);
    }
    if (at == text.length()) {
      return OptionalLong.empty();
    }
    BigInteger sum = BigInteger.ZERO;
    while (at < text.length()) {
      String whole = digits();
      String fraction = "";
      boolean dot = at < text.length() && text.charAt(at) == '.';
      if (dot) {
        at++;
        fraction = digits();
      }
      long unit = unit();
      if (unit == 0 || (whole.isEmpty() && fraction.isEmpty()) || whole.length() > MOST_DIGITS) {
        return OptionalLong.empty();
      }
      sum = sum.add(amount(whole, fraction, unit));
      if (sum.compareTo(negative ? LARGEST.add(BigInteger.ONE) : LARGEST) > 0) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(negative ? sum.negate().longValue() : sum.longValue());
  }

  private static BigInteger amount(String whole, String fraction, long unit) {
    BigInteger factor = BigInteger.valueOf(unit);
    BigInteger amount = new BigInteger(whole.isEmpty() ? "0" : whole).multiply(factor);
    if (fraction.isEmpty()) {
      return amount;
    }
    String cut = fraction.substring(0, Math.min(fraction.length(), MOST_FRACTION));
    BigInteger part = new BigInteger(cut).multiply(factor);
    return amount.add(part.divide(BigInteger.TEN.pow(cut.length())));
  }

  private String digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    int from = start;
    while (from < at - 1 && text.charAt(from) == '0' && isWhole(start)) {
      from++; // leading zeros of a whole part count nothing
    }
    return text.substring(from, at);
  }

  private boolean isWhole(int start) {
    return start == 0 || text.charAt(start - 1) != '.';
  }

  /** Reads up to the next digit or point; returns nanoseconds, 0 for what is no unit. */
  private long unit() {
    int start = at;
    while (at < text.length() && "0123456789.".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return switch (text.substring(start, at)) {
      case "ns" -> 1;
      case "us", "\u00b5s", "\u03bcs" -> 1_000;
      case "ms" -> MILLISECOND;
      case "s" -> SECOND;
      case "m" -> 60 * SECOND;
      case "h" -> 3_600 * SECOND;
      default -> 0;
    };
  }
}

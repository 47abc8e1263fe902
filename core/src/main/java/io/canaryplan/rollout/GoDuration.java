// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Go's duration grammar: an optional sign, then one or more {@code <decimal><unit>} without spaces,
 * or a single {@code 0}. Fractions below one nanosecond are cut off part by part, as Go does.
 */
final class GoDuration {
  private static final int LONGEST = 256;
  private static final Pattern PART =
      Pattern.compile("([0-9]*)(?:\\.([0-9]*))?(ns|us|µs|μs|ms|s|m|h)");
  private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000L);
  private static final BigInteger LIMIT = BigInteger.valueOf(Long.MAX_VALUE);
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private GoDuration() {}

  /** Returns whole seconds, truncated toward zero; absent when the text is no Go duration. */
  static Optional<BigInteger> seconds(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String rest = signed ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Optional.of(BigInteger.ZERO);
    }
    if (rest.isEmpty() || rest.length() > LONGEST) {
      return Optional.empty();
    }
    return nanos(rest).map(n -> n.divide(SECOND)).map(s -> text.startsWith("-") ? s.negate() : s);
  }

  private static Optional<BigInteger> nanos(String parts) {
    BigInteger sum = BigInteger.ZERO;
    Matcher matcher = PART.matcher(parts);
    int end = 0;
    while (end < parts.length()) {
      matcher.region(end, parts.length());
      if (!matcher.lookingAt()) {
        return Optional.empty();
      }
      String whole = matcher.group(1);
      String fraction = matcher.group(2) == null ? "" : matcher.group(2);
      if (whole.isEmpty() && fraction.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(nanos(whole, fraction, matcher.group(3)));
      end = matcher.end();
    }
    // Go counts nanoseconds in 64 bits and refuses what does not fit.
    return sum.compareTo(LIMIT) > 0 ? Optional.empty() : Optional.of(sum);
  }

  private static BigInteger nanos(String whole, String fraction, String unit) {
    BigDecimal number = new BigDecimal("0" + whole + "." + fraction + "0");
    BigDecimal nanos = number.multiply(BigDecimal.valueOf(NANOS.getOrDefault(unit, 0L)));
    return nanos.setScale(0, RoundingMode.DOWN).toBigInteger();
  }
}

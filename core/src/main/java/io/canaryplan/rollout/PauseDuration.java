// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a pause lasts, as written: whole seconds ({@code 60}) or a Go duration ({@code 1h30m},
 * {@code 1.5h}, {@code 500ms}), from 0 to 2³¹−1 seconds. Parts of a second are cut off, so {@code
 * 500ms} lasts 0 seconds; 0 is one controller pass and not "without an end". Days do not exist:
 * {@code 1d} is invalid (canary.md 1.6).
 *
 * <p>{@code 60} and {@code "60"} are the same value; {@code 60} and {@code 1m} are written
 * differently and therefore not equal, although they last as long.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class PauseDuration {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,64}");

  // Parts of a Go duration, without spaces between them.
  private static final int LONGEST = 256;
  private static final Pattern PART =
      Pattern.compile("\\G([0-9]++\\.?+[0-9]*+|\\.[0-9]++)(ns|us|µs|μs|ms|s|m|h)");
  private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000L);
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

  private final int seconds;
  private final String written;

  private PauseDuration(int seconds, String written) {
    this.seconds = seconds;
    this.written = written;
  }

  /**
   * Returns a duration of whole seconds.
   *
   * @throws IllegalArgumentException if they are negative
   */
  public static PauseDuration ofSeconds(int seconds) {
    if (seconds < 0) {
      throw new IllegalArgumentException("seconds must not be negative but were " + seconds);
    }
    return new PauseDuration(seconds, Integer.toString(seconds));
  }

  /**
   * Reads a text: first as base-10 seconds of 32 bits, then as a Go duration.
   *
   * @throws IllegalArgumentException if it is neither, negative, or longer than 2³¹−1 seconds
   */
  public static PauseDuration parse(String text) {
    Optional<PauseDuration> duration = read(text);
    if (duration.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a pause: seconds (60) or a Go duration (1m30s)");
    }
    return duration.get();
  }

  /** Returns the duration, or nothing where {@link #parse} would throw. */
  static Optional<PauseDuration> read(String text) {
    requireNonNull(text, "text");
    if (INTEGER.matcher(text).matches()) {
      BigInteger seconds = new BigInteger(text);
      return of(seconds, seconds.toString());
    }
    return readGo(text);
  }

  /**
   * Returns the duration if the text is a Go duration; bare seconds are not. An optional sign comes
   * before one or more parts or a single {@code 0}. Fractions below one nanosecond are cut off part
   * by part, as Go does.
   */
  static Optional<PauseDuration> readGo(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String rest = signed ? text.substring(1) : text;
    if (rest.equals("0")) {
      return of(BigInteger.ZERO, text);
    }
    if (rest.length() > LONGEST) {
      return Optional.empty();
    }
    BigInteger nanos = BigInteger.ZERO;
    Matcher part = PART.matcher(rest);
    int end = 0;
    while (part.find()) {
      nanos = nanos.add(nanos(part.group(1), part.group(2)));
      end = part.end();
    }
    // Go counts nanoseconds in 64 bits and refuses what does not fit.
    if (end == 0 || end < rest.length() || nanos.bitLength() >= Long.SIZE) {
      return Optional.empty();
    }
    BigInteger seconds = nanos.divide(SECOND);
    return of(text.startsWith("-") ? seconds.negate() : seconds, text);
  }

  private static BigInteger nanos(String number, String unit) {
    return new BigDecimal(number)
        .multiply(BigDecimal.valueOf(NANOS.getOrDefault(unit, 0L)))
        .toBigInteger();
  }

  private static Optional<PauseDuration> of(BigInteger seconds, String written) {
    return seconds.signum() < 0 || seconds.bitLength() >= Integer.SIZE
        ? Optional.empty()
        : Optional.of(new PauseDuration(seconds.intValue(), written));
  }

  /** Returns whole seconds, 0 or more. */
  public int seconds() {
    return seconds;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PauseDuration that && written.equals(that.written);
  }

  @Override
  public int hashCode() {
    return written.hashCode();
  }

  /** Returns it as written, {@code 1m} or {@code 60}; {@link #parse} reads it back. */
  @Override
  public String toString() {
    return written;
  }
}

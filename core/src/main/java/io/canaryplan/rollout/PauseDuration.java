// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a pause lasts, as written: whole seconds ({@code 60}) or a Go duration ({@code 1h30m},
 * {@code 1.5h}, {@code 500ms}), from 0 to 2³¹−1 seconds. Parts of a second are cut off, so {@code
 * 500ms} lasts 0 seconds; 0 is one controller pass and not "without an end". Days do not exist:
 * {@code 1d} is invalid (spec/canary.md 1.6).
 *
 * <p>{@code 60} and {@code "60"} are the same value; {@code 60} and {@code 1m} are written
 * differently and therefore not equal, although they last as long.
 */
public final class PauseDuration {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,64}");
  private static final BigInteger MAX = BigInteger.valueOf(Integer.MAX_VALUE);

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
    return read(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + text + "' is not a pause: seconds (60) or a Go duration (1m30s)"));
  }

  /** Returns the duration, or nothing where {@link #parse} would throw. */
  static Optional<PauseDuration> read(String text) {
    requireNonNull(text, "text");
    if (INTEGER.matcher(text).matches()) {
      BigInteger value = new BigInteger(text);
      return inRange(value).map(PauseDuration::ofSeconds);
    }
    return readGo(text);
  }

  /** Returns the duration if the text is a Go duration; bare seconds are not. */
  static Optional<PauseDuration> readGo(String text) {
    return GoDuration.seconds(text)
        .flatMap(PauseDuration::inRange)
        .map(seconds -> new PauseDuration(seconds, text));
  }

  private static Optional<Integer> inRange(BigInteger value) {
    return value.signum() < 0 || value.compareTo(MAX) > 0
        ? Optional.empty()
        : Optional.of(value.intValueExact());
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

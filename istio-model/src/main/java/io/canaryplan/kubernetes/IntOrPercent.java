// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import static java.util.Objects.requireNonNull;

import com.google.common.math.LongMath;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A number of pods or a percentage of {@code spec.replicas}, as written: {@code maxSurge} and
 * {@code maxUnavailable}.
 *
 * <p>An integer counts pods. A text is always a percentage, with or without the sign: every {@code
 * %} is deleted and the rest must be a base-10 integer, so {@code "25%"}, {@code "25"} and {@code
 * "%25"} all mean 25 % (canary.md 1.3). Any other text is kept but has no number; the controller
 * then silently takes both limits as 0.
 *
 * <p>Two values are equal when they are written the same.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class IntOrPercent {
  private static final Pattern PLAIN_PERCENT = Pattern.compile("-?[0-9]+%");
  private static final Pattern PROPER_PERCENT = Pattern.compile("[0-9]+%");
  private static final String ESCAPED = "(?s)\\\\(.)";
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");

  private final boolean text;
  private final String written;
  private final OptionalLong number;

  private IntOrPercent(boolean text, String written, OptionalLong number) {
    this.text = text;
    this.written = written;
    this.number = number;
  }

  /** Returns that many pods; may be negative, which the controller does not refuse by itself. */
  public static IntOrPercent of(int pods) {
    return new IntOrPercent(false, Integer.toString(pods), OptionalLong.of(pods));
  }

  /** Returns {@code percent} of the replicas, written with its sign: {@code 25%}. */
  public static IntOrPercent ofPercent(int percent) {
    return ofText(percent + "%");
  }

  /** Returns what the controller makes of the text (a string in YAML, not a number). */
  public static IntOrPercent ofText(String text) {
    requireNonNull(text, "text");
    return new IntOrPercent(true, text, integer(text.replace("%", "")));
  }

  /**
   * Reads what {@link #toString} writes: an integer, a percentage with its sign, or any text in
   * double quotes with {@code \"} and {@code \\} inside.
   *
   * @throws IllegalArgumentException for anything else, and for an integer outside of 32 bits
   */
  public static IntOrPercent parse(String text) {
    if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
      return ofText(text.substring(1, text.length() - 1).replaceAll(ESCAPED, "$1"));
    }
    if (PLAIN_PERCENT.matcher(text).matches()) {
      return ofText(text);
    }
    try {
      return of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither an integer nor a percentage such as 25%", e);
    }
  }

  /** Returns whether it is written as a text, and therefore a percentage if it is anything. */
  public boolean isText() {
    return text;
  }

  /** Returns whether it is a percentage: a text that has a number. */
  public boolean isPercent() {
    return text && number.isPresent();
  }

  /** Returns the pods or the percent; absent for a text that is no number. */
  public OptionalLong number() {
    return number;
  }

  /** Returns the text, or the integer's digits, without quotes. */
  public String written() {
    return written;
  }

  /**
   * Returns the number that only the controller's validation sees: a text of digits and one {@code
   * %} counts as its digits, any other text as a plain integer, and what is neither as 0. So {@code
   * "%25"} is 0 here although it means 25 % (validation.go 457-486). Beyond 64 bits it stops at the
   * limit, where {@link #number} is absent.
   */
  public long validatedNumber() {
    if (!text) {
      return number.orElseThrow();
    }
    boolean percent = PROPER_PERCENT.matcher(written).matches();
    String digits = percent ? written.substring(0, written.length() - 1) : written;
    if (!INTEGER.matcher(digits).matches()) {
      return 0;
    }
    // Go's parser returns the nearest number of 64 bits, and validation ignores its error
    return integer(digits).orElse(digits.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE);
  }

  /**
   * Returns the pods for {@code replicas}, a fraction rounded towards more pods: {@code
   * ceil(p·replicas/100)}. Absent when there is no number. Beyond 64 bits it stops at the limit.
   *
   * @param replicas pods that 100 % stands for, 0 or more
   */
  public OptionalLong resolveRoundingUp(long replicas) {
    return resolve(replicas, RoundingMode.CEILING);
  }

  /**
   * Returns the pods for {@code replicas}, a fraction rounded towards fewer pods: {@code
   * floor(p·replicas/100)}. Absent when there is no number. Beyond 64 bits it stops at the limit.
   *
   * @param replicas pods that 100 % stands for, 0 or more
   */
  public OptionalLong resolveRoundingDown(long replicas) {
    return resolve(replicas, RoundingMode.FLOOR);
  }

  private OptionalLong resolve(long replicas, RoundingMode mode) {
    if (replicas < 0) {
      throw new IllegalArgumentException("replicas must not be negative but were " + replicas);
    }
    if (!text || number.isEmpty()) {
      return number;
    }
    long hundredths = LongMath.saturatedMultiply(number.getAsLong(), replicas);
    return OptionalLong.of(LongMath.divide(hundredths, 100, mode));
  }

  private static OptionalLong integer(String digits) {
    if (!INTEGER.matcher(digits).matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return OptionalLong.empty(); // beyond 64 bits Go's parser gives up as well
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IntOrPercent that && text == that.text && written.equals(that.written);
  }

  @Override
  public int hashCode() {
    return written.hashCode();
  }

  /** Returns {@code 3}, {@code 25%}, or the text in double quotes: {@code "25"}. */
  @Override
  public String toString() {
    if (!text || PLAIN_PERCENT.matcher(written).matches()) {
      return written;
    }
    return '"' + written.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

/**
 * An exact share. Shares of equal value compare as equal but keep their terms: 1 of 3 pods stays
 * {@code 1/3} and 2 of 6 stays {@code 2/6}.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param part the upper term, 0 or more
 * @param whole the lower term, 0 or more; a share of nothing counts as 0 when {@code part} is 0 and
 *     as larger than every other share when it is not
 */
public record Ratio(long part, long whole) implements Comparable<Ratio> {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a term is negative
   */
  public Ratio {
    if (part < 0 || whole < 0) {
      throw new IllegalArgumentException("no share of " + part + " in " + whole);
    }
  }

  /** Returns whether something is shared out of nothing. */
  public boolean isInfinite() {
    return whole == 0 && part > 0;
  }

  /** Compares the values exactly. */
  @Override
  public int compareTo(Ratio other) {
    if (isInfinite() || other.isInfinite()) {
      return Boolean.compare(isInfinite(), other.isInfinite());
    }
    long left = Math.max(1, whole);
    long right = Math.max(1, other.whole);
    // products of 128 bits: first the upper halves, then the lower ones
    int upper = Long.compare(Math.multiplyHigh(part, right), Math.multiplyHigh(other.part, left));
    return upper == 0 ? Long.compareUnsigned(part * right, other.part * left) : upper;
  }

  /**
   * Returns the percentage to a tenth, rounded half up: {@code 33.3}, {@code 20}. Only what is
   * exactly nothing is {@code 0} and only what is everything is {@code 100}: a share of 1 in 5000
   * is {@code <0.1} and one of 4999 is {@code >99.9}. A share of nothing is 0 when {@code part} is.
   *
   * @throws ArithmeticException if something is shared out of nothing, or the terms are beyond 2⁵²
   */
  public String percent() {
    if (part == 0) {
      return "0";
    }
    long tenths = Math.floorDiv(Math.addExact(Math.multiplyExact(part, 2000L), whole), 2 * whole);
    if (tenths == 0) {
      return "<0.1";
    }
    if (tenths == 1000 && part < whole) {
      return ">99.9";
    }
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }

  /** Returns {@code part/whole}. */
  @Override
  public String toString() {
    return part + "/" + whole;
  }
}

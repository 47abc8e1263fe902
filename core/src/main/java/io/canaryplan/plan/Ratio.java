// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import java.math.BigInteger;

/**
 * An exact share. Shares of equal value compare as equal but keep their terms: 1 of 3 pods stays
 * {@code 1/3} and 2 of 6 stays {@code 2/6}.
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
    if ((part | other.part | left | right) >>> 31 == 0) {
      return Long.compare(part * right, other.part * left);
    }
    return product(part, right).compareTo(product(other.part, left));
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }

  /** Returns {@code part/whole}. */
  @Override
  public String toString() {
    return part + "/" + whole;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.math.BigIntegerMath;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.OptionalLong;

/**
 * A percentage of replicas as Kubernetes works it out: with binary numbers of 53 digits, so that
 * above 2⁵³ hundredths of a pod each operation rounds to the nearest of them.
 */
final class ScaledPercent {
  private static final int DIGITS = 53;
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  private ScaledPercent() {}

  /**
   * Returns {@code percent·replicas/100}, a fraction rounded towards more pods; absent from 2⁶³ on,
   * where the result differs from machine to machine.
   *
   * @param percent 0 or more
   * @param replicas 0 or more
   */
  static OptionalLong roundedUp(long percent, int replicas) {
    BigInteger hundredths =
        rounded(rounded(BigInteger.valueOf(percent)).multiply(BigInteger.valueOf(replicas)));
    BigInteger pods =
        hundredths.bitLength() <= DIGITS
            ? BigIntegerMath.divide(hundredths, HUNDRED, RoundingMode.CEILING)
            : hundredth(hundredths);
    return pods.bitLength() < Long.SIZE ? OptionalLong.of(pods.longValue()) : OptionalLong.empty();
  }

  private static BigInteger rounded(BigInteger number) {
    int dropped = Math.max(0, number.bitLength() - DIGITS);
    return BigIntegerMath.divide(number, BigInteger.ONE.shiftLeft(dropped), RoundingMode.HALF_EVEN)
        .shiftLeft(dropped);
  }

  // the quotient keeps 53 digits, of which some may stand behind the point
  private static BigInteger hundredth(BigInteger number) {
    int behind = DIGITS - number.divide(HUNDRED).bitLength();
    if (behind <= 0) {
      return BigIntegerMath.divide(number, HUNDRED.shiftLeft(-behind), RoundingMode.HALF_EVEN)
          .shiftLeft(-behind);
    }
    return BigIntegerMath.divide(
        BigIntegerMath.divide(number.shiftLeft(behind), HUNDRED, RoundingMode.HALF_EVEN),
        BigInteger.ONE.shiftLeft(behind),
        RoundingMode.CEILING);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.math.LongMath;
import java.util.function.LongPredicate;

/** How far what a walk went through twice goes on, every number of pods by the same difference. */
final class Strides {
  /** A repetition shorter than this is walked, not leapt over. */
  static final long WORTH_IT = 4;

  /** The passes that a period is looked for in; more of them may be forgotten. */
  static final int MEMORY = 8;

  private Strides() {}

  /**
   * Returns how many further times the period comes; 0 if they are not worth it. All rules compare
   * sums of pods, so along a straight line each of them turns at one place at most: what holds here
   * and there holds between.
   *
   * @param goesOn whether the period still goes as expected when it was put on so many times; not
   *     for any number of times
   */
  static long length(LongPredicate goesOn) {
    if (!goesOn.test(WORTH_IT)) {
      return 0;
    }
    long good = WORTH_IT;
    long step = WORTH_IT;
    while (goesOn.test(good + step)) {
      good += step;
      step *= 2;
    }
    for (; step > 0; step /= 2) {
      if (goesOn.test(good + step)) {
        good += step;
      }
    }
    return good;
  }

  /** Returns a number of pods so many times further; what 64 bits cannot hold is cut. */
  static long further(long pods, long difference, long times) {
    return LongMath.saturatedAdd(pods, LongMath.saturatedMultiply(times, difference));
  }
}

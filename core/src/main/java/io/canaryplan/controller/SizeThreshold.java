// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.rollout.ReplicaProgressThreshold;
import java.util.Optional;

/**
 * When a ReplicaSet counts as big enough before all its pods are available:
 * replicaProgressThreshold of the Rollout, canary.md 2.8.
 *
 * @param percent whether {@code value} is a percentage of the pods asked for; else a number of pods
 * @param value the least percentage or number, 0 or more
 */
record SizeThreshold(boolean percent, int value) {
  /**
   * Checks the range; a Rollout's negative value means no threshold.
   *
   * @throws IllegalArgumentException if the value is negative
   */
  public SizeThreshold {
    if (value < 0) {
      throw new IllegalArgumentException("threshold must not be negative but was " + value);
    }
  }

  /**
   * Returns whether {@code available} pods are enough of {@code desired}. A percentage of 0 desired
   * pods is always reached; the size that the ReplicaSet asks for is not looked at.
   */
  public boolean isMet(int desired, int available) {
    if (!percent) {
      return available >= value;
    }
    return desired == 0 || 100L * available >= (long) value * desired;
  }

  /** Returns what the Rollout asks for; a negative value is as good as none. */
  public static Optional<SizeThreshold> from(Optional<ReplicaProgressThreshold> written) {
    return written
        .filter(threshold -> threshold.value() >= 0)
        .map(threshold -> new SizeThreshold(threshold.isPercent(), threshold.value()));
  }

  // canary test of 2.8; without a threshold exactly that many pods must be asked for and available
  static boolean isBigEnough(
      Optional<SizeThreshold> threshold, ReplicaSetState canary, int desired) {
    return threshold.isPresent()
        ? threshold.get().isMet(desired, canary.available())
        : canary.desired() == desired && canary.available() == desired;
  }
}

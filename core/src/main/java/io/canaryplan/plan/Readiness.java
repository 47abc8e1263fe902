// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import java.util.OptionalInt;

/**
 * How fast pods become available between two passes.
 *
 * @param podsPerPass pods of each ReplicaSet that become available between two passes, 1 or more;
 *     absent: all of them
 */
public record Readiness(OptionalInt podsPerPass) {
  /** All pods become available between two passes. */
  public static final Readiness AT_ONCE = new Readiness(OptionalInt.empty());

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if {@code podsPerPass} is below 1
   */
  public Readiness {
    if (podsPerPass.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "pods per pass must be at least 1 but were " + podsPerPass.getAsInt());
    }
  }

  /**
   * Returns a readiness of so many pods of each ReplicaSet per pass.
   *
   * @param pods 1 or more
   */
  public static Readiness perPass(int pods) {
    return new Readiness(OptionalInt.of(pods));
  }

  /** Returns how many of {@code desired} pods are available one pass later. */
  public int available(int desired, int available) {
    long more = podsPerPass.isPresent() ? (long) available + podsPerPass.getAsInt() : desired;
    return (int) Math.min(desired, more);
  }
}

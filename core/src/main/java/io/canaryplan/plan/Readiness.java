// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import java.util.OptionalInt;

/**
 * How fast pods become available between two passes.
 *
 * @param podsPerPass pods of each ReplicaSet that become available between two passes, 0 or more;
 *     absent: all of them. 0 is a broken new version: none of its pods become available
 */
public record Readiness(OptionalInt podsPerPass) {
  /** All pods become available between two passes. */
  public static final Readiness AT_ONCE = new Readiness(OptionalInt.empty());

  /** No pod of a new version becomes available. */
  public static final Readiness NEVER = new Readiness(OptionalInt.of(0));

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if {@code podsPerPass} is negative
   */
  public Readiness {
    if (podsPerPass.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "pods per pass must not be negative but were " + podsPerPass.getAsInt());
    }
  }

  /**
   * Returns a readiness of so many pods of each ReplicaSet per pass.
   *
   * @param pods 0 or more; 0 is {@link #NEVER}
   */
  public static Readiness perPass(int pods) {
    return new Readiness(OptionalInt.of(pods));
  }

  /** Returns whether no pod of a new version becomes available. */
  public boolean isNever() {
    return podsPerPass.isPresent() && podsPerPass.getAsInt() == 0;
  }

  /** Returns how many of {@code desired} pods are available one pass later. */
  public int available(int desired, int available) {
    long more = podsPerPass.isPresent() ? (long) available + podsPerPass.getAsInt() : desired;
    return (int) Math.min(desired, more);
  }
}

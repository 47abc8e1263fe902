// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * How fast pods become available. They exist before the next pass in any case.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param kind which way
 * @param number pods per pass for {@link Kind#PER_PASS}, 1 or more; passes for {@link Kind#LATE}, 0
 *     or more; else 0
 */
public record Readiness(Kind kind, int number) {
  /** The ways in which pods become available. */
  public enum Kind {
    /** All pods between two passes. */
    AT_ONCE,
    /** Some pods of each ReplicaSet between two passes. */
    PER_PASS,
    /** Each pod some passes later than it could be. */
    LATE,
    /** No pod of a version that the plan brings; those of the stable version at once. */
    NEVER
  }

  /** All pods become available between two passes. */
  public static final Readiness AT_ONCE = new Readiness(Kind.AT_ONCE, 0);

  /**
   * A broken new version: none of its pods ever becomes available, while those of the stable
   * version do at once.
   */
  public static final Readiness NEVER = new Readiness(Kind.NEVER, 0);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if the number is out of its range
   */
  public Readiness {
    requireNonNull(kind, "kind");
    if (number < (kind == Kind.PER_PASS ? 1 : 0)) {
      throw new IllegalArgumentException(
          kind == Kind.PER_PASS
              ? "pods per pass must be at least 1 but were " + number
              : "passes must not be negative but were " + number);
    }
  }

  /**
   * Returns a readiness of so many pods of each ReplicaSet per pass.
   *
   * @param pods 0 or more; 0 is {@link #NEVER}
   */
  public static Readiness perPass(int pods) {
    return pods == 0 ? NEVER : new Readiness(Kind.PER_PASS, pods);
  }

  /**
   * Returns a readiness of pods that are available so many passes after the first pass that could
   * have found them available.
   *
   * @param passes 0 or more; 0 is {@link #AT_ONCE}
   */
  public static Readiness late(int passes) {
    return passes == 0 ? AT_ONCE : new Readiness(Kind.LATE, passes);
  }

  /** Returns whether no pod of a new version becomes available. */
  public boolean isNever() {
    return kind == Kind.NEVER;
  }

  /**
   * Returns how many pods of each ReplicaSet become available between two passes; 0 for those of a
   * new version that never do, absent where there is no such number.
   */
  public OptionalInt podsPerPass() {
    return kind == Kind.PER_PASS || kind == Kind.NEVER
        ? OptionalInt.of(number)
        : OptionalInt.empty();
  }

  /** Returns how many of {@code desired} pods are available one pass later, {@code LATE} aside. */
  public int available(int desired, int available) {
    OptionalInt more = podsPerPass();
    return (int) Math.min(desired, more.isPresent() ? (long) available + more.getAsInt() : desired);
  }
}

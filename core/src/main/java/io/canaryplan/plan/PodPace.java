// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

/**
 * How pods come and go between two passes of a Deployment's controller (rolling.md 2.3).
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param readiness how fast pods become available; with {@link Readiness#NEVER} those of the
 *     version that runs at the start still do at once
 * @param unavailableBefore pods of that version that are not available at the start, 0 or more; if
 *     there are any, no pod of it becomes available any more
 * @param terminatingRounds rounds for which removed pods are still there, 0 or more. Only Recreate
 *     waits for them
 */
public record PodPace(Readiness readiness, int unavailableBefore, int terminatingRounds) {
  /** All pods become available between two passes, and removed ones are gone at once. */
  public static final PodPace AT_ONCE = new PodPace(Readiness.AT_ONCE, 0, 0);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is negative
   */
  public PodPace {
    requireNonNull(readiness, "readiness");
    if (unavailableBefore < 0 || terminatingRounds < 0) {
      throw new IllegalArgumentException(
          "pods and rounds must not be negative but were "
              + (unavailableBefore + " and " + terminatingRounds));
    }
  }

  /** Returns the pace of pods that become available as {@code readiness} says. */
  public static PodPace of(Readiness readiness) {
    return new PodPace(readiness, 0, 0);
  }
}

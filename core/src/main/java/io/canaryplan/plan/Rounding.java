// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

/**
 * How a weight becomes pods when no traffic router is used. The two rules are canary.md 9 and 2.2;
 * with a router the counts do not depend on it (3.1).
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum Rounding {
  /**
   * The documented rule, which controllers up to v1.1 follow: both counts are rounded up, so an
   * uneven split has one pod more than {@code replicas}. 15 % of 10 is 2 canaries beside 9 stable
   * pods. The default as long as no controller is named.
   */
  CEILING,

  /**
   * What controllers since v1.2 do: of the splits with {@code replicas} pods, or one more when
   * maxSurge allows it, the one whose share is closest to the weight. 41 % of 10 is 4 canaries
   * beside 6 stable pods.
   */
  CLOSEST;

  /** Does what {@link WeightMath#targetCounts} says. */
  ReplicaCounts target(int replicas, int weight, int maxSurge) {
    if (replicas < 0 || weight < 0 || weight > 100 || maxSurge < 0) {
      throw new IllegalArgumentException(
          "no target for " + replicas + " replicas, weight " + weight + ", surge " + maxSurge);
    }
    return this == CEILING
        ? ceiling(replicas, weight)
        : ClosestTarget.of(replicas, weight, maxSurge > 0).orElse(new ReplicaCounts(0, replicas));
  }

  /** Returns the rule as options and reports name it: {@code ceiling} or {@code closest}. */
  @Override
  public String toString() {
    return this == CEILING ? "ceiling" : "closest";
  }

  /** Returns the other rule. */
  public Rounding other() {
    return this == CEILING ? CLOSEST : CEILING;
  }

  private static ReplicaCounts ceiling(int replicas, int weight) {
    return new ReplicaCounts(
        WeightMath.roundedUp(replicas, weight, 100),
        WeightMath.roundedUp(replicas, 100 - weight, 100));
  }
}

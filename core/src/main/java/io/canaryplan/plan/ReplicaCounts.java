// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

/**
 * How many pods of each version are asked for.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param canary pods of the new version, 0 or more
 * @param stable pods of the stable version, 0 or more
 */
public record ReplicaCounts(int canary, int stable) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a count is negative
   */
  public ReplicaCounts {
    if (canary < 0 || stable < 0) {
      throw new IllegalArgumentException(
          "counts must not be negative but were " + canary + "/" + stable);
    }
  }

  /** Returns the pods of both versions together; a {@code long}, since the sum may pass 2³¹. */
  public long total() {
    return (long) canary + stable;
  }

  /** Returns {@code canary/stable}. */
  @Override
  public String toString() {
    return canary + "/" + stable;
  }
}

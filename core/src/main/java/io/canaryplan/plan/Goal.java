// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

/**
 * What a state asks for, which is where its passes lead unless they stand still before.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param replicas pods of both versions that the controller scales to, sooner or later
 * @param weights shares of the traffic that setWeight and experiments ask for
 */
public record Goal(ReplicaCounts replicas, TrafficWeights weights) {
  /** Checks for null. */
  public Goal {
    requireNonNull(replicas, "replicas");
    requireNonNull(weights, "weights");
  }

  /** Returns counts and weights, for example {@code 2/9 at 20/80}. */
  @Override
  public String toString() {
    return replicas + " at " + weights;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * What decides the size of a traffic-routed canary: a weight, or pods pinned by setCanaryScale.
 *
 * @param pods pinned pods; absent: the weight decides. A Rollout may pin a negative number, which
 *     gives no pods
 * @param weight share of the maximum traffic weight; may be above it when setCanaryScale says so,
 *     and is 0 when pods are pinned, which under dynamicStableScale holds stable at {@code
 *     replicas}
 */
record CanaryDemand(OptionalInt pods, int weight) {
  /** Checks for null. */
  public CanaryDemand {
    requireNonNull(pods, "pods");
  }

  /** Returns the demand of a weight. */
  public static CanaryDemand ofWeight(int weight) {
    return new CanaryDemand(OptionalInt.empty(), weight);
  }

  /** Returns the demand of a fixed number of pods. */
  public static CanaryDemand ofPods(int pods) {
    return new CanaryDemand(OptionalInt.of(pods), 0);
  }
}

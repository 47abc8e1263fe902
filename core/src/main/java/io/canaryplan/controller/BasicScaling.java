// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static java.util.Objects.requireNonNull;

import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.ScaleLimits;
import io.canaryplan.plan.WeightMath;
import java.util.Optional;

/**
 * The sizes of a canary without traffic routing, canary.md 2 and 9: where a weight settles, and how
 * far one controller pass goes towards it.
 *
 * <p>Of 10 replicas with surge 2 and unavailable 0, weight 20 (closest) settles at 2/8. From 0/10
 * the first pass may create both canaries, {@code next} = 2/10; when they are available the next
 * pass may remove two stable pods, {@code next} = 2/8.
 *
 * @param rounding how the weight becomes pods
 * @param replicas pods asked for, 0 to 2³¹−1
 * @param limits resolved maxSurge and maxUnavailable; the latter at most {@code replicas}
 * @param threshold when the canary is big enough; absent: when all its pods are available
 */
record BasicScaling(
    Rounding rounding, int replicas, ScaleLimits limits, Optional<SizeThreshold> threshold) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if replicas are negative
   */
  public BasicScaling {
    requireNonNull(rounding, "rounding");
    requireNonNull(limits, "limits");
    requireNonNull(threshold, "threshold");
    if (replicas < 0) {
      throw new IllegalArgumentException("replicas must not be negative but were " + replicas);
    }
  }

  /**
   * Returns the counts that the weight settles at.
   *
   * @param weight share of the new version of 100, 0 to 100
   */
  public ReplicaCounts target(int weight) {
    return WeightMath.targetCounts(rounding, replicas, weight, limits.maxSurge());
  }

  /**
   * Returns how many pods above {@code replicas + maxSurge} a pass may create: 1 under CEILING when
   * the split is uneven (controllers up to v1.1 raise the surge limit silently, canary.md 9), else
   * 0.
   */
  int extraSurge(int weight) {
    return rounding == Rounding.CEILING && (long) replicas * weight % 100 != 0 ? 1 : 0;
  }

  /** Returns the pods that maxUnavailable wants available. */
  int leastAvailable() {
    return replicas - limits.maxUnavailable();
  }

  /**
   * Returns the sizes that one pass computes from live ReplicaSets, 2.6 and 2.9. The controller
   * applies at most one of the two in a pass, stable first (2.7).
   *
   * <p>Growing comes first and stable before canary, as far as {@code replicas + maxSurge} leaves
   * room; nothing shrinks while an older ReplicaSet still asks for pods; then one side shrinks as
   * far as {@code replicas − maxUnavailable} available pods remain.
   *
   * @param sets the ReplicaSets now
   * @param weight share of the new version of 100, 0 to 100; without a stable ReplicaSet beside the
   *     canary's, which then goes to {@code replicas}, pass 100
   * @return the size of the canary (0 if it does not exist) and of stable (0 if it is absent or is
   *     the canary)
   */
  public ReplicaCounts next(ReplicaSets sets, int weight) {
    ReplicaCounts sizes = BasicPass.next(this, sets, weight);
    return sets.hasSeparateStable() ? sizes : new ReplicaCounts(sizes.canary(), 0);
  }

  /**
   * Returns whether the pods are where this pass wants them, 2.8, which completes a setWeight step:
   * the canary has its {@code next} size, all available (or reaches the threshold), stable has its
   * {@code next} size, all created (under CEILING also available), and no older pod is available.
   *
   * <p>While the weight falls this can be true before the target is reached.
   */
  public boolean atDesired(ReplicaSets sets, int weight) {
    if (sets.canary().isEmpty() || sets.stable().isEmpty() || sets.olderAvailable() > 0) {
      return false;
    }
    ReplicaCounts sizes = BasicPass.next(this, sets, weight);
    return SizeThreshold.isBigEnough(threshold, sets.canary().get(), sizes.canary())
        && sets.stable().get().isCreatedAs(sizes.stable())
        && (rounding == Rounding.CLOSEST || sets.stable().get().available() == sizes.stable());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.Capability;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.WeightMath;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The sizes of a canary with traffic routing, canary.md 3.1. Counts are rounded up; maxSurge,
 * maxUnavailable and the {@link Rounding} do not enter. Without dynamicStableScale stable stays at
 * {@code replicas}: 15 % of 10 is 2 canaries beside 10 stable pods.
 *
 * @param replicas pods asked for, 0 to 2³¹−1
 * @param maxWeight the whole traffic, 1 or more; 100 unless maxTrafficWeight is set
 * @param dynamicStableScale whether stable shrinks as traffic leaves it
 * @param minPods least size of a ReplicaSet that is not empty, see {@link #minPods}; 0 or less:
 *     none
 */
record RoutedScaling(int replicas, int maxWeight, boolean dynamicStableScale, int minPods) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if replicas are negative or the maximum weight is below 1
   */
  public RoutedScaling {
    if (replicas < 0 || maxWeight < 1) {
      throw new IllegalArgumentException(
          "no sizes for " + replicas + " replicas and a maximum weight of " + maxWeight);
    }
  }

  /**
   * Returns the least size that minPodsPerReplicaSet asks for: none when absent, and at most {@code
   * replicas} in controllers that cap it (canary.md 0.1).
   */
  public static int minPods(OptionalInt written, int replicas, ControllerVersion controller) {
    int pods = written.orElse(0);
    return controller.has(Capability.CAPS_MIN_PODS) ? Math.min(pods, replicas) : pods;
  }

  /**
   * Returns the pods for a share of the traffic, rounded up; below 0 becomes 0, above 2³¹−1 becomes
   * 2³¹−1.
   */
  public int podsFor(int weight) {
    return WeightMath.roundedUp(replicas, weight, maxWeight);
  }

  /**
   * Returns the counts of a pass that is not aborted, without weights in the status.
   *
   * @param demand what decides the canary's size
   */
  public ReplicaCounts counts(CanaryDemand demand) {
    return counts(demand, OptionalInt.empty());
  }

  /**
   * Returns the counts of a pass that is not aborted. Under dynamicStableScale stable carries the
   * traffic it still has: the larger of what the demand and what the recorded weight leave to it.
   *
   * @param demand what decides the canary's size
   * @param recordedStable stable's weight in the status, if one is recorded
   */
  public ReplicaCounts counts(CanaryDemand demand, OptionalInt recordedStable) {
    int canary =
        demand.pods().isPresent()
            ? Math.max(0, demand.pods().getAsInt())
            : floored(podsFor(demand.weight()));
    if (!dynamicStableScale) {
      return new ReplicaCounts(canary, replicas);
    }
    int stable = WeightMath.roundedUp(replicas, (long) maxWeight - demand.weight(), maxWeight);
    if (recordedStable.isPresent()) {
      stable = Math.max(stable, podsFor(recordedStable.getAsInt()));
    }
    return new ReplicaCounts(floored(canary), floored(stable));
  }

  /**
   * Returns the counts while aborted: as before, but under dynamicStableScale the canary too keeps
   * the pods for the traffic it still has.
   *
   * @param demand the abort weight of {@link AbortWeight#goal}, or pinned pods
   * @param recorded the weights in the status
   */
  public ReplicaCounts abortCounts(CanaryDemand demand, RecordedWeights recorded) {
    ReplicaCounts counts = counts(demand, OptionalInt.of(recorded.stable()));
    int canary = dynamicStableScale ? floored(podsFor(recorded.canary())) : 0;
    return new ReplicaCounts(Math.max(counts.canary(), canary), counts.stable());
  }

  /**
   * Returns whether the pods are where the demand wants them, 2.8, which lets the weight move and
   * completes a step: the canary has its size, all available (or reaches the threshold), and
   * without dynamicStableScale all {@code replicas} stable pods are created, available or not.
   * Recorded weights and older ReplicaSets do not matter.
   */
  public boolean atDesired(
      ReplicaSets sets, CanaryDemand demand, Optional<SizeThreshold> threshold) {
    int desired = counts(demand).canary();
    return sets.canary().isPresent()
        && SizeThreshold.isBigEnough(threshold, sets.canary().get(), desired)
        && (dynamicStableScale
            || (sets.stable().isPresent() && sets.stable().get().isCreatedAs(replicas)));
  }

  private int floored(int pods) {
    return pods == 0 ? 0 : Math.max(pods, minPods);
  }
}

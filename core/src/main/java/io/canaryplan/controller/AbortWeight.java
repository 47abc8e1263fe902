// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.Capability;
import io.canaryplan.plan.ControllerVersion;
import java.util.List;
import java.util.OptionalInt;

/**
 * How traffic returns to stable after an abort under dynamicStableScale, canary.md 5.1.3: back down
 * the list of setWeight steps, each time as far as the stable pods that are already available can
 * carry. Without dynamicStableScale the weight is 0 at once and none of this applies.
 *
 * @param scaling sizes and maximum weight of the Rollout
 * @param setWeights the weights of all setWeight steps in their order
 * @param delayed whether abortScaleDownDelaySeconds is written and above 0
 * @param controller the controller version
 */
record AbortWeight(
    RoutedScaling scaling,
    List<Integer> setWeights,
    boolean delayed,
    ControllerVersion controller) {
  /** Copies the list. */
  public AbortWeight {
    requireNonNull(scaling, "scaling");
    requireNonNull(controller, "controller");
    setWeights = ImmutableList.copyOf(setWeights);
  }

  /**
   * Returns the weight that this stage of the abort goes to: that of the last setWeight step which
   * needs fewer canary pods than stable still lacks (or than the canary has, unless it is kept for
   * its delay); 0 if there is none. The counts of the abort follow it.
   *
   * @param stable available stable pods, 0 or more
   * @param canary available canary pods, 0 or more
   */
  public int goal(int stable, int canary) {
    if (!controller.has(Capability.ABORTS_IN_STEPS)) {
      return 0;
    }
    long gap = (long) scaling.replicas() - stable;
    // v1.9 looks at the canary although its delay keeps its size, and so can stop part way:
    // canary.md 5.1
    boolean ignoresCanary = delayed && controller.has(Capability.FINISHES_DELAYED_ABORT);
    long needed = ignoresCanary ? gap : Math.max(gap, canary);
    for (int i = setWeights.size() - 1; i >= 0; i--) {
      if (scaling.podsFor(setWeights.get(i)) < needed) {
        return setWeights.get(i);
      }
    }
    return 0;
  }

  /**
   * Returns the canary weight of the next pass; 0 if the Rollout has no replicas or no
   * dynamicStableScale.
   *
   * @param stable available stable pods, 0 or more
   * @param canary available canary pods, 0 or more
   * @param recorded the canary weight in the status, if one is recorded
   */
  public int next(int stable, int canary, OptionalInt recorded) {
    if (!scaling.dynamicStableScale()) {
      return 0;
    }
    return towards(goal(stable, canary), stable, recorded);
  }

  /**
   * Returns the canary weight of the next pass towards a given goal; 0 if the Rollout has no
   * replicas. A rollback to stable under dynamicStableScale uses it with the maximum weight as goal
   * (canary.md 3.2).
   *
   * @param goal weight to go to, 0 to the maximum
   * @param stable available stable pods, 0 or more
   * @param recorded the canary weight in the status, if one is recorded
   */
  public int towards(int goal, int stable, OptionalInt recorded) {
    if (scaling.replicas() == 0) {
      return 0;
    }
    long max = scaling.maxWeight();
    long carried = max * stable / scaling.replicas();
    int uncarried = (int) Math.max(0, max - carried);
    if (recorded.isEmpty()) {
      return Math.max(uncarried, goal);
    }
    if (goal <= 0) {
      return Math.min(uncarried, recorded.getAsInt());
    }
    return carried < max - goal ? recorded.getAsInt() : Math.min(goal, recorded.getAsInt());
  }
}

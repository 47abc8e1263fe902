// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import io.canaryplan.rollout.CanaryStrategy;
import java.util.Optional;

/**
 * What does not change while the controller works: the Rollout's settings, resolved.
 *
 * @param routed whether trafficRouting is present
 * @param driven whether it names a router, so that weights are written and recorded
 * @param basic sizes without traffic routing; also holds the limits and the threshold of both
 * @param scaling sizes with traffic routing
 * @param abortWeight the way back of the weight
 * @param steps what is in force at each step
 * @param delays how long pods stay
 * @param names which mesh objects are moved
 * @param controller the controller's version
 */
record ControllerRules(
    boolean routed,
    boolean driven,
    BasicScaling basic,
    RoutedScaling scaling,
    AbortWeight abortWeight,
    StepSchedule steps,
    ScaleDownDelays delays,
    MeshNames names,
    ControllerVersion controller) {

  static ControllerRules of(PlanBasis basis) {
    CanaryStrategy strategy = basis.strategy();
    ControllerVersion controller = basis.settings().controller();
    boolean delayed = strategy.abortScaleDownDelaySeconds().orElse(0) > 0;
    ScaleDownDelays delays =
        new ScaleDownDelays(
            strategy.abortScaleDownDelaySeconds(),
            strategy.scaleDownDelaySeconds(),
            strategy.scaleDownDelayRevisionLimit().orElse(Integer.MAX_VALUE));
    return new ControllerRules(
        basis.isRouted(),
        basis.hasRouter(),
        basis.basic(),
        basis.scaling(),
        new AbortWeight(basis.scaling(), basis.steps().setWeights(), delayed, controller),
        StepSchedule.of(basis),
        delays,
        MeshNames.of(strategy),
        controller);
  }

  int replicas() {
    return basic.replicas();
  }

  /** Returns the total traffic weight; always 100 without traffic routing. */
  int max() {
    return routed ? scaling.maxWeight() : 100;
  }

  boolean dynamic() {
    return routed && scaling.dynamicStableScale();
  }

  /** Returns the pods of a version that is both current and stable, see PlanBasis. */
  int atRest() {
    return routed ? scaling.counts(CanaryDemand.ofWeight(max())).canary() : replicas();
  }

  /** Returns whether a threshold is set and met by these pods. */
  boolean meetsThreshold(int desired, int available) {
    return basic.threshold().isPresent() && basic.threshold().get().isMet(desired, available);
  }

  /** Returns the weight that the steps ask for, spec/canary.md 2.1. */
  int requestedWeight(ControllerState state) {
    if (!state.isUpdating() || state.progress().isFull()) {
      return max();
    }
    return state.progress().isAborted() ? 0 : steps.weight(state.progress().index(), max());
  }

  /** Runs one pass, in the order of 3.4. */
  Reconciled pass(ControllerState state) {
    Optional<ControllerState> routing = RoutingStage.apply(this, state);
    if (routing.isEmpty()) {
      return new Reconciled(state, state, state);
    }
    ControllerState scaled = ScalingStage.apply(this, state, routing.get());
    return new Reconciled(state, scaled, StatusStage.apply(this, state, scaled));
  }

  /**
   * One pass.
   *
   * @param before the state it found
   * @param scaled the state after routing and scaling, with the roles as before
   * @param after the state it leaves: the status may have moved on, and roles with it
   */
  record Reconciled(ControllerState before, ControllerState scaled, ControllerState after) {}
}

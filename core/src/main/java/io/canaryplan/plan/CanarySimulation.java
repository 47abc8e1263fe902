// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import io.canaryplan.rollout.Rollout;
import java.util.List;

/**
 * What stands behind a {@link CanaryPlan}: a simulation that has walked through the steps, and can
 * walk on from each state when somebody intervenes. The package {@code controller} implements it;
 * callers ask the plan.
 *
 * <p>Positions count the states of the plan from 0. A simulation depends on the Rollout and the
 * settings alone, always answers the same, and is safe for use by several threads.
 */
public interface CanarySimulation {
  /** Returns the Rollout as written. */
  Rollout rollout();

  /** Returns what the plan is made with. */
  PlanSettings settings();

  /** Returns the pods planned with. */
  int replicas();

  /** Returns maxSurge and maxUnavailable in pods. */
  ScaleLimits limits();

  /** Returns what the weights add up to. */
  int maxWeight();

  /** Returns whether trafficRouting is present. */
  boolean routed();

  /** Returns whether a router gets the weights. */
  boolean hasRouter();

  /** Returns the initial state, one for each step, and the promoted state. */
  List<PlannedState> states();

  /** Returns the extremes over all passes. */
  Envelope envelope();

  /** Returns the weight that the steps ask for at a step, from 0. */
  int weight(int step);

  /** Returns the update in a state. */
  CanaryMoment at(int position);

  /** Returns the way back from each step. */
  List<AbortPlan> aborts();

  /** Returns what an abort does. */
  Course abort(int position);

  /** Returns what {@link CanaryPlan#abortAfter} does. */
  Course abortAfter(int position);

  /** Returns what {@link CanaryPlan#promote} does. */
  Course promote(int position);

  /** Returns what {@link CanaryPlan#promoteFull} does. */
  Course promoteFull(int position);

  /** Returns what {@link CanaryPlan#skipAllSteps} does. */
  Course skipAllSteps(int position);

  /** Returns what {@link CanaryPlan#retry} does. */
  Course retry(int position);

  /** Returns what {@link CanaryPlan#rollbackToStable} does. */
  Course rollbackToStable(int position);

  /** Returns what {@link CanaryPlan#rollbackWithinWindow} does. */
  Course rollbackWithinWindow(int position, String hash);

  /** Returns what {@link CanaryPlan#newVersion} does. */
  Course newVersion(int position, String hash);

  /** Returns what {@link CanaryPlan#initialDeploy} does. */
  Course initialDeploy();
}

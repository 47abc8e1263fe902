// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static java.util.Objects.requireNonNull;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.RouteWrites;
import io.canaryplan.rollout.Rollout;

/** The controller's canary strategy, followed pass by pass without a cluster. */
public final class CanaryController {
  private CanaryController() {}

  /**
   * Plans a Rollout.
   *
   * @throws IllegalArgumentException if it has no canary strategy
   */
  public static CanaryPlan plan(Rollout rollout, PlanSettings settings) {
    return plan(rollout, settings, RouteWrites.SUCCEED);
  }

  /**
   * Plans a Rollout of whose documents something is known.
   *
   * @param writes which header and mirror routes can be written
   * @throws IllegalArgumentException if it has no canary strategy
   */
  public static CanaryPlan plan(Rollout rollout, PlanSettings settings, RouteWrites writes) {
    requireNonNull(rollout, "rollout");
    requireNonNull(settings, "settings");
    requireNonNull(writes, "writes");
    return CanaryPlan.of(new CanaryWalks(new ResolvedCanary(rollout, settings, writes)));
  }
}

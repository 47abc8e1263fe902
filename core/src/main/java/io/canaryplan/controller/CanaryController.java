// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static java.util.Objects.requireNonNull;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlanSettings;
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
    requireNonNull(rollout, "rollout");
    requireNonNull(settings, "settings");
    return CanaryPlan.of(new CanaryWalks(new ResolvedCanary(rollout, settings)));
  }
}

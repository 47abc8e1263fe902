// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.PlannerOptions;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.Rollout;
import java.util.List;

/** Stands for what is not there where failures are collected; nothing is asked of it. */
final class NoRollout {
  private static final Rollout ROLLOUT =
      Rollout.builder("none", CanaryStrategy.builder().build()).build();

  static final PlannedRollout PLANNED =
      CanaryPlanner.plan(
          ROLLOUT, new Manifests(List.of(), List.of(), List.of()), PlannerOptions.DEFAULT);

  static final CanaryPlan PLAN = CanaryPlanner.plan(ROLLOUT, PlannerOptions.DEFAULT);

  private NoRollout() {}
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import io.canaryplan.Manifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.plan.CanaryPlan;

/**
 * Where assertions about plans start; to be imported statically beside AssertJ's own.
 *
 * <pre>{@code
 * assertThat(plan).step(1).hasReplicas(2, 9).sendsToCanary(15);
 * assertThat(plan).neverExceedsPods(11).neverFallsBelowAvailable(8);
 * assertThat(planned).hasNoFindings();
 * }</pre>
 *
 * <p>A failure prints the plan's table with the row in question marked. {@link
 * CanaryPlanSoftAssertions} has the same methods and reports all failures at the end.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class CanaryPlanAssertions {
  private CanaryPlanAssertions() {}

  /** Starts assertions about a plan. */
  public static CanaryPlanAssert assertThat(CanaryPlan actual) {
    return new CanaryPlanAssert(actual);
  }

  /** Starts assertions about the answer for one Rollout: its findings, its plan, its documents. */
  public static PlannedRolloutAssert assertThat(PlannedRollout actual) {
    return new PlannedRolloutAssert(actual);
  }

  /** Starts assertions about inputs that have been read. */
  public static ManifestsAssert assertThat(Manifests actual) {
    return new ManifestsAssert(actual);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import io.canaryplan.Manifests;
import io.canaryplan.PlannedRollout;
import io.canaryplan.plan.CanaryPlan;
import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;

/**
 * The assertions of {@link CanaryPlanAssertions}, and all of AssertJ's, collected: every failure of
 * a test is reported at its end.
 *
 * <pre>{@code
 * CanaryPlanSoftAssertions.assertPlansSoftly(softly -> {
 *   softly.assertThat(plan).step(1).hasReplicas(2, 9);
 *   softly.assertThat(plan).neverExceedsPods(11);
 * });
 * }</pre>
 *
 * <p>Collects failures, so each thread needs its own.
 */
public class CanaryPlanSoftAssertions extends SoftAssertions {
  /** Starts collecting; {@link #assertAll} reports. */
  public CanaryPlanSoftAssertions() {}

  /**
   * Runs assertions and reports all that fail.
   *
   * @throws AssertionError if one or more fail
   */
  public static void assertPlansSoftly(Consumer<CanaryPlanSoftAssertions> assertions) {
    CanaryPlanSoftAssertions softly = new CanaryPlanSoftAssertions();
    assertions.accept(softly);
    softly.assertAll();
  }

  /** Starts assertions about a plan. */
  public CanaryPlanAssert assertThat(CanaryPlan actual) {
    return collecting(proxy(CanaryPlanAssert.class, CanaryPlan.class, actual));
  }

  /** Starts assertions about the answer for one Rollout. */
  public PlannedRolloutAssert assertThat(PlannedRollout actual) {
    return collecting(proxy(PlannedRolloutAssert.class, PlannedRollout.class, actual));
  }

  /** Starts assertions about inputs that have been read. */
  public ManifestsAssert assertThat(Manifests actual) {
    return collecting(proxy(ManifestsAssert.class, Manifests.class, actual));
  }

  <A extends KitAssert<A, ?>> A collecting(A made) {
    made.collector = this;
    return made;
  }
}

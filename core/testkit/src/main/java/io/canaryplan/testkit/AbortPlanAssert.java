// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.ReplicaCounts;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about the way back from one step.
 *
 * <p>Not for use by several threads.
 */
public class AbortPlanAssert extends KitAssert<AbortPlanAssert, AbortPlan> {
  @Nullable CanaryPlanAssert plan;

  /** Starts assertions about an abort; {@link CanaryPlanAssert#abortAt} does. */
  public AbortPlanAssert(AbortPlan actual) {
    super(actual, AbortPlanAssert.class);
  }

  /**
   * Verifies the pods at the end of the way back.
   *
   * @param canary pods of the new version, 0 or more
   * @param stable pods of the stable version, 0 or more
   */
  public AbortPlanAssert endsWithReplicas(int canary, int stable) {
    ReplicaCounts found = actual.replicas();
    return check(
        found.equals(new ReplicaCounts(canary, stable)),
        () ->
            failure(
                "to end with %d canary and %d stable pods".formatted(canary, stable),
                "%d and %d".formatted(found.canary(), found.stable())));
  }

  /**
   * Verifies the weight of the new version at the end of the way back.
   *
   * @param weight of 100, or of {@code maxTrafficWeight}; 0 or more
   */
  public AbortPlanAssert endsWithWeight(int weight) {
    int found = actual.weights().canary();
    return check(
        found == weight, () -> failure("to end at weight " + weight, String.valueOf(found)));
  }

  /** Verifies that the way back ends: the stable version has all traffic and pods. */
  public AbortPlanAssert comesBack() {
    return check(
        actual.course().standstill().isEmpty(), () -> failure("to come back", "a standstill"));
  }

  /** Verifies the time of all delays on the way back, without what pods need to become ready. */
  public AbortPlanAssert takes(Duration time) {
    return check(
        actual.seconds() == time.toSeconds(),
        () -> failure("to take " + time.toSeconds() + " s", actual.seconds() + " s"));
  }

  /** Verifies that there are never more pods on the way back, 0 or more. */
  public AbortPlanAssert neverExceedsPods(long pods) {
    long peak = actual.passes().stream().mapToLong(Pass::total).max().orElse(0);
    return check(peak <= pods, () -> failure("never more than " + pods + " pods", "" + peak));
  }

  /** Goes on to the passes on the way back. */
  public ListAssert<Pass> passes() {
    return Assertions.assertThat(actual.passes());
  }

  /**
   * Goes back to the plan.
   *
   * @throws IllegalStateException if the assertion was not reached through one
   */
  public CanaryPlanAssert and() {
    if (plan == null) {
      throw new IllegalStateException("this assertion was not reached through a plan's");
    }
    return plan;
  }

  private String failure(String expected, String found) {
    int number = actual.fromStepIndex() + 1;
    String text =
        "expected the abort at step %d %s but there is %s".formatted(number, expected, found);
    return plan == null
        ? text
        : PlanText.of(plan.actual(), text, Optional.of(plan.actual().step(actual.fromStepIndex())));
  }
}

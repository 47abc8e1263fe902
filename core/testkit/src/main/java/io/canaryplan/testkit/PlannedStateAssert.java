// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.ReplicaCounts;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about one state of a plan. {@link #and} goes back to the plan, {@link #step} on to
 * another of its steps.
 *
 * <p>Not for use by several threads.
 */
public class PlannedStateAssert extends KitAssert<PlannedStateAssert, PlannedState> {
  @Nullable CanaryPlanAssert plan;

  /** Starts assertions about a state; {@link CanaryPlanAssert#step} does, and knows its plan. */
  public PlannedStateAssert(PlannedState actual) {
    super(actual, PlannedStateAssert.class);
  }

  /**
   * Verifies the pods of both versions; when promoted, the new version is the stable one.
   *
   * @param canary pods of the new version, 0 or more
   * @param stable pods of the stable version, 0 or more
   */
  public PlannedStateAssert hasReplicas(int canary, int stable) {
    ReplicaCounts found = actual.replicas();
    return check(
        found.equals(new ReplicaCounts(canary, stable)),
        () ->
            failure(
                "%d canary and %d stable pods".formatted(canary, stable),
                "%d and %d".formatted(found.canary(), found.stable())));
  }

  /** Verifies the pods of the new version, 0 or more. */
  public PlannedStateAssert hasCanaryReplicas(int pods) {
    return check(
        actual.replicas().canary() == pods,
        () -> failure(pods + " canary pods", String.valueOf(actual.replicas().canary())));
  }

  /** Verifies the pods of the stable version, 0 or more. */
  public PlannedStateAssert hasStableReplicas(int pods) {
    return check(
        actual.replicas().stable() == pods,
        () -> failure(pods + " stable pods", String.valueOf(actual.replicas().stable())));
  }

  /**
   * Verifies the weight that the new version gets: what a router sends it. Without a router it is
   * the share that {@code setWeight} asks for, <em>asked</em> in the table where the pods do not
   * reach it; what they make of it is {@link #hasPodShare}.
   *
   * @param weight of 100, or of {@code maxTrafficWeight}; 0 or more
   */
  public PlannedStateAssert sendsToCanary(int weight) {
    int found = actual.weights().canary();
    return check(
        found == weight,
        () -> failure("weight " + weight + " for the canary", String.valueOf(found)));
  }

  /**
   * Verifies the new version's share of all pods, which is its share of the traffic without a
   * router. The fraction need not be reduced: 2 of 4 is 1 of 2.
   *
   * @param canary pods of the new version, 0 or more
   * @param total pods of both versions, above 0
   */
  public PlannedStateAssert hasPodShare(long canary, long total) {
    ReplicaCounts found = actual.replicas();
    return check(
        found.canary() * total == canary * found.total() && found.total() > 0,
        () ->
            failure(
                canary + " of " + total + " pods in the canary",
                found.canary() + " of " + found.total()));
  }

  /**
   * Verifies that at least so many pods are available in each pass on the way to this state, and
   * when it is reached; new pods of a pass are not counted before they are ready. Over the whole
   * update it is {@link CanaryPlanAssert#neverFallsBelowAvailable}.
   *
   * @param pods 0 or more
   */
  public PlannedStateAssert keepsAvailable(long pods) {
    long fewest =
        actual.passes().stream()
            .mapToLong(Pass::available)
            .reduce(actual.availablePods(), Math::min);
    return check(
        actual.reachable() && fewest >= pods,
        () ->
            failure(
                "at least %d available pods".formatted(pods),
                actual.reachable() ? fewest + " on the way" : standing()));
  }

  /** Verifies how long the state lasts, to the second; fails if that is open. */
  public PlannedStateAssert lasts(Duration time) {
    return check(
        actual.durationSeconds().equals(OptionalLong.of(time.toSeconds())),
        () -> failure("to last " + time.toSeconds() + " s", duration()));
  }

  /** Verifies that the state lasts until a person or an analysis acts. */
  public PlannedStateAssert lastsUntilSomebodyActs() {
    return check(
        actual.reachable() && actual.durationSeconds().isEmpty(),
        () -> failure("to last until somebody acts", duration()));
  }

  private String duration() {
    return actual.durationSeconds().isPresent()
        ? actual.durationSeconds().getAsLong() + " s"
        : "open";
  }

  /** Verifies that the update comes here and goes on. */
  public PlannedStateAssert isReached() {
    return check(actual.reached(), () -> failure("the update to get past", standing()));
  }

  /** Verifies that the update stands still here for ever. */
  public PlannedStateAssert isStuck() {
    return check(
        actual.reachable() && !actual.reached(), () -> failure("a standstill", standing()));
  }

  /** Verifies that the update never comes here, since it stands still before. */
  public PlannedStateAssert isUnreachable() {
    return check(!actual.reachable(), () -> failure("a state that never comes", standing()));
  }

  private String standing() {
    if (!actual.reachable()) {
      return "one that never comes";
    }
    return actual.reached() ? "one that the update gets past" : "a standstill";
  }

  /** Goes on to why the numbers are what they are, one sentence each. */
  public ListAssert<String> reasons() {
    return Assertions.assertThat(actual.reasons());
  }

  /** Goes on to another step of the same plan, as {@link CanaryPlanAssert#step}. */
  public PlannedStateAssert step(int number) {
    return and().step(number);
  }

  /** Goes on to the end of the same plan. */
  public PlannedStateAssert promoted() {
    return and().promoted();
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
    String text =
        "expected " + expected + " at " + PlanText.name(actual) + " but there is " + found;
    return plan == null ? text : PlanText.of(plan.actual(), text, Optional.of(actual));
  }
}

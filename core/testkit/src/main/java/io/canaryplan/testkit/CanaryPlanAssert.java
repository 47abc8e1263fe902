// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit;

import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Envelope;
import io.canaryplan.plan.PlannedState;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/**
 * Assertions about a canary plan. Steps are counted from 1, as in the table that a failure prints.
 *
 * <p>Not for use by several threads.
 */
public class CanaryPlanAssert extends KitAssert<CanaryPlanAssert, CanaryPlan> {
  private static final Kind<PlannedStateAssert, PlannedState> STATE =
      Kind.of(PlannedStateAssert.class, PlannedState.class, PlannedStateAssert::new);
  private static final Kind<AbortPlanAssert, AbortPlan> ABORT =
      Kind.of(AbortPlanAssert.class, AbortPlan.class, AbortPlanAssert::new);

  /** Starts assertions about a plan; {@link CanaryPlanAssertions#assertThat(CanaryPlan)} does. */
  public CanaryPlanAssert(CanaryPlan actual) {
    super(actual, CanaryPlanAssert.class);
  }

  /**
   * Goes on to the state of a step; fails if the plan has no such step.
   *
   * @param number number of the step from 1, as in the table
   */
  public PlannedStateAssert step(int number) {
    isNotNull();
    int steps = actual.states().size() - 2;
    Optional<PlannedState> state =
        number >= 1 && number <= steps ? Optional.of(actual.step(number - 1)) : Optional.empty();
    return state(state, "there is no step " + number + " among " + steps);
  }

  /** Goes on to the state before the update. */
  public PlannedStateAssert initial() {
    isNotNull();
    return state(Optional.of(actual.states().get(0)), "");
  }

  /** Goes on to the state at the end, when the new version is the stable one. */
  public PlannedStateAssert promoted() {
    isNotNull();
    return state(Optional.of(actual.states().get(actual.states().size() - 1)), "");
  }

  private PlannedStateAssert state(Optional<PlannedState> state, String failure) {
    PlannedStateAssert next =
        partOf(
            state.orElse(null),
            actual.states().get(0),
            () -> PlanText.of(actual, failure, Optional.empty()),
            STATE);
    next.plan = this;
    return next;
  }

  /**
   * Goes on to the way back when the update is aborted at a step that has settled; fails if there
   * is no such step, or the update never comes there.
   *
   * @param number number of the step from 1, as in the table
   */
  public AbortPlanAssert abortAt(int number) {
    isNotNull();
    Optional<AbortPlan> abort =
        actual.aborts().stream().filter(way -> way.fromStepIndex() == number - 1).findFirst();
    AbortPlanAssert next =
        partOf(
            abort.orElse(null),
            new AbortPlan(0, actual.initialDeploy()),
            () ->
                PlanText.of(
                    actual, "there is no abort at step " + number + " in", Optional.empty()),
            ABORT);
    next.plan = this;
    return next;
  }

  /** Goes on to all states, the initial one first, with what AssertJ offers for lists. */
  public ListAssert<PlannedState> states() {
    isNotNull();
    return Assertions.assertThat(actual.states());
  }

  /** Verifies the number of steps, 0 or more. */
  public CanaryPlanAssert hasSteps(int number) {
    isNotNull();
    int steps = actual.states().size() - 2;
    return check(
        steps == number,
        () ->
            PlanText.of(
                actual, "expected " + number + " steps but there are " + steps, Optional.empty()));
  }

  /**
   * Verifies that there are never more pods at one time, over all passes of the update; those still
   * terminating are not among them.
   *
   * @param pods 0 or more
   */
  public CanaryPlanAssert neverExceedsPods(long pods) {
    isNotNull();
    Envelope.Extreme peak = actual.envelope().peak();
    return check(peak.pods() <= pods, () -> extreme("at most " + pods + " pods", peak));
  }

  /**
   * Verifies that there are never fewer pods available at one time, over all passes of the update,
   * new pods of a pass not counted before they are ready.
   *
   * @param pods 0 or more
   */
  public CanaryPlanAssert neverFallsBelowAvailable(long pods) {
    isNotNull();
    Envelope.Extreme lowest = actual.envelope().lowestAvailable();
    return check(
        lowest.pods() >= pods, () -> extreme("at least " + pods + " available pods", lowest));
  }

  private String extreme(String expected, Envelope.Extreme found) {
    PlannedState state = actual.states().get(found.moment().state());
    String where = "on the way to " + PlanText.name(state);
    return PlanText.of(
        actual,
        "expected " + expected + " but there are " + found.pods() + " " + where,
        Optional.of(state));
  }

  /** Verifies that the update comes to its end: no state is a standstill. */
  public CanaryPlanAssert isPromoted() {
    isNotNull();
    Optional<PlannedState> stuck =
        actual.states().stream().filter(state -> state.reachable() && !state.reached()).findFirst();
    return check(
        stuck.isEmpty(),
        () ->
            PlanText.of(
                actual,
                "expected the update to be promoted but it is stuck at "
                    + stuck.map(PlanText::name).orElse(""),
                stuck));
  }

  /**
   * Verifies the time of all pauses and delays, without what pods need to become ready; fails if
   * the time is open.
   */
  public CanaryPlanAssert takes(Duration time) {
    isNotNull();
    return check(
        actual.envelope().seconds().equals(OptionalLong.of(time.toSeconds())),
        () ->
            PlanText.of(
                actual,
                "expected the update to take " + time + " but it takes " + PlanText.seconds(actual),
                Optional.empty()));
  }

  /**
   * Verifies that the plan is as in a snapshot of the test's name: its table, with the aborts. See
   * {@link Snapshots} for where it stands and how it is written.
   */
  public CanaryPlanAssert matchesSnapshot() {
    isNotNull();
    return matches(Snapshots.ofCaller());
  }

  /** Verifies as {@link #matchesSnapshot()}, for a test that has more than one. */
  public CanaryPlanAssert matchesSnapshot(String name) {
    isNotNull();
    return matches(Snapshots.ofCaller(name));
  }

  private CanaryPlanAssert matches(Snapshots snapshot) {
    Optional<String> difference = snapshot.differenceTo(SnapshotText.of(actual));
    return check(difference.isEmpty(), difference::orElseThrow);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.Standstill;
import io.canaryplan.review.StateComparison.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The plans of both revisions side by side.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param states the states, those that are gone where they stood
 * @param numbers what both come to, equal numbers too
 */
public record PlanComparison(List<StateComparison> states, List<NumberComparison> numbers) {
  /** Copies the lists. */
  public PlanComparison {
    states = ImmutableList.copyOf(states);
    numbers = ImmutableList.copyOf(numbers);
  }

  static PlanComparison of(Plan before, Plan after) {
    return new PlanComparison(
        StateAlignment.of(states(before), states(after)),
        ImmutableList.of(
            number("strategy", before.strategy().toString(), after.strategy().toString()),
            number(
                "terms", Joiner.on(", ").join(before.terms()), Joiner.on(", ").join(after.terms())),
            number("replicas", before.replicas(), after.replicas()),
            number("most pods", before.peakPods(), after.peakPods()),
            number("fewest available", before.lowestAvailablePods(), after.lowestAvailablePods()),
            number("time", time(before.seconds()), time(after.seconds())),
            number("longest abort", abort(before), abort(after)),
            number("standstill", standstill(before), standstill(after))));
  }

  private static List<Numbers> states(Plan plan) {
    return plan.states().stream().map(state -> Numbers.of(plan, state)).toList();
  }

  private static NumberComparison number(String what, Object before, Object after) {
    return new NumberComparison(what, before.toString(), after.toString());
  }

  private static String time(OptionalLong seconds) {
    return seconds.isPresent() ? seconds.getAsLong() + " s" : "open";
  }

  private static String standstill(Plan plan) {
    return plan.standstill().map(Standstill::message).orElse("none");
  }

  private static String abort(Plan plan) {
    Optional<AbortPlan> longest =
        plan instanceof CanaryPlan canary
            ? canary.aborts().stream()
                .reduce((one, other) -> other.seconds() > one.seconds() ? other : one)
            : Optional.empty();
    return longest.map(abort -> abort.seconds() + " s").orElse("none");
  }

  /** Returns whether any state or number differs. */
  public boolean differs() {
    return states.stream().anyMatch(state -> state.change() != Change.SAME)
        || numbers.stream().anyMatch(NumberComparison::differs);
  }
}

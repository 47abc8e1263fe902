// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import static java.util.Objects.requireNonNull;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.UpdateState;
import java.util.Optional;

/**
 * One state of an update in both plans, side by side.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param change whether both plans have it
 * @param before the state of the old plan; absent if it is new
 * @param after the state of the new plan; absent if it is gone
 */
public record StateComparison(Change change, Optional<Numbers> before, Optional<Numbers> after) {
  /** Checks that nothing is missing. */
  public StateComparison {
    requireNonNull(change, "change");
    requireNonNull(before, "before");
    requireNonNull(after, "after");
  }

  /**
   * What a plan says of a state.
   *
   * @param label the step as written, or the name of the state
   * @param reachable whether the update comes there; if not, the numbers are those of the
   *     standstill before
   * @param newPods pods of the new version, 0 or more
   * @param oldPods pods of all other versions, 0 or more
   * @param traffic the new version's share of the traffic in percent, or the weights of a router
   */
  public record Numbers(
      String label, boolean reachable, long newPods, long oldPods, String traffic) {
    /** Checks that nothing is missing. */
    public Numbers {
      requireNonNull(label, "label");
      requireNonNull(traffic, "traffic");
    }

    static Numbers of(Plan plan, UpdateState state) {
      return new Numbers(
          label(state), state.reachable(), state.newPods(), state.oldPods(), traffic(plan, state));
    }

    private static String label(UpdateState state) {
      return state instanceof PlannedState planned && planned.step().isPresent()
          ? planned.step().get().toString()
          : state.name();
    }

    private static String traffic(Plan plan, UpdateState state) {
      if (plan instanceof CanaryPlan canary
          && canary.hasRouter()
          && state instanceof PlannedState planned) {
        return planned.weights().toString();
      }
      Ratio share = plan.trafficShare(state);
      return (share.isInfinite() ? "0" : share.percent()) + " %";
    }

    /** Returns pods and traffic on one line, {@code 2 new, 9 old, 20/80}. */
    @Override
    public String toString() {
      return reachable ? newPods + " new, " + oldPods + " old, " + traffic : "never reached";
    }
  }
}

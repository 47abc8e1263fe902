// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.BlueGreenStage;
import io.canaryplan.plan.BlueGreenView;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.RollingUpdatePlan;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.UpdateState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * How long it takes until the new version has all users and all pods. What pods need to start is
 * not in it; that they have to be ready for minReadySeconds is, except in a canary, where nobody
 * counts the waits ({@link ReadyTime}). The delay after which old pods are removed comes later.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param state position in {@link Plan#states} of the first state in which it has them, or on the
 *     way to which it gets them; absent if that never comes
 * @param seconds seconds of all waits until then, 0 or more; absent when one of them is open or not
 *     known, or when it never comes
 * @param open the states before it whose duration is open, in their order
 * @param never why it never comes, if so
 */
public record TimeToFull(
    OptionalInt state, OptionalLong seconds, List<Integer> open, Optional<Standstill> never) {
  private static final Ratio ALL = new Ratio(1, 1);

  /** Copies the list. */
  public TimeToFull {
    requireNonNull(state, "state");
    requireNonNull(seconds, "seconds");
    open = ImmutableList.copyOf(open);
    requireNonNull(never, "never");
  }

  /** Counts over the states of a plan. */
  public static TimeToFull of(Plan plan) {
    if (plan instanceof RollingUpdatePlan rolling) {
      return rolling.course().isComplete()
          ? at(plan, 1, ReadyTime.of(plan).seconds())
          : never(plan);
    }
    return plan instanceof CanaryPlan canary ? of(canary) : of((BlueGreenPlan) plan);
  }

  private static TimeToFull never(Plan plan) {
    return new TimeToFull(OptionalInt.empty(), OptionalLong.empty(), List.of(), plan.standstill());
  }

  private static TimeToFull of(CanaryPlan plan) {
    List<PlannedState> states = plan.states();
    long seconds = 0;
    for (int i = 0; i < states.size() && states.get(i).reachable(); i++) {
      PlannedState state = states.get(i);
      seconds += delays(state);
      if (isFull(plan, state)) {
        return at(plan, i, OptionalLong.of(seconds));
      }
      seconds += state.durationSeconds().orElse(0);
    }
    return never(plan);
  }

  private static boolean isFull(CanaryPlan plan, PlannedState state) {
    boolean promoted = state.kind() == PlannedState.Kind.PROMOTED && state.reached();
    boolean all =
        plan.trafficShare(state).compareTo(ALL) == 0 && state.newPods() >= plan.replicas();
    return promoted || all;
  }

  // those after the promotion are of old pods
  private static long delays(PlannedState state) {
    return state.passes().stream()
        .limit(UserMoment.promotion(state.passes()) + 1L)
        .mapToLong(pass -> pass.afterSeconds().orElse(0))
        .sum();
  }

  private static TimeToFull of(BlueGreenPlan plan) {
    List<BlueGreenStage> stages = plan.states();
    for (int i = 1; i < stages.size(); i++) {
      for (BlueGreenView view : stages.get(i).passes()) {
        if (view.active() == BlueGreenPlan.UPDATE) {
          OptionalLong ready = ReadyTime.of(plan).seconds();
          return at(
              plan,
              i,
              ready.isPresent() ? OptionalLong.of(view.seconds() + ready.getAsLong()) : ready);
        }
      }
    }
    return never(plan);
  }

  private static TimeToFull at(Plan plan, int state, OptionalLong seconds) {
    List<? extends UpdateState> states = plan.states();
    List<Integer> open =
        IntStream.range(0, state)
            .filter(before -> states.get(before).durationSeconds().isEmpty())
            .boxed()
            .toList();
    return new TimeToFull(
        OptionalInt.of(state),
        open.isEmpty() ? seconds : OptionalLong.empty(),
        open,
        Optional.empty());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.Quotation;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.TrafficShare;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.routing.StateDocument;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * One line of a plan's table: a state and the way to it, or the way back from one.
 *
 * @param state the state; of a way back the one that it begins in
 * @param passes the passes on the way
 * @param replicas pods at the end
 * @param weights the weights at the end, which without a router are only asked for
 * @param stableInStatus stable's weight in the status, which may be negative
 * @param traffic how much of the traffic reaches the new version at the end
 * @param seconds how long the state lasts, or the way back takes; absent when that is open
 * @param standstill why the way ends before its goal, if it does
 * @param byOtherRounding pods that the other rounding asks for, where that differs; none for a way
 *     back
 * @param reasons where the numbers come from; none for a way back
 * @param written works out the documents at the end; most formats do not ask for them
 */
record Stage(
    PlannedState state,
    List<Pass> passes,
    ReplicaCounts replicas,
    TrafficWeights weights,
    long stableInStatus,
    TrafficShare traffic,
    OptionalLong seconds,
    Optional<Standstill> standstill,
    Optional<ReplicaCounts> byOtherRounding,
    List<String> reasons,
    Supplier<List<StateDocument>> written)
    implements ReportedState {

  static Stage at(CanaryPlan plan, PlannedState state, Supplier<List<StateDocument>> written) {
    ReplicaCounts other = plan.replicasUnder(plan.rounding().other(), state);
    boolean differs = !other.equals(plan.replicasUnder(plan.rounding(), state));
    return new Stage(
        state,
        state.passes(),
        state.replicas(),
        state.weights(),
        state.weights().stableInStatus(plan.maxWeight()),
        plan.traffic(state),
        state.durationSeconds(),
        plan.standstillAt(state),
        differs ? Optional.of(other) : Optional.empty(),
        state.reasons(),
        written);
  }

  static Stage backFrom(
      CanaryPlan plan, PlannedState state, AbortPlan abort, Supplier<List<StateDocument>> written) {
    return new Stage(
        state,
        abort.passes(),
        abort.replicas(),
        abort.weights(),
        abort.weights().stableInStatus(plan.maxWeight()),
        plan.traffic(abort.course()),
        OptionalLong.of(abort.seconds()),
        abort.standstill(),
        Optional.empty(),
        ImmutableList.of(),
        written);
  }

  @Override
  public String folder() {
    return state.step().map(Object::toString).orElse(state.kind().toString());
  }

  @Override
  public boolean reachable() {
    return state.reachable();
  }

  /** Returns the documents at the end. */
  @Override
  public List<StateDocument> documents() {
    return written.get();
  }

  /**
   * Returns what reports call the state: {@code initial}, {@code 1 setWeight: 5}, {@code promoted};
   * always on one line.
   */
  @Override
  public String name() {
    return state
        .step()
        .map(step -> Quotation.line(state.stepIndex().getAsInt() + 1 + " " + step))
        .orElseGet(() -> state.kind().toString());
  }
}

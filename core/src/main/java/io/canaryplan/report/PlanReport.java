// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import io.canaryplan.Layout;
import io.canaryplan.PlannedRollout;
import io.canaryplan.plan.AbortPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Envelope;
import io.canaryplan.plan.PlanHashes;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.ProgressDeadline;
import java.util.List;
import java.util.Optional;

/**
 * What is said about a canary plan.
 *
 * @param heading what the plan is for and was made with
 * @param planHashes the hashes that its documents carry
 * @param traffic how its shares of traffic are told
 * @param states the states in their order
 * @param aborts the ways back, in the order of the steps
 * @param envelope the extremes over all passes
 * @param time the least time that it takes
 * @param deadline what progressDeadlineSeconds does where the update stands still, if it does
 */
record PlanReport(
    Heading heading,
    PlanHashes planHashes,
    TrafficText traffic,
    List<Stage> states,
    List<Stage> aborts,
    Envelope envelope,
    LeastTime time,
    Optional<ProgressDeadline> deadline)
    implements StrategyReport {
  PlanReport {
    states = ImmutableList.copyOf(states);
    aborts = ImmutableList.copyOf(aborts);
  }

  /** Reports on a plan without documents. */
  static PlanReport of(CanaryPlan plan) {
    return of(plan, Optional.empty());
  }

  /** Reports on a plan with the documents of its states. */
  static PlanReport of(CanaryPlan plan, PlannedRollout rollout) {
    return of(plan, Optional.of(rollout));
  }

  private static PlanReport of(CanaryPlan plan, Optional<PlannedRollout> rollout) {
    ImmutableList.Builder<Stage> states = ImmutableList.builder();
    for (PlannedState state : plan.states()) {
      states.add(
          Stage.at(
              plan,
              state,
              () -> rollout.map(all -> all.documents(state)).orElse(ImmutableList.of())));
    }
    ImmutableList.Builder<Stage> aborts = ImmutableList.builder();
    for (AbortPlan abort : plan.aborts()) {
      aborts.add(
          Stage.backFrom(
              plan,
              plan.states().get(abort.fromStepIndex() + 1),
              abort,
              () -> rollout.map(all -> all.documents(abort)).orElse(ImmutableList.of())));
    }
    return new PlanReport(
        Heading.of(plan),
        plan.settings().hashes(),
        new TrafficText(plan),
        states.build(),
        aborts.build(),
        plan.envelope(),
        LeastTime.of(plan),
        plan.progressDeadline());
  }

  @Override
  public Optional<String> namespace() {
    return heading.namespace();
  }

  @Override
  public String name() {
    return heading.name();
  }

  @Override
  public Optional<PlanHashes> hashes() {
    return Optional.of(planHashes);
  }

  @Override
  public int replicas() {
    return heading.replicas();
  }

  @Override
  public String line() {
    return heading.line();
  }

  @Override
  public Grid stateGrid(boolean passes) {
    return StageGrid.states(this, passes);
  }

  @Override
  public Grid abortGrid(boolean passes) {
    return StageGrid.aborts(this, passes);
  }

  @Override
  public List<Fact> facts() {
    return EnvelopeText.of(this);
  }

  @Override
  public void write(JsonWriter json, Layout layout) {
    new CanaryJson(json).add(this, layout);
  }
}

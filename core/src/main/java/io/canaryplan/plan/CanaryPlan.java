// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.PlannedState.Kind;
import io.canaryplan.rollout.Rollout;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a canary Rollout will do: where it settles before the update, at each step and at the end,
 * and how it gets from each to the next.
 *
 * <p>For example 10 replicas with the default limits of 25 % and the steps
 *
 * <pre>{@code
 * steps:
 * - setWeight: 20
 * - pause: {duration: 1m}
 * - setWeight: 50
 * }</pre>
 *
 * settle at
 *
 * <table>
 *   <caption>canary + stable pods; once promoted the new version is the stable one</caption>
 *   <tr><th>state</th><th>weights</th><th>without router</th><th>with router</th><th>for</th></tr>
 *   <tr><td>initial</td><td>0/100</td><td>0 + 10</td><td>0 + 10</td><td></td></tr>
 *   <tr><td>setWeight: 20</td><td>20/80</td><td>2 + 8</td><td>2 + 10</td><td></td></tr>
 *   <tr><td>pause: 1m</td><td>20/80</td><td>2 + 8</td><td>2 + 10</td><td>60 s</td></tr>
 *   <tr><td>setWeight: 50</td><td>50/50</td><td>5 + 5</td><td>5 + 10</td><td></td></tr>
 *   <tr><td>promoted</td><td>0/100</td><td>0 + 10</td><td>0 + 10</td><td></td></tr>
 * </table>
 *
 * <p>The canary's 2 is "20 % of 10 is 2". At 15 % it would be "15 % of 10 is 1.5, rounded up to 2",
 * and without a router 9 stable pods beside it, since "85 % of 10 is 8.5, rounded up to 9".
 *
 * <p>A plan depends on nothing but its arguments and needs no memory in proportion to replicas.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class CanaryPlan implements Plan {
  private final CanarySimulation simulation;
  private final ImmutableList<PlannedState> states;
  private final Envelope envelope;

  private CanaryPlan(CanarySimulation simulation) {
    this.simulation = simulation;
    states = ImmutableList.copyOf(simulation.states());
    envelope = simulation.envelope();
  }

  /** Returns the plan of a simulation that has walked through the steps. */
  public static CanaryPlan of(CanarySimulation simulation) {
    return new CanaryPlan(requireNonNull(simulation, "simulation"));
  }

  /** Returns the Rollout as written. */
  public Rollout rollout() {
    return simulation.rollout();
  }

  /** Returns what the plan was made with. */
  public PlanSettings settings() {
    return simulation.settings();
  }

  @Override
  public Optional<PlanHashes> hashes() {
    return Optional.of(settings().hashes());
  }

  @Override
  public Strategy strategy() {
    return Strategy.CANARY;
  }

  @Override
  public OptionalLong seconds() {
    return envelope.seconds();
  }

  /** Returns why the update stands still at some step, or stays otherwise than it should be. */
  @Override
  public Optional<Standstill> standstill() {
    return states.stream().flatMap(state -> state.standstill().stream()).findFirst();
  }

  /**
   * Returns the new version's share of the traffic in a state, as {@link #traffic(PlannedState)}
   * has it; all of it once promoted.
   *
   * @throws IllegalArgumentException if the state is of another strategy
   */
  @Override
  public Ratio trafficShare(UpdateState state) {
    if (!(state instanceof PlannedState planned)) {
      throw new IllegalArgumentException("'" + state.name() + "' is no state of a canary");
    }
    if (planned.isNewVersionStable()) {
      return new Ratio(planned.replicas().stable(), planned.replicas().total());
    }
    return traffic(planned).ratio();
  }

  /**
   * Returns the share of the version in the canary's role after a pass, which is 0 once the new
   * version is the stable one.
   *
   * @throws IllegalArgumentException if the pass is of another strategy
   */
  @Override
  public Ratio trafficShare(UpdatePass pass) {
    if (!(pass instanceof Pass own)) {
      throw new IllegalArgumentException("'" + pass + "' is no pass of a canary");
    }
    return traffic(own).ratio();
  }

  /** Returns the pods planned with: those of the settings, else the Rollout's, else 1. */
  @Override
  public int replicas() {
    return simulation.replicas();
  }

  @Override
  public String name() {
    return rollout().name();
  }

  @Override
  public List<String> terms() {
    return ImmutableList.of(
        routed() ? "traffic routing" : "rounding " + rounding(),
        "maxSurge " + limits().maxSurge(),
        "maxUnavailable " + limits().maxUnavailable(),
        "controller " + settings().controller());
  }

  /** Returns how weights become pods without traffic routing. */
  public Rounding rounding() {
    return settings().rounding();
  }

  /** Returns maxSurge and maxUnavailable in pods. */
  public ScaleLimits limits() {
    return simulation.limits();
  }

  /** Returns what the weights add up to: 100 unless maxTrafficWeight is set. */
  public int maxWeight() {
    return simulation.maxWeight();
  }

  /** Returns whether traffic-routed counts apply, that is whether trafficRouting is present. */
  public boolean routed() {
    return simulation.routed();
  }

  /** Returns whether a router gets the weights; {@code trafficRouting: {}} has none. */
  public boolean hasRouter() {
    return simulation.hasRouter();
  }

  /**
   * Returns what shares the traffic: a router; without one the pods of all versions by their
   * number, unless a stable Service is named, whose clients reach the stable version alone.
   */
  public TrafficShare.Basis trafficBasis() {
    if (hasRouter()) {
      return TrafficShare.Basis.WEIGHTS;
    }
    return rollout().canary().orElseThrow().namesStableService()
        ? TrafficShare.Basis.STABLE_SERVICE
        : TrafficShare.Basis.PODS;
  }

  /** Returns how much of the traffic reaches the new version in a state of this plan. */
  public TrafficShare traffic(PlannedState state) {
    List<Pass> passes = state.passes();
    long older = passes.isEmpty() ? 0 : passes.get(passes.size() - 1).olderReplicaSets();
    return traffic(state.replicas(), older, state.weights());
  }

  /** Returns how much of the traffic reaches the new version after a pass of this plan. */
  public TrafficShare traffic(Pass pass) {
    return traffic(pass.replicas(), pass.olderReplicaSets(), pass.weights());
  }

  /** Returns how much of the traffic reaches the new version at the end of a course. */
  public TrafficShare traffic(Course course) {
    return traffic(course.replicas(), course.olderReplicaSets(), course.weights());
  }

  // pods that are never available get no traffic; all others do sooner or later
  private TrafficShare traffic(ReplicaCounts pods, long older, TrafficWeights weights) {
    TrafficShare.Basis basis = trafficBasis();
    int canary = settings().readiness().isNever() ? 0 : pods.canary();
    return switch (basis) {
      case WEIGHTS -> new TrafficShare(basis, weights.canary(), weights.total());
      case PODS -> new TrafficShare(basis, canary, (long) canary + pods.stable() + older);
      case STABLE_SERVICE -> new TrafficShare(basis, 0, pods.stable());
    };
  }

  /** Returns the initial state, one state for each step, and the promoted state. */
  @Override
  public List<PlannedState> states() {
    return states;
  }

  /**
   * Returns the counts that a state of this plan would settle at under a rounding; different from
   * the state's own only without traffic routing, under the other rounding, and for some weights.
   */
  public ReplicaCounts replicasUnder(Rounding rounding, PlannedState state) {
    if (routed() || state.kind() != Kind.STEP) {
      return state.replicas();
    }
    int weight = simulation.weight(state.stepIndex().getAsInt());
    return WeightMath.targetCounts(rounding, replicas(), weight, limits().maxSurge());
  }

  @Override
  public CanaryMoment at(int state) {
    return simulation.at(position(states.get(state)));
  }

  /** Returns the way back from each step, in the order of the steps. */
  public List<AbortPlan> aborts() {
    return simulation.aborts();
  }

  /**
   * Returns the way back from a state.
   *
   * @throws IllegalArgumentException if the state is not a step of this plan that comes, nor a
   *     promotion that does not: an abort before the update or after the promotion is dropped by
   *     the controller (canary.md 5.1)
   */
  public AbortPlan abortAt(PlannedState state) {
    boolean over = state.kind() == Kind.PROMOTED && state.reached();
    if (state.kind() == Kind.INITIAL || over) {
      throw new IllegalArgumentException("nothing can be aborted at '" + state + "'");
    }
    int position = position(state);
    return new AbortPlan(position - 1, simulation.abort(position));
  }

  /**
   * Returns what follows when the update is aborted as soon as a state is over, before anything of
   * the next step has happened: right after a pause has ended, with the pass that ends an
   * experiment, or, in the initial state, right after the new version has been applied (canary.md
   * 10.11).
   *
   * @throws IllegalArgumentException if the state is not one of this plan that comes and is
   *     reached, or the promotion
   */
  public Course abortAfter(PlannedState state) {
    if (state.kind() == Kind.PROMOTED || !state.reached()) {
      throw new IllegalArgumentException("no step comes after '" + state + "'");
    }
    return simulation.abortAfter(position(state));
  }

  /** Returns the extremes over all passes, from the initial to the promoted state. */
  @Override
  public Envelope envelope() {
    return envelope;
  }

  /** Returns why the passes to a state of this plan do not lead there, if they do not. */
  public Optional<Standstill> standstillAt(PlannedState state) {
    return state.standstill();
  }

  /**
   * Returns what follows when the update is promoted in a state, with or without {@code
   * --skip-current-step}: a pause ends and any other step counts as done, so the next one comes
   * (canary.md 5.4). Nothing before the update and after the promotion.
   */
  public Course promote(PlannedState from) {
    return simulation.promote(position(from));
  }

  /** Returns what follows when all steps, pauses and analyses are dropped (5.4, promoteFull). */
  public Course promoteFull(PlannedState from) {
    return simulation.promoteFull(position(from));
  }

  /** Returns what follows when all steps are skipped: promotion (5.4). */
  public Course skipAllSteps(PlannedState from) {
    return simulation.skipAllSteps(position(from));
  }

  /**
   * Returns what follows when the update is aborted in a state, comes to rest, and is tried again
   * (5.2): the first step again, with the pods that are left.
   */
  public Course retry(PlannedState from) {
    return simulation.retry(position(from));
  }

  /** Returns what follows when the stable version's pod template is applied again (5.3). */
  public Course rollbackToStable(PlannedState from) {
    return simulation.rollbackToStable(position(from));
  }

  /**
   * Returns what follows when a version older than the stable one, and within
   * rollbackWindow.revisions of it, is applied again (5.5): no steps, promotion as soon as its pods
   * are available.
   *
   * @param hash pod template hash of that version; the plan's stable hash when the update is over
   *     and the version before it is meant
   */
  public Course rollbackWithinWindow(PlannedState from, String hash) {
    return simulation.rollbackWithinWindow(position(from), requireNonNull(hash, "hash"));
  }

  /**
   * Returns what follows when another version is applied (3.6): the steps begin again with it, up
   * to where the first step settles.
   *
   * @param hash pod template hash of that version
   */
  public Course newVersion(PlannedState from, String hash) {
    return simulation.newVersion(position(from), requireNonNull(hash, "hash"));
  }

  /** Returns the first deploy of the Rollout, with nothing there before (3.9): no step counts. */
  public Course initialDeploy() {
    return simulation.initialDeploy();
  }

  /**
   * Returns the state of a step.
   *
   * @param index index of the step from 0
   * @throws IndexOutOfBoundsException if there is no such step
   */
  public PlannedState step(int index) {
    int steps = states.size() - 2;
    if (index < 0 || index >= steps) {
      throw new IndexOutOfBoundsException("no step " + index + " among " + steps);
    }
    return states.get(index + 1);
  }

  private int position(PlannedState state) {
    requireNonNull(state, "state");
    if (!state.reachable()) {
      throw new IllegalArgumentException("'" + state + "' never comes");
    }
    int position = states.indexOf(state);
    if (position < 0) {
      throw new IllegalArgumentException("'" + state + "' is not a state of this plan");
    }
    return position;
  }

  /** Returns whether both plans are of one Rollout under the same settings, and say the same. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof CanaryPlan plan
            && rollout().equals(plan.rollout())
            && settings().equals(plan.settings())
            && states.equals(plan.states));
  }

  @Override
  public int hashCode() {
    return Objects.hash(rollout().name(), settings(), states.size());
  }

  /** Returns the Rollout's name and the states. */
  @Override
  public String toString() {
    return rollout().name() + states;
  }
}

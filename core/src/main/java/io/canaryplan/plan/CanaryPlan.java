// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.PlannedState.Kind;
import io.canaryplan.rollout.Rollout;
import java.util.List;
import java.util.Optional;

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
 */
public final class CanaryPlan {
  private final ControllerRules rules;
  private final ImmutableList<PlannedState> states;
  private final Interventions interventions;
  private final ImmutableList<AbortPlan> aborts;
  private final Envelope envelope;

  private CanaryPlan(ControllerRules rules) {
    this.rules = rules;
    ImmutableList<Walk> walks = Walk.alongSteps(rules);
    states = SettledStates.of(rules, walks);
    interventions = new Interventions(rules, walks, states);
    aborts = interventions.aborts();
    envelope = Extremes.of(rules, states);
  }

  /**
   * Plans a Rollout.
   *
   * @throws IllegalArgumentException if it has no canary strategy
   */
  public static CanaryPlan of(Rollout rollout, PlanSettings settings) {
    requireNonNull(rollout, "rollout");
    requireNonNull(settings, "settings");
    return new CanaryPlan(new ControllerRules(rollout, settings));
  }

  /** Returns the Rollout as written. */
  public Rollout rollout() {
    return rules.rollout();
  }

  /** Returns what the plan was made with. */
  public PlanSettings settings() {
    return rules.settings();
  }

  /** Returns the pods planned with: those of the settings, else the Rollout's, else 1. */
  public int replicas() {
    return rules.replicas();
  }

  /** Returns how weights become pods without traffic routing. */
  public Rounding rounding() {
    return rules.settings().rounding();
  }

  /** Returns maxSurge and maxUnavailable in pods. */
  public ScaleLimits limits() {
    return rules.basic().limits();
  }

  /** Returns what the weights add up to: 100 unless maxTrafficWeight is set. */
  public int maxWeight() {
    return rules.max();
  }

  /** Returns whether traffic-routed counts apply, that is whether trafficRouting is present. */
  public boolean routed() {
    return rules.routed();
  }

  /** Returns whether a router gets the weights; {@code trafficRouting: {}} has none. */
  public boolean hasRouter() {
    return rules.driven();
  }

  /** Returns the initial state, one state for each step, and the promoted state. */
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
    int weight = rules.steps().weight(state.stepIndex().getAsInt());
    return rounding.target(replicas(), weight, limits().maxSurge());
  }

  /** Returns the way back from each step, in the order of the steps. */
  public List<AbortPlan> aborts() {
    return aborts;
  }

  /**
   * Returns the way back from a state.
   *
   * @throws IllegalArgumentException if the state is not a step of this plan: an abort before the
   *     update or after the promotion is dropped by the controller (canary.md 5.1)
   */
  public AbortPlan abortAt(PlannedState state) {
    if (state.stepIndex().isEmpty()) {
      throw new IllegalArgumentException("nothing can be aborted at '" + state + "'");
    }
    return aborts.get(position(state) - 1);
  }

  /** Returns the extremes over all passes, from the initial to the promoted state. */
  public Envelope envelope() {
    return envelope;
  }

  /** Returns why the passes to a state of this plan do not lead there, if they do not. */
  public Optional<Standstill> standstillAt(PlannedState state) {
    return interventions.standstill(position(state));
  }

  /**
   * Returns what follows when the update is promoted in a state: a pause ends and any other step
   * counts as done, so the next one comes (5.4). Nothing before the update and after the promotion.
   */
  public Course promote(PlannedState from) {
    return interventions.skipStep(position(from));
  }

  /** Returns what follows when all steps, pauses and analyses are dropped (5.4, promoteFull). */
  public Course promoteFull(PlannedState from) {
    return interventions.promoteFull(position(from));
  }

  /** Returns what follows when the step is skipped: the next one comes (5.4). */
  public Course skipCurrentStep(PlannedState from) {
    return interventions.skipStep(position(from));
  }

  /** Returns what follows when all steps are skipped: promotion (5.4). */
  public Course skipAllSteps(PlannedState from) {
    return interventions.skipAllSteps(position(from));
  }

  /**
   * Returns what follows when the update is aborted in a state, comes to rest, and is tried again
   * (5.2): the first step again, with the pods that are left.
   */
  public Course retry(PlannedState from) {
    return interventions.retry(position(from));
  }

  /** Returns what follows when the stable version's pod template is applied again (5.3). */
  public Course rollbackToStable(PlannedState from) {
    return interventions.rollbackToStable(position(from));
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
    return interventions.rollbackWithinWindow(position(from), requireNonNull(hash, "hash"));
  }

  /**
   * Returns what follows when another version is applied (3.6): the steps begin again with it, up
   * to where the first step settles.
   *
   * @param hash pod template hash of that version
   */
  public Course newVersion(PlannedState from, String hash) {
    return interventions.newVersion(position(from), requireNonNull(hash, "hash"));
  }

  /** Returns the first deploy of the Rollout, with nothing there before (3.9): no step counts. */
  public Course initialDeploy() {
    return interventions.initialDeploy();
  }

  private int position(PlannedState state) {
    int position = states.indexOf(requireNonNull(state, "state"));
    if (position < 0) {
      throw new IllegalArgumentException("'" + state + "' is not a state of this plan");
    }
    return position;
  }
}

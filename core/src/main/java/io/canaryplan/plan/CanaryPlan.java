// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.PlannedState.Kind;
import io.canaryplan.rollout.Rollout;
import java.util.List;

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
  private final PlanBasis basis;
  private final ImmutableList<PlannedState> states;

  private CanaryPlan(PlanBasis basis, ImmutableList<PlannedState> states) {
    this.basis = basis;
    this.states = states;
  }

  /**
   * Plans a Rollout.
   *
   * @throws IllegalArgumentException if it has no canary strategy
   */
  public static CanaryPlan of(Rollout rollout, PlanSettings settings) {
    requireNonNull(rollout, "rollout");
    requireNonNull(settings, "settings");
    PlanBasis basis = PlanBasis.of(rollout, settings);
    return new CanaryPlan(basis, SettledStates.of(basis));
  }

  /** Returns the Rollout as written. */
  public Rollout rollout() {
    return basis.rollout();
  }

  /** Returns what the plan was made with. */
  public PlanSettings settings() {
    return basis.settings();
  }

  /** Returns the pods planned with: those of the settings, else the Rollout's, else 1. */
  public int replicas() {
    return basis.replicas();
  }

  /** Returns how weights become pods without traffic routing. */
  public Rounding rounding() {
    return basis.settings().rounding();
  }

  /** Returns maxSurge and maxUnavailable in pods. */
  public ScaleLimits limits() {
    return basis.basic().limits();
  }

  /** Returns what the weights add up to: 100 unless maxTrafficWeight is set. */
  public int maxWeight() {
    return basis.maxWeight();
  }

  /** Returns whether traffic-routed counts apply, that is whether trafficRouting is present. */
  public boolean routed() {
    return basis.isRouted();
  }

  /** Returns whether a router gets the weights; {@code trafficRouting: {}} has none. */
  public boolean hasRouter() {
    return basis.hasRouter();
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
    int weight = basis.steps().weightAt(state.stepIndex().getAsInt());
    return rounding.target(replicas(), weight, limits().maxSurge());
  }
}

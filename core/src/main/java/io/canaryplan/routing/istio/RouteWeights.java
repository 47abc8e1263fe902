// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.RoutingState;
import java.util.List;
import java.util.Set;

/**
 * The weights that the controller writes into every weight route of one object, and what of those
 * before them still shows.
 *
 * @param canary weight of the new version, 0 or more, of 100
 * @param experiments destinations of the running experiment
 * @param hadCanary whether the canary has had a weight above 0: then 0 is written as 0 later on,
 *     also where git has none
 * @param leastTaken the least that canary and experiments have taken from stable so far
 * @param hosts destinations of the input that an experiment's name can be that of
 * @param runningFirst those of them whose experiment ran with the first weights
 * @param ended those of them whose experiment has ended since
 * @param appended the destinations put behind those of the input
 * @param reliable whether the controller removes several destinations at once as it should
 */
public record RouteWeights(
    int canary,
    List<AdditionalWeight> experiments,
    boolean hadCanary,
    long leastTaken,
    Set<String> hosts,
    Set<String> runningFirst,
    Set<String> ended,
    AppendedDestinations appended,
    boolean reliable) {
  /** Istio's weights are of 100 whatever maxTrafficWeight says (istio.md 1.5). */
  public static final int WHOLE = 100;

  /**
   * Returns the first weights that are written at all.
   *
   * @param hosts destinations that are neither canary nor stable nor additional
   * @param reliable whether the controller removes several destinations at once as it should
   */
  static RouteWeights of(RoutingState state, Set<String> hosts, boolean reliable) {
    return new RouteWeights(
        state.canaryWeight(),
        state.experiments(),
        state.canaryWeight() > 0,
        taken(state.canaryWeight(), state.experiments()),
        hosts,
        running(state.experiments(), hosts),
        ImmutableSet.of(),
        AppendedDestinations.NONE.then(state, hosts, reliable),
        reliable);
  }

  /** Returns the weights of {@code next}, written over these. */
  RouteWeights then(RoutingState next) {
    Set<String> stopped =
        Sets.difference(running(experiments, hosts), running(next.experiments(), hosts));
    return new RouteWeights(
        next.canaryWeight(),
        next.experiments(),
        hadCanary || next.canaryWeight() > 0,
        Math.min(leastTaken, taken(next.canaryWeight(), next.experiments())),
        hosts,
        runningFirst,
        ended.containsAll(stopped) ? ended : ImmutableSet.copyOf(Sets.union(ended, stopped)),
        appended.then(next, hosts, reliable),
        reliable);
  }

  /** Returns these weights in a copy of the rule that has them, which leaves out those of 0. */
  RouteWeights copied() {
    return withBefore(canary > 0, taken(canary, experiments), appended.copied());
  }

  /** Returns these weights where the canary's destination is what was stable until now. */
  RouteWeights swapped() {
    return withBefore(hadStable(0), leastTaken, appended);
  }

  private RouteWeights withBefore(boolean anyCanary, long least, AppendedDestinations behind) {
    return new RouteWeights(
        canary, experiments, anyCanary, least, hosts, runningFirst, ended, behind, reliable);
  }

  /** Returns what canary and experiments together take from stable. */
  private static long taken(int canary, List<AdditionalWeight> experiments) {
    long taken = canary;
    for (AdditionalWeight experiment : experiments) {
      taken += experiment.weight();
    }
    return taken;
  }

  /** Returns whether writing a state once more changes nothing further. */
  boolean isSettled(RoutingState state) {
    return appended.then(state, hosts, reliable).equals(appended);
  }

  /** Returns whether a state has the same weights. */
  boolean isSameAs(RoutingState other) {
    return canary == other.canaryWeight() && experiments.equals(other.experiments());
  }

  /**
   * Returns whether a destination of the input that is neither canary nor stable nor additional has
   * been removed by now (istio.md 1.6.2): at once if it has a weight and no experiment of its name
   * runs, else when that experiment ends.
   */
  boolean hasRemoved(String service, boolean weighted) {
    return ended.contains(service) || (weighted && !runningFirst.contains(service));
  }

  private static Set<String> running(List<AdditionalWeight> experiments, Set<String> hosts) {
    if (experiments.isEmpty() || hosts.isEmpty()) {
      return ImmutableSet.of();
    }
    return experiments.stream()
        .filter(experiment -> experiment.weight() != 0)
        .map(AdditionalWeight::service)
        .filter(hosts::contains)
        .collect(ImmutableSet.toImmutableSet());
  }

  /** Returns whether stable has had a weight above 0 beside so much for additional subsets. */
  boolean hadStable(long additional) {
    return WHOLE - additional - leastTaken > 0;
  }

  /**
   * Returns what canary, experiments and additional subsets leave to stable; at least 0.
   *
   * @param additional sum of the weights of additional subsets
   */
  int stable(long additional) {
    long rest = WHOLE - taken(canary, experiments) - additional;
    return (int) Math.max(0, Math.min(rest, Integer.MAX_VALUE));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.Capability;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.RouteWrites;
import io.canaryplan.plan.ScaleLimits;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.TrafficRouting;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What does not change while the controller works: a Rollout's canary strategy with every default
 * and percentage resolved.
 */
final class ResolvedCanary {
  private final Rollout rollout;
  private final PlanSettings settings;
  private final RouteWrites writes;
  private final Optional<TrafficRouting> routing;
  private final boolean driven;
  private final BasicScaling basic;
  private final RoutedScaling scaling;
  private final AbortWeight abortWeight;
  private final StepTable steps;
  private final ScaleDownDelays delays;
  private final boolean pingPong;
  private final boolean namesCanaryService;
  private final boolean namesStableService;
  private final boolean namesSubsets;
  private final boolean routerWaitsForPods;
  private final boolean refusesNegativeWeights;

  ResolvedCanary(Rollout rollout, PlanSettings settings, RouteWrites writes) {
    this.rollout = rollout;
    this.settings = settings;
    this.writes = writes;
    if (rollout.canary().isEmpty()) {
      throw new IllegalArgumentException("'" + rollout.name() + "' has no canary strategy to plan");
    }
    CanaryStrategy strategy = rollout.canary().get();
    int replicas = settings.replicas().orElse(rollout.replicasOrDefault());
    routing = strategy.trafficRouting();
    driven = routing.filter(router -> !router.routers().isEmpty()).isPresent();
    basic =
        new BasicScaling(
            settings.rounding(),
            replicas,
            ScaleLimits.resolve(strategy.maxSurge(), strategy.maxUnavailable(), replicas),
            SizeThreshold.from(strategy.replicaProgressThreshold()));
    scaling =
        new RoutedScaling(
            replicas,
            strategy.maxWeight(),
            strategy.dynamicStableScale(),
            RoutedScaling.minPods(
                strategy.minPodsPerReplicaSet(), replicas, settings.controller()));
    steps = new StepTable(strategy, driven, rollout.name() + "-" + settings.canaryHash());
    delays = new ScaleDownDelays(strategy);
    pingPong = strategy.pingPong().isPresent();
    namesCanaryService = pingPong || strategy.canaryService().isPresent();
    namesStableService = strategy.namesStableService();
    Optional<IstioTrafficRouting> istio = routing.flatMap(TrafficRouting::istio);
    namesSubsets = istio.flatMap(IstioTrafficRouting::destinationRule).isPresent();
    routerWaitsForPods =
        istio.isPresent()
            && strategy.canaryService().isEmpty()
            && strategy.stableService().isEmpty();
    refusesNegativeWeights =
        routing.flatMap(TrafficRouting::istio).isPresent()
            && strategy.maxWeight() == TrafficRouting.DEFAULT_MAX_WEIGHT
            && !settings.controller().has(Capability.KEEPS_STABLE_WEIGHT_ABOVE_ZERO);
    abortWeight =
        new AbortWeight(scaling, steps.setWeights(), delays.delaysAbort(), settings.controller());
  }

  Rollout rollout() {
    return rollout;
  }

  PlanSettings settings() {
    return settings;
  }

  /** Returns the same Rollout under other settings. */
  ResolvedCanary with(PlanSettings other) {
    return new ResolvedCanary(rollout, other, writes);
  }

  /**
   * Returns why the header or mirror route of a step cannot be written, if it has any and cannot.
   *
   * @param before the routes in force
   * @param index index of the step from 0, or the number of steps
   */
  Optional<Standstill.RouteRefused> refusedRoute(List<CanaryStep.ManagedRoute> before, int index) {
    return driven && steps.writesRoutes(index)
        ? writes.refusal(before, steps.step(index))
        : Optional.empty();
  }

  ControllerVersion controller() {
    return settings.controller();
  }

  /** Returns whether traffic-routed counts apply, that is whether trafficRouting is present. */
  boolean routed() {
    return routing.isPresent();
  }

  /**
   * Returns whether there is a router, so that weights are written and recorded; {@code
   * trafficRouting: {}} has none.
   */
  boolean driven() {
    return driven;
  }

  /** Returns sizes without traffic routing; also holds the limits and the threshold of both. */
  BasicScaling basic() {
    return basic;
  }

  /** Returns sizes with traffic routing. */
  RoutedScaling scaling() {
    return scaling;
  }

  /** Returns the way back of the weight. */
  AbortWeight abortWeight() {
    return abortWeight;
  }

  StepTable steps() {
    return steps;
  }

  /** Returns how long pods stay. */
  ScaleDownDelays delays() {
    return delays;
  }

  /** Returns whether the Services take turns: the canary's moves without looking at pods (3.4). */
  boolean pingPong() {
    return pingPong;
  }

  /** Returns whether a ping-pong pair is there and no Service is named for the canary alone. */
  boolean hasPairAlone() {
    return pingPong && rollout.canary().orElseThrow().canaryService().isEmpty();
  }

  /** Returns whether there is a canary Service to move. */
  boolean namesCanaryService() {
    return namesCanaryService;
  }

  /** Returns whether there is a stable Service to move. */
  boolean namesStableService() {
    return namesStableService;
  }

  /** Returns whether an Istio DestinationRule is named. */
  boolean namesSubsets() {
    return namesSubsets;
  }

  /**
   * Returns whether a pass ends before the router is written while pods of the new or the stable
   * version are not available: with Istio and neither canaryService nor stableService, whether or
   * not a DestinationRule or a ping-pong pair is named (istio.md 2.4).
   */
  boolean routerWaitsForPods() {
    return routerWaitsForPods;
  }

  /**
   * Returns whether the weights are a negative one for stable in a VirtualService, which Istio
   * refuses, so that the pass ends with an error (canary.md 10.13).
   */
  boolean isRefused(TrafficWeights weights) {
    return refusesNegativeWeights && weights.stableInStatus(max()) < 0;
  }

  int replicas() {
    return basic.replicas();
  }

  /** Returns the total traffic weight; always 100 without traffic routing. */
  int max() {
    return scaling.maxWeight();
  }

  boolean dynamic() {
    return routed() && scaling.dynamicStableScale();
  }

  /**
   * Returns the pods of a version that is both current and stable: {@code replicas}, unless
   * minPodsPerReplicaSet is above them and the controller does not cap it (canary.md 0.1, 3.1).
   */
  int atRest() {
    return routed() ? scaling.counts(CanaryDemand.ofWeight(max())).canary() : replicas();
  }

  /** Returns the pods of the stable version once an update is aborted. */
  int atAbort() {
    return routed() ? scaling.counts(CanaryDemand.ofWeight(0)).stable() : replicas();
  }

  /**
   * Returns what is left when the controller removes all managed routes: nothing, except in
   * versions that forget the routes which only steps name (canary.md 0.1).
   */
  ImmutableList<CanaryStep.ManagedRoute> cleaned(List<CanaryStep.ManagedRoute> routes) {
    // most passes have no routes at all, and there are many passes; without a router none has any
    return routes.isEmpty() || controller().has(Capability.REMOVES_UNLISTED_ROUTES)
        ? ImmutableList.of()
        : ManagedRoutes.without(routes, routing.get().managedRoutes());
  }

  /** Returns a weight as the status has it: absent without a router (1.7). */
  OptionalInt recorded(int weight) {
    return driven ? OptionalInt.of(weight) : OptionalInt.empty();
  }

  /** Returns whether setCanaryScale keeps its pods when the step is aborted (5.1.2). */
  boolean pinsAborted(int step) {
    return delays.abortIsWrittenAsZero() && steps.isPinned(step);
  }

  /** Returns whether these are all pods that the new version needs to be promoted (3.7). */
  boolean isComplete(int available) {
    return controller().has(Capability.PROMOTES_WITH_MORE_PODS)
        ? available >= replicas()
        : available == replicas();
  }

  /**
   * Returns whether more pods than the replicas may come and only exactly the replicas count: the
   * one rule that holds in the midst of a straight line and not at its ends.
   */
  boolean completesInPassing() {
    return !controller().has(Capability.PROMOTES_WITH_MORE_PODS) && atRest() > replicas();
  }

  /** Returns whether a threshold is set and met by these pods. */
  boolean meetsThreshold(int desired, int available) {
    return basic.threshold().isPresent() && basic.threshold().get().isMet(desired, available);
  }

  /** Returns the weight that the steps ask for, canary.md 2.1. */
  int requestedWeight(ControllerState state) {
    if (!state.isUpdating() || state.progress().isFull()) {
      return max();
    }
    return state.progress().isAborted() ? 0 : steps.weight(state.progress().index());
  }
}

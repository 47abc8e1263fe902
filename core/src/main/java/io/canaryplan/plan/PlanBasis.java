// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.Experiment;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.ExperimentTemplate;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.TrafficRouting;
import java.util.List;

/** A Rollout's canary strategy with every default and percentage resolved. */
record PlanBasis(
    Rollout rollout,
    CanaryStrategy strategy,
    PlanSettings settings,
    int replicas,
    BasicScaling basic,
    RoutedScaling scaling,
    StepTable steps) {
  static PlanBasis of(Rollout rollout, PlanSettings settings) {
    CanaryStrategy strategy =
        rollout
            .canary()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'" + rollout.name() + "' has no canary strategy to plan"));
    int replicas = settings.replicas().orElse(rollout.replicasOrDefault());
    return new PlanBasis(
        rollout,
        strategy,
        settings,
        replicas,
        basic(strategy, settings, replicas),
        routed(strategy, settings, replicas),
        StepTable.of(strategy.steps()));
  }

  private static BasicScaling basic(CanaryStrategy strategy, PlanSettings settings, int replicas) {
    return new BasicScaling(
        settings.rounding(),
        replicas,
        ScaleLimits.resolve(strategy.maxSurge(), strategy.maxUnavailable(), replicas),
        SizeThreshold.from(strategy.replicaProgressThreshold()));
  }

  private static RoutedScaling routed(
      CanaryStrategy strategy, PlanSettings settings, int replicas) {
    return new RoutedScaling(
        replicas,
        strategy.maxWeight(),
        strategy.dynamicStableScale(),
        RoutedScaling.minPods(strategy.minPodsPerReplicaSet(), replicas, settings.controller()));
  }

  /** Returns whether traffic-routed counts apply, that is whether trafficRouting is present. */
  boolean isRouted() {
    return strategy.isRouted();
  }

  /** Returns whether there is a router to write to; {@code trafficRouting: {}} has none. */
  boolean hasRouter() {
    return strategy.trafficRouting().filter(routing -> !routing.routers().isEmpty()).isPresent();
  }

  /** Returns what is left of the managed routes when the controller removes them. */
  ImmutableList<CanaryStep> cleaned(List<CanaryStep> routes) {
    return ManagedRoutes.cleaned(
        routes,
        strategy.trafficRouting().map(TrafficRouting::managedRoutes).orElse(ImmutableList.of()),
        settings.controller());
  }

  /**
   * Returns the pods of a version that is both current and stable: {@code replicas}, unless
   * minPodsPerReplicaSet is above them and the controller does not cap it (Δ1).
   */
  int atRest() {
    return isRouted() ? scaling.counts(CanaryDemand.ofWeight(maxWeight())).canary() : replicas;
  }

  int maxWeight() {
    return strategy.maxWeight();
  }

  /** Returns the pods of a routed canary at a step, whatever weights are recorded. */
  int canaryAt(int index) {
    return scaling.counts(steps.demandAt(index)).canary();
  }

  /** Returns the destinations of the experiment that runs at a step, none without a router. */
  ImmutableList<AdditionalWeight> experimentsAt(int index) {
    return hasRouter()
        ? steps.experimentAt(index).map(e -> destinations(e, index)).orElse(ImmutableList.of())
        : ImmutableList.of();
  }

  private ImmutableList<AdditionalWeight> destinations(Experiment experiment, int index) {
    return experiment.templates().stream()
        .filter(template -> template.weight().isPresent())
        .map(template -> destination(template, index))
        .collect(ImmutableList.toImmutableList());
  }

  // Names that the controller makes up: the experiment is ROLLOUT-HASH-REVISION-STEP, and its
  // ReplicaSets and Services add the template's name. The first update has revision 2. The hash of
  // the template's pods cannot be known here.
  private AdditionalWeight destination(ExperimentTemplate template, int index) {
    String generated =
        String.join(
            "-",
            rollout.name(),
            settings.canaryHash(),
            "2",
            Integer.toString(index),
            template.name());
    return new AdditionalWeight(
        template.serviceName().orElse(generated),
        template.name() + "-hash",
        template.weight().getAsInt());
  }
}

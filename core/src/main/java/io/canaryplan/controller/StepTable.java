// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.Experiment;
import io.canaryplan.rollout.CanaryStep.ManagedRoute;
import io.canaryplan.rollout.CanaryStep.SetCanaryScale;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.ExperimentTemplate;
import java.util.List;
import java.util.Optional;

/** The steps, and what a pass needs to know about each of them, worked out once. */
final class StepTable {
  /**
   * A step.
   *
   * @param step the step itself
   * @param weight the nearest setWeight at or before it, 0 if none
   * @param demand what decides the size of a routed canary
   * @param isPinned whether the nearest setCanaryScale at or before it pins the size
   * @param experiments the destinations of its experiment
   * @param writesRoutes whether it writes or removes header or mirror routes
   * @param completion what it waits for
   * @param ends whether that comes by itself or is asked of a person
   */
  private record Entry(
      CanaryStep step,
      int weight,
      CanaryDemand demand,
      boolean isPinned,
      ImmutableList<AdditionalWeight> experiments,
      boolean writesRoutes,
      StepCompletion completion,
      boolean ends) {
    static Entry of(CanaryStep step, InForce inForce, ImmutableList<AdditionalWeight> experiments) {
      StepCompletion completion = StepCompletion.of(step);
      return new Entry(
          step,
          inForce.weight(),
          inForce.pinned().orElse(CanaryDemand.ofWeight(inForce.weight())),
          inForce.pinned().isPresent(),
          experiments,
          step.part(ManagedRoute.class).isPresent(),
          completion,
          completion != StepCompletion.EXPERIMENT
              || step.part(Experiment.class).orElseThrow().ends());
    }
  }

  /**
   * What the steps up to one have set.
   *
   * @param weight the weight of the nearest setWeight, 0 if none
   * @param pinned the size by the nearest setCanaryScale; absent if none, or if it goes by weight
   */
  private record InForce(int weight, Optional<CanaryDemand> pinned) {
    InForce after(CanaryStep.Part part) {
      return switch (part.kind()) {
        case SET_WEIGHT -> new InForce(((SetWeight) part).weight(), pinned);
        case SET_CANARY_SCALE -> new InForce(weight, size((SetCanaryScale) part));
        case PAUSE, EXPERIMENT, ANALYSIS, SET_HEADER_ROUTE, SET_MIRROR_ROUTE, PLUGIN -> this;
      };
    }
  }

  private final ImmutableList<Entry> entries;
  private final ImmutableList<Integer> setWeights;
  private final CanaryDemand afterwards;

  /**
   * Goes through the steps.
   *
   * @param driven whether there is a router, without which experiments get no traffic
   * @param update what the controller calls the update, ROLLOUT-HASH
   */
  StepTable(CanaryStrategy strategy, boolean driven, String update) {
    ImmutableList.Builder<Entry> all = ImmutableList.builder();
    ImmutableList.Builder<Integer> weights = ImmutableList.builder();
    InForce inForce = new InForce(0, Optional.empty());
    List<CanaryStep> steps = strategy.steps();
    for (int i = 0; i < steps.size(); i++) {
      CanaryStep step = steps.get(i);
      for (CanaryStep.Part part : step.parts()) {
        inForce = inForce.after(part);
      }
      step.part(SetWeight.class).ifPresent(setWeight -> weights.add(setWeight.weight()));
      // the first update has revision 2
      String name = update + "-2-" + i + "-";
      all.add(
          Entry.of(
              step,
              inForce,
              driven ? destinations(step.part(Experiment.class), name) : ImmutableList.of()));
    }
    entries = all.build();
    setWeights = weights.build();
    afterwards = CanaryDemand.ofWeight(strategy.maxWeight());
  }

  // useSetCanaryScale: without replicas and weight it acts as if it matched the traffic
  private static Optional<CanaryDemand> size(SetCanaryScale scale) {
    if (scale.matchTrafficWeight()) {
      return Optional.empty();
    }
    if (scale.replicas().isPresent()) {
      return Optional.of(CanaryDemand.ofPods(scale.replicas().getAsInt()));
    }
    return scale.weight().isPresent()
        ? Optional.of(CanaryDemand.ofWeight(scale.weight().getAsInt()))
        : Optional.empty();
  }

  // Names that the controller makes up: the experiment is ROLLOUT-HASH-REVISION-STEP, and its
  // ReplicaSets and Services add the template's name. The hash of the template's pods cannot be
  // known here.
  private static ImmutableList<AdditionalWeight> destinations(
      Optional<Experiment> experiment, String name) {
    ImmutableList.Builder<AdditionalWeight> destinations = ImmutableList.builder();
    if (experiment.isPresent()) {
      for (ExperimentTemplate template : experiment.get().templates()) {
        if (template.weight().isPresent()) {
          destinations.add(
              new AdditionalWeight(
                  template.serviceName().orElse(name + template.name()),
                  template.name() + "-hash",
                  template.weight().getAsInt()));
        }
      }
    }
    return destinations.build();
  }

  int size() {
    return entries.size();
  }

  boolean isDone(int index) {
    return index >= entries.size();
  }

  CanaryStep step(int index) {
    return entries.get(index).step();
  }

  /** Returns the weights of all setWeight steps in order. */
  ImmutableList<Integer> setWeights() {
    return setWeights;
  }

  /** Returns the nearest setWeight at or before the step, 0 if none; the maximum after the last. */
  int weight(int index) {
    return isDone(index) ? afterwards.weight() : entries.get(index).weight();
  }

  /** Returns what decides the size of a routed canary at a step, or after the last. */
  CanaryDemand demand(int index) {
    return isDone(index) ? afterwards : entries.get(index).demand();
  }

  /** Returns whether the nearest setCanaryScale at or before the step pins the size. */
  boolean isPinned(int index) {
    return !isDone(index) && entries.get(index).isPinned();
  }

  /** Returns the destinations of the experiment that the step runs; none without a router. */
  ImmutableList<AdditionalWeight> experiments(int index) {
    return isDone(index) ? ImmutableList.of() : entries.get(index).experiments();
  }

  /** Returns whether the step is complete when its experiment is. */
  boolean isCompleteWithExperiment(int index) {
    return entries.get(index).completion() == StepCompletion.EXPERIMENT;
  }

  /** Returns whether the step runs an experiment. */
  boolean runsExperiment(int index) {
    return !isDone(index) && step(index).part(Experiment.class).isPresent();
  }

  /**
   * Returns whether the step waits for something else than pods: time, a person, an experiment, an
   * analysis or a plugin.
   */
  boolean waits(int index) {
    return !isCompleteAtOnce(index) && !isCompleteAtDesired(index);
  }

  /**
   * Returns whether what the step waits for ever comes: an experiment may have no end (canary.md
   * 4.1).
   */
  boolean ends(int index) {
    return entries.get(index).ends();
  }

  /** Returns whether the step writes or removes header or mirror routes. */
  boolean writesRoutes(int index) {
    return !isDone(index) && entries.get(index).writesRoutes();
  }

  /** Returns whether the step is complete with the first pass (canary.md 4.1). */
  boolean isCompleteAtOnce(int index) {
    return entries.get(index).completion() == StepCompletion.AT_ONCE;
  }

  /**
   * Returns whether the step is complete once the pods have the sizes that the pass wants. All
   * others wait for time, a person, an experiment, an analysis or a plugin.
   */
  boolean isCompleteAtDesired(int index) {
    return entries.get(index).completion() == StepCompletion.AT_DESIRED;
  }
}

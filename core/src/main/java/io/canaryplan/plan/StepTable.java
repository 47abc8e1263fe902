// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.Experiment;
import io.canaryplan.rollout.CanaryStep.SetCanaryScale;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import java.util.List;
import java.util.Optional;

/**
 * The steps, and what is in force at each of them: the nearest setWeight, setCanaryScale and
 * experiment at or before it. Indexes run from 0 to {@link #size}, exclusive.
 */
final class StepTable {
  private final ImmutableList<CanaryStep> steps;
  private final ImmutableList<Integer> weights;
  private final ImmutableList<Optional<SetCanaryScale>> scales;

  private StepTable(
      ImmutableList<CanaryStep> steps,
      ImmutableList<Integer> weights,
      ImmutableList<Optional<SetCanaryScale>> scales) {
    this.steps = steps;
    this.weights = weights;
    this.scales = scales;
  }

  static StepTable of(List<CanaryStep> steps) {
    ImmutableList.Builder<Integer> weights = ImmutableList.builder();
    ImmutableList.Builder<Optional<SetCanaryScale>> scales = ImmutableList.builder();
    int weight = 0;
    Optional<SetCanaryScale> scale = Optional.empty();
    for (CanaryStep step : steps) {
      weight = step.part(SetWeight.class).map(SetWeight::weight).orElse(weight);
      Optional<SetCanaryScale> own = step.part(SetCanaryScale.class);
      scale = own.isPresent() ? own : scale;
      weights.add(weight);
      scales.add(scale);
    }
    return new StepTable(ImmutableList.copyOf(steps), weights.build(), scales.build());
  }

  int size() {
    return steps.size();
  }

  CanaryStep step(int index) {
    return steps.get(index);
  }

  /** Returns the weight of the nearest setWeight at or before the index, 0 if there is none. */
  int weightAt(int index) {
    return weights.get(index);
  }

  /** Returns the nearest setCanaryScale at or before the index, if that pins the size. */
  Optional<SetCanaryScale> scaleAt(int index) {
    return scales.get(index).filter(StepTable::pins);
  }

  // useSetCanaryScale: without replicas and weight it acts as if it matched the traffic
  private static boolean pins(SetCanaryScale scale) {
    return !scale.matchTrafficWeight()
        && (scale.replicas().isPresent() || scale.weight().isPresent());
  }

  /** Returns what decides the size of a routed canary at a step. */
  CanaryDemand demandAt(int index) {
    return scaleAt(index)
        .map(StepTable::demand)
        .orElseGet(() -> CanaryDemand.ofWeight(weightAt(index)));
  }

  private static CanaryDemand demand(SetCanaryScale scale) {
    return scale.replicas().isPresent()
        ? CanaryDemand.ofPods(scale.replicas().getAsInt())
        : CanaryDemand.ofWeight(scale.weight().getAsInt());
  }

  /** Returns the experiment that runs at a step. */
  Optional<Experiment> experimentAt(int index) {
    return steps.get(index).part(Experiment.class);
  }

  /** Returns the weights of all setWeight steps in order. */
  ImmutableList<Integer> setWeights() {
    return steps.stream()
        .flatMap(step -> step.part(SetWeight.class).stream())
        .map(SetWeight::weight)
        .collect(ImmutableList.toImmutableList());
  }
}

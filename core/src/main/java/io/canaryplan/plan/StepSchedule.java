// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.SetCanaryScale;
import io.canaryplan.rollout.CanaryStep.SetHeaderRoute;
import io.canaryplan.rollout.CanaryStep.SetMirrorRoute;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import java.util.List;
import java.util.Optional;

/** What a pass needs to know about each step, worked out once. */
final class StepSchedule {
  /** What completes a step (spec/canary.md 4.1). */
  enum Completion {
    /** Time, a person, an experiment, an analysis or a plugin; the pods play no part. */
    OUTSIDE,
    /** The pods have the sizes that the pass wants. */
    AT_DESIRED,
    /** The first pass. */
    AT_ONCE
  }

  private record Entry(
      int weight,
      Optional<CanaryDemand> pinned,
      List<AdditionalWeight> experiments,
      Optional<CanaryStep> routes,
      Completion completion) {}

  private final ImmutableList<Entry> entries;

  private StepSchedule(ImmutableList<Entry> entries) {
    this.entries = entries;
  }

  static StepSchedule of(PlanBasis basis) {
    StepTable table = basis.steps();
    ImmutableList.Builder<Entry> entries = ImmutableList.builder();
    for (int i = 0; i < table.size(); i++) {
      CanaryStep step = table.step(i);
      boolean pins = table.scaleAt(i).isPresent();
      entries.add(
          new Entry(
              table.weightAt(i),
              pins ? Optional.of(table.demandAt(i)) : Optional.empty(),
              basis.experimentsAt(i),
              writesRoutes(step) ? Optional.of(step) : Optional.empty(),
              completion(StepDuration.deciding(step))));
    }
    return new StepSchedule(entries.build());
  }

  int size() {
    return entries.size();
  }

  boolean isDone(int index) {
    return index >= entries.size();
  }

  /** Returns the nearest setWeight at or before the step, 0 if none, {@code max} after the last. */
  int weight(int index, int max) {
    return isDone(index) ? max : entries.get(index).weight;
  }

  /** Returns the nearest setWeight before the step; 0 if there is none. */
  int weightBefore(int index) {
    return index == 0 ? 0 : entries.get(index - 1).weight;
  }

  /** Returns what the setCanaryScale in force asks for; nothing after the last step. */
  Optional<CanaryDemand> pinned(int index) {
    return isDone(index) ? Optional.empty() : entries.get(index).pinned;
  }

  /** Returns the destinations of the experiment that the step runs. */
  List<AdditionalWeight> experiments(int index) {
    return isDone(index) ? ImmutableList.of() : entries.get(index).experiments;
  }

  /** Returns the step if it writes header or mirror routes. */
  Optional<CanaryStep> routes(int index) {
    return isDone(index) ? Optional.empty() : entries.get(index).routes;
  }

  Completion completion(int index) {
    return isDone(index) ? Completion.OUTSIDE : entries.get(index).completion;
  }

  private static boolean writesRoutes(CanaryStep step) {
    return step.part(SetHeaderRoute.class).isPresent()
        || step.part(SetMirrorRoute.class).isPresent();
  }

  private static Completion completion(CanaryStep deciding) {
    if (deciding instanceof SetWeight || deciding instanceof SetCanaryScale) {
      return Completion.AT_DESIRED;
    }
    return writesRoutes(deciding) ? Completion.AT_ONCE : Completion.OUTSIDE;
  }
}

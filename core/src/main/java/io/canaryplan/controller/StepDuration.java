// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.Experiment;
import io.canaryplan.rollout.CanaryStep.Pause;
import io.canaryplan.rollout.PauseDuration;
import java.util.Optional;
import java.util.OptionalLong;

/** How long a step lasts once its pods and weights are in place. */
final class StepDuration {
  private StepDuration() {}

  /** Returns its seconds; empty when they are open. */
  static OptionalLong of(CanaryStep step) {
    return switch (StepCompletion.of(step)) {
      case PAUSE -> seconds(step.part(Pause.class).flatMap(Pause::duration));
      case EXPERIMENT -> seconds(step.part(Experiment.class).flatMap(Experiment::duration));
      case ANALYSIS, PLUGIN -> OptionalLong.empty();
      case AT_DESIRED, AT_ONCE -> OptionalLong.of(0);
    };
  }

  private static OptionalLong seconds(Optional<PauseDuration> duration) {
    return duration.isPresent() ? OptionalLong.of(duration.get().seconds()) : OptionalLong.empty();
  }
}

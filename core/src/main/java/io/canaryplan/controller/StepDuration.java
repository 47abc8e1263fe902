// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.Analysis;
import io.canaryplan.rollout.CanaryStep.Experiment;
import io.canaryplan.rollout.CanaryStep.Pause;
import io.canaryplan.rollout.CanaryStep.Plugin;
import io.canaryplan.rollout.CanaryStep.SetCanaryScale;
import io.canaryplan.rollout.CanaryStep.SetHeaderRoute;
import io.canaryplan.rollout.CanaryStep.SetMirrorRoute;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import io.canaryplan.rollout.PauseDuration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How long a step lasts once its pods and weights are in place. */
final class StepDuration {
  // of several kinds in one step the first of these decides when it is complete (4.1)
  private static final List<Class<? extends CanaryStep>> ORDER =
      List.of(
          Pause.class,
          SetCanaryScale.class,
          SetWeight.class,
          Experiment.class,
          Analysis.class,
          SetHeaderRoute.class,
          SetMirrorRoute.class,
          Plugin.class);

  private StepDuration() {}

  /** Returns the part of a step that decides when it is complete. */
  static CanaryStep deciding(CanaryStep step) {
    for (Class<? extends CanaryStep> kind : ORDER) {
      Optional<? extends CanaryStep> part = step.part(kind);
      if (part.isPresent()) {
        return part.get();
      }
    }
    throw new AssertionError(step);
  }

  /** Returns its seconds; empty when they are open. */
  static OptionalLong of(CanaryStep step) {
    CanaryStep part = deciding(step);
    if (part instanceof Pause pause) {
      return seconds(pause.duration());
    }
    if (part instanceof Experiment experiment) {
      return seconds(experiment.duration());
    }
    return part instanceof Analysis || part instanceof Plugin
        ? OptionalLong.empty()
        : OptionalLong.of(0);
  }

  private static OptionalLong seconds(Optional<PauseDuration> duration) {
    return duration.isPresent() ? OptionalLong.of(duration.get().seconds()) : OptionalLong.empty();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.StepKind;
import java.util.Comparator;

/**
 * What a step waits for (canary.md 4.1), in the order in which the controller asks: of several
 * kinds in one step the first of these decides.
 */
enum StepCompletion {
  /** The time of the pause, or a person. */
  PAUSE,
  /** Pods of the sizes that the pass wants. */
  AT_DESIRED,
  /** The end of the experiment. */
  EXPERIMENT,
  /** The end of the analysis. */
  ANALYSIS,
  /** Nothing: it is complete with the first pass. */
  AT_ONCE,
  /** The plugin's word. */
  PLUGIN;

  /** Returns what a step waits for. */
  static StepCompletion of(CanaryStep step) {
    return step.kinds().stream()
        .map(StepCompletion::of)
        .min(Comparator.naturalOrder())
        .orElseThrow(() -> new AssertionError(step));
  }

  private static StepCompletion of(StepKind kind) {
    return switch (kind) {
      case PAUSE -> PAUSE;
      case SET_CANARY_SCALE, SET_WEIGHT -> AT_DESIRED;
      case EXPERIMENT -> EXPERIMENT;
      case ANALYSIS -> ANALYSIS;
      case SET_HEADER_ROUTE, SET_MIRROR_ROUTE -> AT_ONCE;
      case PLUGIN -> PLUGIN;
    };
  }
}

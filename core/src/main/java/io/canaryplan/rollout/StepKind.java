// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The kinds of canary steps, in the order in which the controller's type lists their fields
 * (canary.md 1.6). A switch over them has a case for each, so that a new kind does not compile
 * until everybody handles it.
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum StepKind {
  /** {@link CanaryStep.SetWeight}. */
  SET_WEIGHT("setWeight", true),
  /** {@link CanaryStep.Pause}. */
  PAUSE("pause", true),
  /** {@link CanaryStep.SetCanaryScale}. */
  SET_CANARY_SCALE("setCanaryScale", false),
  /** {@link CanaryStep.Experiment}. */
  EXPERIMENT("experiment", true),
  /** {@link CanaryStep.Analysis}. */
  ANALYSIS("analysis", true),
  /** {@link CanaryStep.SetHeaderRoute}. */
  SET_HEADER_ROUTE("setHeaderRoute", false),
  /** {@link CanaryStep.SetMirrorRoute}. */
  SET_MIRROR_ROUTE("setMirrorRoute", false),
  /** {@link CanaryStep.Plugin}. */
  PLUGIN("plugin", false);

  private final String field;
  private final boolean exclusive;

  StepKind(String field, boolean exclusive) {
    this.field = field;
    this.exclusive = exclusive;
  }

  /** Returns the name of the step's field, for example {@code setWeight}. */
  public String field() {
    return field;
  }

  /**
   * Returns whether the controller refuses this kind beside another exclusive one in the same step
   * (istio.md 3.4).
   */
  public boolean isExclusive() {
    return exclusive;
  }

  /** Returns all fields for a sentence: {@code setWeight, pause, … and plugin}. */
  static String list() {
    StepKind[] kinds = values();
    return Arrays.stream(kinds)
            .limit(kinds.length - 1L)
            .map(StepKind::field)
            .collect(Collectors.joining(", "))
        + " and "
        + kinds[kinds.length - 1];
  }

  /** Returns the name of the field. */
  @Override
  public String toString() {
    return field;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * What a plan depends on besides the Rollout.
 *
 * @param rounding how weights become pods without traffic routing
 * @param controller the controller version whose behaviour is planned
 * @param stableHash pod template hash of the stable version
 * @param canaryHash pod template hash of the new version
 * @param replicas number of pods to plan with instead of the Rollout's, 0 or more; absent: the
 *     Rollout's, or 1 if that has none
 */
public record PlanSettings(
    Rounding rounding,
    ControllerVersion controller,
    String stableHash,
    String canaryHash,
    OptionalInt replicas) {
  /** CEILING, the newest final controller, {@code stable-hash} and {@code canary-hash}. */
  public static final PlanSettings DEFAULT =
      new PlanSettings(
          Rounding.CEILING,
          ControllerVersion.DEFAULT,
          "stable-hash",
          "canary-hash",
          OptionalInt.empty());

  /**
   * Checks the replicas.
   *
   * @throws IllegalArgumentException if replicas are negative
   */
  public PlanSettings {
    requireNonNull(rounding, "rounding");
    requireNonNull(controller, "controller");
    requireNonNull(stableHash, "stableHash");
    requireNonNull(canaryHash, "canaryHash");
    if (replicas.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "replicas must not be negative but were " + replicas.getAsInt());
    }
  }

  /** Returns these settings with another rounding. */
  public PlanSettings withRounding(Rounding value) {
    return new PlanSettings(value, controller, stableHash, canaryHash, replicas);
  }

  /** Returns these settings with another controller version. */
  public PlanSettings withController(ControllerVersion value) {
    return new PlanSettings(rounding, value, stableHash, canaryHash, replicas);
  }

  /** Returns these settings with other hashes. */
  public PlanSettings withHashes(String stable, String canary) {
    return new PlanSettings(rounding, controller, stable, canary, replicas);
  }

  /** Returns these settings with a fixed number of pods, 0 or more. */
  public PlanSettings withReplicas(int value) {
    return new PlanSettings(rounding, controller, stableHash, canaryHash, OptionalInt.of(value));
  }
}

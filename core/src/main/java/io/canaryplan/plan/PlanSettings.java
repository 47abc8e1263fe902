// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * What a plan depends on besides the Rollout, with every default resolved.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param rounding how weights become pods without traffic routing
 * @param roundingChosen whether the rounding was chosen, by itself or by naming a controller, so
 *     that nothing need be said of the other one
 * @param controller the controller version whose behaviour is planned
 * @param hashes pod template hashes of the stable and of the new version
 * @param replicas number of pods to plan with instead of the Rollout's, 0 or more; absent: the
 *     Rollout's, or 1 if that has none
 * @param readiness how fast pods become available between passes
 * @param maxPasses passes after which a path is given up as endless, 1 or more
 */
public record PlanSettings(
    Rounding rounding,
    boolean roundingChosen,
    ControllerVersion controller,
    PlanHashes hashes,
    OptionalInt replicas,
    Readiness readiness,
    int maxPasses) {
  /** Passes after which a path is given up unless the settings say otherwise. */
  public static final int DEFAULT_MAX_PASSES = 10_000;

  /** CEILING, the newest final controller, the placeholders of hashes. */
  public static final PlanSettings DEFAULT =
      new PlanSettings(
          Rounding.CEILING,
          false,
          ControllerVersion.DEFAULT,
          PlanHashes.UNKNOWN,
          OptionalInt.empty(),
          Readiness.AT_ONCE,
          DEFAULT_MAX_PASSES);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if replicas are negative or no pass is allowed
   */
  public PlanSettings {
    requireNonNull(rounding, "rounding");
    requireNonNull(controller, "controller");
    requireNonNull(hashes, "hashes");
    if (replicas.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "replicas must not be negative but were " + replicas.getAsInt());
    }
    requireNonNull(readiness, "readiness");
    if (maxPasses < 1) {
      throw new IllegalArgumentException("maxPasses must be at least 1 but was " + maxPasses);
    }
  }

  /** Returns these settings with a rounding that was chosen. */
  public PlanSettings withRounding(Rounding value) {
    return new PlanSettings(value, true, controller, hashes, replicas, readiness, maxPasses);
  }

  /** Returns these settings with another controller version. */
  public PlanSettings withController(ControllerVersion value) {
    return new PlanSettings(
        rounding, roundingChosen, value, hashes, replicas, readiness, maxPasses);
  }

  /** Returns these settings with hashes that the caller gives. */
  public PlanSettings withHashes(String stable, String canary) {
    return withHashes(new PlanHashes(PodHash.given(stable), PodHash.given(canary)));
  }

  /** Returns these settings with other hashes. */
  public PlanSettings withHashes(PlanHashes value) {
    return new PlanSettings(
        rounding, roundingChosen, controller, value, replicas, readiness, maxPasses);
  }

  /** Returns the pod template hash of the stable version, or what stands for it. */
  public String stableHash() {
    return hashes.stable().value();
  }

  /** Returns the pod template hash of the new version, or what stands for it. */
  public String canaryHash() {
    return hashes.canary().value();
  }

  /** Returns these settings with a fixed number of pods, 0 or more. */
  public PlanSettings withReplicas(int value) {
    OptionalInt pods = OptionalInt.of(value);
    return new PlanSettings(
        rounding, roundingChosen, controller, hashes, pods, readiness, maxPasses);
  }

  /** Returns these settings with pods that become available at another pace. */
  public PlanSettings withReadiness(Readiness value) {
    return new PlanSettings(
        rounding, roundingChosen, controller, hashes, replicas, value, maxPasses);
  }

  /** Returns these settings with another limit of passes for each path, 1 or more. */
  public PlanSettings withMaxPasses(int value) {
    return new PlanSettings(
        rounding, roundingChosen, controller, hashes, replicas, readiness, value);
  }
}

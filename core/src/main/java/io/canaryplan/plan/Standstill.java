// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

/**
 * Why passes end somewhere else than the plan says.
 *
 * @param reason the kind of reason
 * @param message what stands still and what would help, one sentence
 */
public record Standstill(Reason reason, String message) {
  /** The kinds of reasons. */
  public enum Reason {
    /**
     * The weight is not written because stable has too few pods to carry what is left to it, and
     * will not get more (canary.md 3.3).
     */
    WEIGHT_NEVER_WRITTEN,
    /** An abort stops with traffic still on the canary (controllers up to v1.9, Δ2). */
    ABORT_STOPS_HALFWAY,
    /** Pods of an earlier version are never removed (3.8). */
    OLDER_PODS_STAY,
    /** The passes settle at other sizes than the step asks for. */
    OTHER_SIZES,
    /** The pods of the new version never become available (rolling.md 3.3). */
    PODS_NEVER_AVAILABLE,
    /** It is paused, and nobody but a person goes on (rolling.md 5.4, bluegreen.md 5.2). */
    PAUSED,
    /** The update is aborted. */
    ABORTED,
    /** The gates before or after a blue-green switch are never passed (bluegreen.md 1.1). */
    NEVER_PROMOTED,
    /** A change of a Deployment's replicas that nothing carries out stops all else (9.1, 9.2). */
    SCALING_NEVER_ENDS,
    /** There are more passes than the limit. */
    TOO_MANY_PASSES
  }

  /** Checks for null. */
  public Standstill {
    requireNonNull(reason, "reason");
    requireNonNull(message, "message");
  }
}

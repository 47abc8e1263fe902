// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

/**
 * A value of the label {@code rollouts-pod-template-hash} and where it comes from.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param value the value; of a placeholder the words that stand for it
 * @param source where it comes from
 * @param reason the same in a few words that can follow the value, for example {@code predicted
 *     from spec.template for controller 1.9}
 */
public record PodHash(String value, Source source, String reason) {
  /** Where a hash comes from, the most certain first. */
  public enum Source {
    /** The caller gave it. */
    OPTION,
    /** {@code status.stableRS} of a Rollout that was read from a cluster (hash.md 9). */
    STATUS,
    /** Predicted from the template that is planned. */
    PREDICTION,
    /** Predicted from the template of the revision before. */
    BASE,
    /** It is not known; other words stand in its place. */
    PLACEHOLDER
  }

  /** Checks that nothing is missing. */
  public PodHash {
    requireNonNull(value, "value");
    requireNonNull(source, "source");
    requireNonNull(reason, "reason");
  }

  /** Returns a hash that the caller gave. */
  public static PodHash given(String value) {
    return new PodHash(value, Source.OPTION, "given as an option");
  }

  /** Returns whether the value is the hash itself and no placeholder. */
  public boolean isKnown() {
    return source != Source.PLACEHOLDER;
  }

  /** Returns the value and its reason. */
  @Override
  public String toString() {
    return value + ": " + reason;
  }
}

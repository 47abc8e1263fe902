// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import io.canaryplan.plan.PodHash.Source;

/**
 * The hashes that a plan's documents carry, whatever its strategy.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param stable that of the version that runs before the update
 * @param canary that of the new version
 */
public record PlanHashes(PodHash stable, PodHash canary) {
  /** What stands for a stable hash that is not known. */
  public static final String STABLE_PLACEHOLDER = "stable-hash";

  /** What stands for the hash of a new version that is not known. */
  public static final String CANARY_PLACEHOLDER = "canary-hash";

  /** Neither is known. */
  public static final PlanHashes UNKNOWN =
      new PlanHashes(
          stablePlaceholder("the template of the stable version is not given"),
          canaryPlaceholder("the template of the new version is not given"));

  /** Checks that nothing is missing. */
  public PlanHashes {
    requireNonNull(stable, "stable");
    requireNonNull(canary, "canary");
  }

  /** Returns the placeholder of the stable version with the reason why its hash is not known. */
  public static PodHash stablePlaceholder(String reason) {
    return new PodHash(STABLE_PLACEHOLDER, Source.PLACEHOLDER, "a placeholder, as " + reason);
  }

  /** Returns the placeholder of the new version with the reason why its hash is not known. */
  public static PodHash canaryPlaceholder(String reason) {
    return new PodHash(CANARY_PLACEHOLDER, Source.PLACEHOLDER, "a placeholder, as " + reason);
  }
}

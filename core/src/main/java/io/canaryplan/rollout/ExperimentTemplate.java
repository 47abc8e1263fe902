// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One ReplicaSet of an experiment step.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param name name of the template
 * @param specRef {@code canary} or {@code stable}: whose pod template it runs, as written
 * @param replicas its pods; 1 when absent
 * @param weight its share of the traffic, of 100, taken from stable; absent means none
 * @param serviceName name of the Service to make for it; generated when absent
 */
public record ExperimentTemplate(
    String name,
    String specRef,
    OptionalInt replicas,
    OptionalInt weight,
    Optional<String> serviceName) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if replicas or weight are negative
   */
  public ExperimentTemplate {
    requireNonNull(name, "name");
    requireNonNull(specRef, "specRef");
    requireNonNull(serviceName, "serviceName");
    if (replicas.orElse(0) < 0 || weight.orElse(0) < 0) {
      throw new IllegalArgumentException("replicas and weight must not be negative");
    }
  }
}

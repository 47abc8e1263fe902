// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Another workload whose pod template the Rollout uses in place of its own. It changes nothing
 * about the plan.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param apiVersion for example {@code apps/v1}
 * @param kind for example {@code Deployment}
 * @param name name of the workload in the Rollout's namespace
 * @param scaleDown {@code never}, {@code onsuccess} or {@code progressively}, as written
 */
public record WorkloadRef(String apiVersion, String kind, String name, Optional<String> scaleDown) {
  /** Checks that nothing is missing. */
  public WorkloadRef {
    requireNonNull(apiVersion, "apiVersion");
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
    requireNonNull(scaleDown, "scaleDown");
  }
}

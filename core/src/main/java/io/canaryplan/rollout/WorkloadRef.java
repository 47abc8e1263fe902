// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  /** The API group of each kind that the controller resolves. */
  private static final Map<String, String> RESOLVED =
      ImmutableMap.of("Deployment", "apps", "ReplicaSet", "apps", "PodTemplate", "");

  /** Checks that nothing is missing. */
  public WorkloadRef {
    requireNonNull(apiVersion, "apiVersion");
    requireNonNull(kind, "kind");
    requireNonNull(name, "name");
    requireNonNull(scaleDown, "scaleDown");
  }

  /** Returns the kinds that the controller resolves (hash.md 8). */
  public static Set<String> resolvedKinds() {
    return RESOLVED.keySet();
  }

  /**
   * Returns whether the controller never finds a pod template by this reference, so that there
   * never is a pod: its kind is none of {@link #resolvedKinds}, or its API group is another one. An
   * absent kind is none of them; an absent apiVersion is the group of PodTemplate only.
   */
  public boolean isNeverResolved() {
    return !group().equals(RESOLVED.get(kind));
  }

  private String group() {
    return apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
  }
}

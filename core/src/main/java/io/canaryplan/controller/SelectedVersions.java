// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.rollout.CanaryStep;
import java.util.List;

/**
 * Which versions the mesh objects select, and the managed routes in force. Weights are always
 * written together with the subsets, and for the same versions.
 *
 * @param canaryService version that the canary Service selects
 * @param stableService version that the stable Service selects
 * @param canarySubset version that the canary subset selects
 * @param stableSubset version that the stable subset selects
 * @param routes the header and mirror steps whose routes exist, in the order they were made
 */
record SelectedVersions(
    int canaryService,
    int stableService,
    int canarySubset,
    int stableSubset,
    List<CanaryStep.ManagedRoute> routes) {
  /** Returns what one version alone leaves, whose Services may never have been written. */
  static SelectedVersions steady(int version, int services) {
    return new SelectedVersions(services, services, version, version, ImmutableList.of());
  }

  SelectedVersions withServices(int canary, int stable) {
    return canary == canaryService && stable == stableService
        ? this
        : new SelectedVersions(canary, stable, canarySubset, stableSubset, routes);
  }

  SelectedVersions withSubsets(int canary, int stable) {
    return canary == canarySubset && stable == stableSubset
        ? this
        : new SelectedVersions(canaryService, stableService, canary, stable, routes);
  }

  SelectedVersions withRoutes(List<CanaryStep.ManagedRoute> value) {
    return value.equals(routes)
        ? this
        : new SelectedVersions(canaryService, stableService, canarySubset, stableSubset, value);
  }
}

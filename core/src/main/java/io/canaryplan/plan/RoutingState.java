// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.rollout.CanaryStep;
import java.util.List;

/**
 * All that the controller has told the router at some moment; together with the documents as they
 * were before the update it gives the documents of that moment.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param canaryWeight weight of the new version, 0 to the maximum traffic weight; 0 without a
 *     router
 * @param experiments destinations of the running experiment, in the order of its templates; stable
 *     has the weight that canary and these leave
 * @param managedRoutes header and mirror routes in force, in the order in which they were set; none
 *     that removes
 * @param stableHash hash by which the router tells the stable version's pods
 * @param canaryHash hash by which it tells the new version's pods
 * @param stableServiceHash hash that the stable Service selects
 * @param canaryServiceHash hash that the canary Service selects
 * @param phase where the update stands
 */
public record RoutingState(
    int canaryWeight,
    List<AdditionalWeight> experiments,
    List<CanaryStep.ManagedRoute> managedRoutes,
    String stableHash,
    String canaryHash,
    String stableServiceHash,
    String canaryServiceHash,
    Phase phase) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if the weight is negative
   */
  public RoutingState {
    if (canaryWeight < 0) {
      throw new IllegalArgumentException("weight must not be negative but was " + canaryWeight);
    }
    experiments = ImmutableList.copyOf(experiments);
    managedRoutes = ImmutableList.copyOf(managedRoutes);
    requireNonNull(stableHash, "stableHash");
    requireNonNull(canaryHash, "canaryHash");
    requireNonNull(stableServiceHash, "stableServiceHash");
    requireNonNull(canaryServiceHash, "canaryServiceHash");
    requireNonNull(phase, "phase");
  }

  /** Returns this state with another weight of the new version, 0 or more. */
  public RoutingState withCanaryWeight(int weight) {
    return new RoutingState(
        weight,
        experiments,
        managedRoutes,
        stableHash,
        canaryHash,
        stableServiceHash,
        canaryServiceHash,
        phase);
  }

  /** Returns this state with other header and mirror routes in force. */
  public RoutingState withManagedRoutes(List<CanaryStep.ManagedRoute> routes) {
    return new RoutingState(
        canaryWeight,
        experiments,
        routes,
        stableHash,
        canaryHash,
        stableServiceHash,
        canaryServiceHash,
        phase);
  }

  /**
   * Returns a state in which one version has everything: before the update ({@link Phase#STEADY})
   * with the stable hash, after it ({@link Phase#PROMOTED}) with the new one.
   */
  public static RoutingState single(String hash, Phase phase) {
    return new RoutingState(
        0, ImmutableList.of(), ImmutableList.of(), hash, hash, hash, hash, phase);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * The DestinationRule whose subsets carry the two versions: subset-level splitting.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param name its name in the Rollout's namespace; no dotted form
 * @param canarySubsetName subset of the new version
 * @param stableSubsetName subset of the stable version
 * @param additionalSubsetNames subsets that keep their weight, taken out of stable's share
 */
public record IstioDestinationRuleRef(
    String name,
    String canarySubsetName,
    String stableSubsetName,
    List<String> additionalSubsetNames) {
  /** Copies the names. */
  public IstioDestinationRuleRef {
    requireNonNull(name, "name");
    requireNonNull(canarySubsetName, "canarySubsetName");
    requireNonNull(stableSubsetName, "stableSubsetName");
    additionalSubsetNames = ImmutableList.copyOf(additionalSubsetNames);
  }

  /** Returns a reference without additional subsets. */
  public static IstioDestinationRuleRef of(
      String name, String canarySubsetName, String stableSubsetName) {
    return new IstioDestinationRuleRef(
        name, canarySubsetName, stableSubsetName, ImmutableList.of());
  }
}

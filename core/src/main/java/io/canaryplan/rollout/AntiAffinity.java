// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * Keeps the new pods off the nodes of the old ones; exactly one of the two kinds is legal (istio.md
 * 3.3). No effect on counts.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param preferredWeight weight of the preferred kind, legal from 1 to 100; absent when that kind
 *     is not given
 * @param required whether the required kind is given
 */
public record AntiAffinity(OptionalInt preferredWeight, boolean required) {
  /** Checks that nothing is missing. */
  public AntiAffinity {
    requireNonNull(preferredWeight, "preferredWeight");
  }
}

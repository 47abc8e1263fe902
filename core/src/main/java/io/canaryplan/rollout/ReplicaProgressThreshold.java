// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static java.util.Objects.requireNonNull;

/**
 * How much of the wanted pods is enough for a step to go on (canary.md 1.2, 2.8). The controller
 * checks neither part.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param type {@code Percent} or {@code Pods}, as written; anything but {@code Percent} acts as
 *     {@code Pods}
 * @param value percent of the wanted pods, or pods; below 0 it acts as if it were absent
 */
public record ReplicaProgressThreshold(String type, int value) {
  /** Checks that nothing is missing. */
  public ReplicaProgressThreshold {
    requireNonNull(type, "type");
  }

  /** Returns whether the value is a percentage. */
  public boolean isPercent() {
    return type.equals("Percent");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import io.canaryplan.kubernetes.HorizontalPodAutoscaler;
import io.canaryplan.kubernetes.ObjectId;
import java.util.Optional;

/**
 * How a Rollout names other objects.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class References {
  private References() {}

  /**
   * Returns whether an object is the one that a Rollout means by {@code wantedName} and {@code
   * wanted}: an open namespace stands for the Rollout's. With a namespace left open on one side
   * nothing contradicts the match.
   *
   * @param object the object as written
   * @param wantedName name looked for
   * @param wanted namespace looked for; absent for the Rollout's own
   * @param own namespace of the Rollout; absent if its document leaves it open
   */
  public static boolean areTo(
      ObjectId object, String wantedName, Optional<String> wanted, Optional<String> own) {
    Optional<String> there = object.namespace().isPresent() ? object.namespace() : own;
    Optional<String> here = wanted.isPresent() ? wanted : own;
    return object.name().equals(wantedName)
        && (there.isEmpty() || here.isEmpty() || there.equals(here));
  }

  /** Returns whether an autoscaler sets the replicas of a workload. */
  public static boolean isScaledBy(
      HorizontalPodAutoscaler scaler, String kind, String name, Optional<String> namespace) {
    return scaler.targetKind().equals(kind)
        && scaler.targetName().equals(name)
        && areTo(scaler.id(), scaler.id().name(), Optional.empty(), namespace);
  }
}

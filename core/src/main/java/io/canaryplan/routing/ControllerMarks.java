// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

/**
 * Keys that the controller writes into objects it shares with others.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class ControllerMarks {
  /** Label that holds the hash of a ReplicaSet's pod template. */
  public static final String HASH = "rollouts-pod-template-hash";

  /** Annotation that names the Rollout an object belongs to. */
  public static final String MANAGED_BY = "argo-rollouts.argoproj.io/managed-by-rollouts";

  private ControllerMarks() {}
}

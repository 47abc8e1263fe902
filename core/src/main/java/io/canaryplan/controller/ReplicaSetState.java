// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

/**
 * One ReplicaSet as the controller sees it in a pass.
 *
 * @param desired pods asked for ({@code spec.replicas}), 0 or more
 * @param created pods that exist ({@code status.replicas}), 0 or more
 * @param available pods that have been ready for minReadySeconds, 0 or more; more than {@code
 *     desired} while surplus pods are still being removed
 */
record ReplicaSetState(int desired, int created, int available) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is negative
   */
  public ReplicaSetState {
    if (desired < 0 || created < 0 || available < 0) {
      throw new IllegalArgumentException(
          "pods must not be negative but were " + desired + ", " + created + ", " + available);
    }
  }

  /** Returns a ReplicaSet with all pods created and {@code available} of them available. */
  public static ReplicaSetState of(int desired, int available) {
    return new ReplicaSetState(desired, desired, available);
  }

  /** Returns a ReplicaSet with all its pods created and available. */
  public static ReplicaSetState ready(int pods) {
    return of(pods, pods);
  }

  /** Returns whether so many pods are asked for and exist. */
  boolean isCreatedAs(int pods) {
    return desired == pods && created == pods;
  }

  /** Returns {@code desired/available}. */
  @Override
  public String toString() {
    return desired + "/" + available;
  }
}

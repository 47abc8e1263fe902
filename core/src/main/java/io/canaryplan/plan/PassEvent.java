// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

/**
 * Something that the controller does, or that comes true, in one pass (canary.md 3.4). When {@link
 * #STEP_COMPLETED} or {@link #PROMOTED} is all that happens in a pass, which is so when it only had
 * to wait for pods, it is told with the pass before.
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum PassEvent {
  /** The ReplicaSet of the new version gets another size. */
  SCALED_CANARY,
  /** The ReplicaSet of the stable version gets another size. */
  SCALED_STABLE,
  /** ReplicaSets of neither version get another size. */
  SCALED_OLDER,
  /** The traffic weights in the router change. Never without traffic routing. */
  WEIGHT_WRITTEN,
  /** A header or mirror route is written, or one is removed because its step says so. */
  ROUTES_WRITTEN,
  /** All managed header and mirror routes are removed. */
  ROUTES_REMOVED,
  /** The canary or the stable Service selects another version. */
  SERVICE_SWITCHED,
  /** The canary or the stable subset of the DestinationRule selects another version. */
  SUBSET_HASH_MOVED,
  /** A ReplicaSet is marked to be removed after its delay. */
  SCALE_DOWN_DEADLINE_SET,
  /**
   * The condition of the current step is met, so that the controller goes on to the next one. What
   * follows in the same list happens while that next step is already current.
   */
  STEP_COMPLETED,
  /** The new version is declared the stable one; from the next pass on its pods count as stable. */
  PROMOTED
}

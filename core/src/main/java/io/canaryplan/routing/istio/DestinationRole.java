// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing.istio;

/** What a destination of a weight route is to the controller; the first test that holds decides. */
enum DestinationRole {
  /** It has no host: nothing is known of it, and it stays. */
  UNNAMED,
  /** It gets the canary's weight. */
  CANARY,
  /** It gets what the others leave. */
  STABLE,
  /** It stays as it is, and stable gives way to its weight. */
  ADDITIONAL,
  /** No weight belongs to it: it is removed unless an experiment of its name runs. */
  FOREIGN,
  /**
   * No weight belongs to it, but its weight is 0: it stays until an experiment of its name ends.
   */
  IDLE;

  /** Returns whether it can be removed. */
  boolean isRemovable() {
    return this == FOREIGN || this == IDLE;
  }
}

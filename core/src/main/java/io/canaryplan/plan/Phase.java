// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

/**
 * Where an update stands, as far as the mesh can tell.
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum Phase {
  /** Before the update: the stable version alone. */
  STEADY,
  /** On the way through the steps. */
  PROGRESSING,
  /** The new version has become the stable one. */
  PROMOTED,
  /** Back on the stable version after an abort. */
  ABORTED
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import com.google.common.base.Ascii;

/**
 * How something stands in both revisions.
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum Change {
  /** It is the same in both. */
  SAME,
  /** It is in both, and differs. */
  CHANGED,
  /** Only the new revision has it. */
  ADDED,
  /** Only the old revision has it. */
  REMOVED;

  /** Returns the lower-case name. */
  @Override
  public String toString() {
    return Ascii.toLowerCase(name());
  }
}

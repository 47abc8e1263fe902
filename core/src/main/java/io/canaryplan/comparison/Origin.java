// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import java.util.Locale;

/**
 * Where a compared way comes from.
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum Origin {
  /** The manifest has it. */
  WRITTEN,
  /**
   * The other strategy's defaults; a canary beside one that is written has its steps and limits.
   */
  DERIVED,
  /** A canary with the steps that the caller gave, else as the one that is written or derived. */
  TRIAL;

  /** Returns the lower-case name: {@code written}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

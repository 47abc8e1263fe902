// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import static java.util.Objects.requireNonNull;

/**
 * One number that both plans come to.
 *
 * @param what what is counted, in a few words
 * @param before the old plan's, as text with its unit
 * @param after the new plan's
 *     <p>Immutable and safe for use by several threads.
 */
public record NumberComparison(String what, String before, String after) {
  /** Checks that nothing is missing. */
  public NumberComparison {
    requireNonNull(what, "what");
    requireNonNull(before, "before");
    requireNonNull(after, "after");
  }

  /** Returns whether both differ. */
  public boolean differs() {
    return !before.equals(after);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

/** How a scalar is written. */
enum ScalarStyle {
  PLAIN,
  SINGLE_QUOTED,
  DOUBLE_QUOTED,
  LITERAL,
  FOLDED,
  /** No scalar but the text of a list or mapping that stands where a key belongs. */
  COLLECTION,
  /** A string made in code: written plain where that reads as the same string, else quoted. */
  ANY;

  boolean isBlock() {
    return this == LITERAL || this == FOLDED;
  }

  boolean isQuoted() {
    return this == SINGLE_QUOTED || this == DOUBLE_QUOTED;
  }
}

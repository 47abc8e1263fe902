// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

/**
 * A sentence with what it is about.
 *
 * @param about one word or a few, for example {@code pods}
 * @param text what is said, on one line, for example {@code 2 to 4, most on the way to promoted}
 */
record Fact(String about, String text) {
  /** Returns {@code about: text}. */
  @Override
  public String toString() {
    return about + ": " + text;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

/**
 * How bad a {@link Finding} is.
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum Severity {
  /** The controller or Istio would refuse it, or no plan exists. */
  ERROR("error"),
  /** A plan exists, but probably not the one that was wanted. */
  WARNING("warning"),
  /** Worth knowing; nothing is wrong. */
  NOTE("note");

  private final String label;

  Severity(String label) {
    this.label = label;
  }

  /**
   * Returns the lower-case word that is printed: {@code error}, {@code warning} or {@code note}.
   */
  public String label() {
    return label;
  }
}

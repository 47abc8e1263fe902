// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

/**
 * A document that knows where its fields stand.
 *
 * <p>Implementations are immutable and safe for use by several threads.
 */
@FunctionalInterface
public interface Located {
  /**
   * Returns the part of the text that the field at {@code path} takes, or else that of the nearest
   * field above it that stands in the text.
   */
  Range range(FieldPath path);
}

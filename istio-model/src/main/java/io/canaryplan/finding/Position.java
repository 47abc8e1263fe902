// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * A place in a source text. Ordered by file, then line, then column.
 *
 * @param file the name the text was read under; {@code -} stands for standard input by convention
 * @param line one-based line
 * @param column one-based column, counted in Unicode code points
 */
public record Position(String file, int line, int column) implements Comparable<Position> {
  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::file)
          .thenComparingInt(Position::line)
          .thenComparingInt(Position::column);

  /**
   * Checks that the position can exist.
   *
   * @throws IllegalArgumentException if line or column is below 1
   */
  public Position {
    requireNonNull(file, "file");
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "line and column must be at least 1 but were " + line + ":" + column);
    }
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  /** Returns {@code file:line:column}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A place in a source text. Ordered by file, then line, then column.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param file the name the text was read under; {@code -} stands for standard input by convention
 * @param line one-based line
 * @param column one-based column, counted in Unicode code points
 */
public record Position(String file, int line, int column)
    implements Comparable<Position>, Serializable {
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
    int byFile = file.compareTo(other.file);
    int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  /** Returns {@code file:line:column}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}

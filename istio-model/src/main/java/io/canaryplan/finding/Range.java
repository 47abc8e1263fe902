// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.finding;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A part of a source text, from one position to another of the same file. Ordered by start, then
 * end.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param start where it starts
 * @param end the position after its last character; equal to {@code start} for a mere place
 */
public record Range(Position start, Position end) implements Comparable<Range>, Serializable {
  /**
   * Checks that the range can exist.
   *
   * @throws IllegalArgumentException if the end is in another file or before the start
   */
  public Range {
    requireNonNull(start, "start");
    if (!end.file().equals(start.file()) || end.compareTo(start) < 0) {
      throw new IllegalArgumentException("there is no range from " + start + " to " + end);
    }
  }

  /** Returns the range without a length at {@code place}. */
  public static Range at(Position place) {
    return new Range(place, place);
  }

  @Override
  public int compareTo(Range other) {
    int byStart = start.compareTo(other.start);
    return byStart != 0 ? byStart : end.compareTo(other.end);
  }

  /** Returns {@code file:line:column-line:column}, without the end for a mere place. */
  @Override
  public String toString() {
    return start.equals(end) ? start.toString() : start + "-" + end.line() + ":" + end.column();
  }
}

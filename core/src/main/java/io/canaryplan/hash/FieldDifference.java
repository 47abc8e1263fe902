// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static java.util.Objects.requireNonNull;

import io.canaryplan.finding.FieldPath;
import java.util.List;
import java.util.Optional;

/**
 * One field of a pod template that differs between two versions of it.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param path the field, from the root of the document; an index is that of the new version, or of
 *     the old one for an item that is gone. Items with names are told apart by name; where only
 *     their order differs, the list is the field and the values are the names
 * @param before JSON of the old value as it is hashed; absent if there was none
 * @param after JSON of the new value as it is hashed; absent if there is none
 */
public record FieldDifference(FieldPath path, Optional<String> before, Optional<String> after) {
  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if there is no value on either side
   */
  public FieldDifference {
    requireNonNull(path, "path");
    if (before.isEmpty() && after.isEmpty()) {
      throw new IllegalArgumentException("a difference needs a value");
    }
  }

  /** Returns whether one of both fields is the other, or is in it. */
  boolean isAlong(FieldDifference other) {
    List<FieldPath.Segment> mine = path.segments();
    List<FieldPath.Segment> theirs = other.path.segments();
    int shared = Math.min(mine.size(), theirs.size());
    return mine.subList(0, shared).equals(theirs.subList(0, shared));
  }

  /** Returns {@code path: before → after}. */
  @Override
  public String toString() {
    return path + ": " + before.orElse("nothing") + " → " + after.orElse("nothing");
  }
}

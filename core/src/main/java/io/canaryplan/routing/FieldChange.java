// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * One field that differs between two trees.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param path where the field is: in the later tree, or in the earlier one if it is gone
 * @param before the earlier value as text, collections on one line; absent if there was none
 * @param after the later value as text, collections on one line; absent if there is none
 */
public record FieldChange(FieldPath path, Optional<String> before, Optional<String> after) {
  /**
   * Checks that there is a difference.
   *
   * @throws IllegalArgumentException if neither value is there
   */
  public FieldChange {
    requireNonNull(path, "path");
    if (before.isEmpty() && after.isEmpty()) {
      throw new IllegalArgumentException("a change needs a value before or after it");
    }
  }

  /**
   * Returns what differs in meaning between two trees, as deep as possible, in the order of the
   * later one. Items of lists belong together by their {@code name}, or their {@code destination},
   * or else in order; where items that stay change places, the list is given with the names in
   * their order. Layout, quotes and comments make no difference.
   */
  public static List<FieldChange> between(YamlNode before, YamlNode after) {
    TreeDiff diff = new TreeDiff();
    diff.compare(FieldPath.root(), before, after);
    return ImmutableList.copyOf(diff.changes());
  }

  /** Returns {@code path: before -> after}; an absent value is {@code (none)}. */
  @Override
  public String toString() {
    return path + ": " + before.orElse("(none)") + " -> " + after.orElse("(none)");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Places of one document that are deleted at once, so that no index moves in between. */
final class JqDeletion {
  /** A document after a deletion, or as it was if that failed. */
  record Result(Json document, Optional<String> failure) {}

  private static final class Mark {
    private final Map<Object, Mark> below = new LinkedHashMap<>();
    private boolean deleted;
  }

  private final Mark root = new Mark();

  /**
   * Adds a place; what is below a deleted one needs no mark of its own.
   *
   * @return whether it can be deleted: a character of a string cannot
   */
  boolean add(List<JqFocus.Step> steps, Json document) {
    Mark mark = root;
    Json at = document;
    for (JqFocus.Step step : steps) {
      if (mark.deleted) {
        return true;
      }
      if (at instanceof Json.Text) {
        return false;
      }
      Object key = step.key() != null ? step.key() : counted(step.index(), at);
      mark = mark.below.computeIfAbsent(key, any -> new Mark());
      at = below(at, key);
    }
    mark.deleted = true;
    return true;
  }

  /** Returns {@code document} without the places; null if it is deleted itself. */
  Json from(Json document) {
    return root.deleted ? Json.NULL : without(document, root);
  }

  private static Json without(Json value, @Nullable Mark mark) {
    if (mark == null || mark.below.isEmpty()) {
      return value;
    }
    if (value instanceof Json.Fields fields) {
      ImmutableMap.Builder<String, Json> kept = ImmutableMap.builder();
      fields
          .values()
          .forEach(
              (key, below) -> {
                Mark marked = mark.below.get(key);
                if (marked == null || !marked.deleted) {
                  kept.put(key, without(below, marked));
                }
              });
      return new Json.Fields(kept.buildOrThrow());
    }
    if (value instanceof Json.Items items) {
      ImmutableList.Builder<Json> kept = ImmutableList.builder();
      for (int i = 0; i < items.values().size(); i++) {
        Mark marked = mark.below.get(i);
        if (marked == null || !marked.deleted) {
          kept.add(without(items.values().get(i), marked));
        }
      }
      return new Json.Items(kept.build());
    }
    return value;
  }

  private static int counted(int index, Json at) {
    return index < 0 && at instanceof Json.Items items ? index + items.values().size() : index;
  }

  private static Json below(Json at, Object key) {
    if (at instanceof Json.Fields fields && key instanceof String name) {
      Json value = fields.get(name);
      return value == null ? Json.NULL : value;
    }
    if (at instanceof Json.Items items && key instanceof Integer index) {
      boolean there = index >= 0 && index < items.values().size();
      return there ? items.values().get(index) : Json.NULL;
    }
    return Json.NULL;
  }
}

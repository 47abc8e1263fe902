// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.FieldPath.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result of a part of a jq expression: a value, and the place of the document that was last
 * stepped into. The value is that of the place as long as nothing else was computed of it.
 *
 * @param value the value
 * @param place the way to the place, from its end; null for the document itself
 * @param found what stands at the place
 */
record JqFocus(Json value, @Nullable Step place, Json found) {
  /**
   * A step of a way.
   *
   * @param before the steps before it, or null
   * @param key a name, or null for an index
   * @param index the index if there is no name, as written
   */
  record Step(@Nullable Step before, @Nullable String key, int index) {}

  /** Returns the whole document. */
  static JqFocus of(Json document) {
    return new JqFocus(document, null, document);
  }

  /** Returns this with a value that was computed. */
  JqFocus with(Json computed) {
    return new JqFocus(computed, place, found);
  }

  JqFocus into(String key, Json below) {
    return new JqFocus(below, new Step(place, key, 0), below);
  }

  JqFocus into(int index, Json below) {
    return new JqFocus(below, new Step(place, null, index), below);
  }

  /**
   * Returns whether the value counts as that of the place, as gojq asks it: collections and numbers
   * must be the same one, other values and lists without items only equal.
   */
  boolean isPlace() {
    return value == found
        || (value.equals(found)
            && !(value instanceof Json.Num)
            && !(value instanceof Json.Fields)
            && !(value instanceof Json.Items items && !items.values().isEmpty()));
  }

  /** Returns the steps from the document on. */
  List<Step> steps() {
    Deque<Step> steps = new ArrayDeque<>();
    for (Step step = place; step != null; step = step.before()) {
      steps.addFirst(step);
    }
    return new ArrayList<>(steps);
  }

  /** Returns the place, if {@code document} has it; indexes are counted from the start. */
  static @Nullable FieldPath in(Json document, List<Step> steps) {
    List<Segment> segments = new ArrayList<>();
    Json at = document;
    for (Step step : steps) {
      Json below = null;
      if (step.key() != null && at instanceof Json.Fields fields) {
        below = fields.get(step.key());
        segments.add(new Segment.Key(step.key()));
      } else if (step.key() == null && at instanceof Json.Items items) {
        int index = step.index() < 0 ? step.index() + items.values().size() : step.index();
        if (index >= 0 && index < items.values().size()) {
          below = items.values().get(index);
          segments.add(new Segment.Index(index));
        }
      }
      if (below == null) {
        return null;
      }
      at = below;
    }
    return new FieldPath(segments);
  }
}

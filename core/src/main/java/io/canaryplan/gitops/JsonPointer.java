// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place to ignore, as Argo CD removes it (gitops.md GT-25): no wildcards, and an index is the
 * current position; a negative one counts from the end. What stands before the first slash is not
 * looked at.
 */
final class JsonPointer {
  private static final int LONGEST_INDEX = 9;

  private final List<String> steps;

  JsonPointer(String text) {
    List<String> parts = Splitter.on('/').splitToList(text);
    this.steps =
        parts.stream()
            .skip(1)
            .map(part -> part.replace("~1", "/").replace("~0", "~"))
            .collect(ImmutableList.toImmutableList());
  }

  /** Returns the document without the place; absent if it does not have it. */
  Optional<Json> removeFrom(Json document) {
    return steps.isEmpty() ? Optional.empty() : Optional.ofNullable(without(document, 0));
  }

  private @Nullable Json without(Json value, int depth) {
    String step = steps.get(depth);
    boolean last = depth == steps.size() - 1;
    if (value instanceof Json.Fields fields) {
      Json below = fields.get(step);
      Json rest = below == null || last ? null : without(below, depth + 1);
      if (below == null || (rest == null && !last)) {
        return null;
      }
      Map<String, Json> changed = new LinkedHashMap<>(fields.values());
      if (rest == null) {
        changed.remove(step);
      } else {
        changed.put(step, rest);
      }
      return new Json.Fields(changed);
    }
    if (value instanceof Json.Items items) {
      int index = index(step, items.values().size());
      Json rest = index < 0 || last ? null : without(items.values().get(index), depth + 1);
      if (index < 0 || (rest == null && !last)) {
        return null;
      }
      List<Json> changed = new ArrayList<>(items.values());
      if (rest == null) {
        changed.remove(index);
      } else {
        changed.set(index, rest);
      }
      return new Json.Items(changed);
    }
    return null;
  }

  /** Returns the position in a list of {@code size} items, or -1 if there is none. */
  private static int index(String step, int size) {
    int start = step.startsWith("-") || step.startsWith("+") ? 1 : 0;
    String digits = step.substring(start);
    if (digits.isEmpty()
        || digits.length() > LONGEST_INDEX
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int number = Integer.parseInt(digits);
    int index = step.startsWith("-") && number > 0 ? size - number : number;
    return index < size ? index : -1;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where two documents differ: lists of another length as a whole, everything else by its parts. */
final class JsonDifference {
  private final List<FieldPath> paths = new ArrayList<>();

  private JsonDifference() {}

  /** Returns the places at which {@code left} and {@code right} differ, by the names of keys. */
  static List<FieldPath> between(Json left, Json right) {
    JsonDifference difference = new JsonDifference();
    difference.compare(left, right, FieldPath.root());
    return ImmutableList.copyOf(difference.paths);
  }

  private void compare(@Nullable Json left, @Nullable Json right, FieldPath path) {
    if (left == right || (left != null && left.equals(right))) {
      return;
    }
    if (left instanceof Json.Fields before && right instanceof Json.Fields after) {
      TreeSet<String> keys = new TreeSet<>(JsonOrder.KEYS);
      keys.addAll(before.values().keySet());
      keys.addAll(after.values().keySet());
      for (String key : keys) {
        Json old = before.get(key);
        Json now = after.get(key);
        if (old != now) {
          compare(old, now, path.child(key));
        }
      }
    } else if (left instanceof Json.Items before
        && right instanceof Json.Items after
        && before.values().size() == after.values().size()) {
      for (int i = 0; i < before.values().size(); i++) {
        compare(before.values().get(i), after.values().get(i), path.index(i));
      }
    } else {
      paths.add(path);
    }
  }
}

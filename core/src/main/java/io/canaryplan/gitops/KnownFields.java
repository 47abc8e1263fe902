// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is left of a live document when only the fields count that git has (gitops.md GT-20). */
final class KnownFields {
  private KnownFields() {}

  /** Returns {@code live} without the map keys that {@code git} lacks; list items stay. */
  static Json.Fields of(Json.Fields git, Json.Fields live) {
    Map<String, Json> kept = new LinkedHashMap<>();
    git.values()
        .forEach(
            (key, value) -> {
              Json there = live.get(key);
              if (there != null) {
                kept.put(key, of(value, there));
              }
            });
    return new Json.Fields(kept);
  }

  private static Json of(Json git, Json live) {
    if (git instanceof Json.Fields known && live instanceof Json.Fields fields) {
      return of(known, fields);
    }
    if (git instanceof Json.Items known && live instanceof Json.Items items) {
      List<Json> kept = new ArrayList<>(items.values());
      for (int i = 0; i < Math.min(kept.size(), known.values().size()); i++) {
        kept.set(i, of(known.values().get(i), kept.get(i)));
      }
      return new Json.Items(kept);
    }
    return live;
  }
}

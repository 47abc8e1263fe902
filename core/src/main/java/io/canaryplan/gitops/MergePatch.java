// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON merge patches, with which Argo CD and kubectl change custom resources: maps are merged, and
 * every list is replaced as a whole. In a patch, null deletes.
 */
final class MergePatch {
  private MergePatch() {}

  /**
   * Returns what turns {@code current} into {@code modified}, nulls of it left out, and deletes
   * what {@code original} had and {@code modified} has no longer.
   */
  static Json.Fields threeWay(Json.Fields original, Json.Fields modified, Json.Fields current) {
    return combined(deletions(original, modified), additions(current, modified));
  }

  /** Returns what turns {@code from} into {@code to}. */
  static Json.Fields between(Json.Fields from, Json.Fields to) {
    Map<String, Json> patch = new LinkedHashMap<>();
    to.values()
        .forEach(
            (key, after) -> {
              Json before = from.get(key);
              if (before instanceof Json.Fields old && after instanceof Json.Fields now) {
                Json.Fields below = between(old, now);
                if (!below.values().isEmpty()) {
                  patch.put(key, below);
                }
              } else if (!after.equals(before)) {
                patch.put(key, after);
              }
            });
    for (String key : from.values().keySet()) {
      if (to.get(key) == null) {
        patch.put(key, Json.NULL);
      }
    }
    return new Json.Fields(patch);
  }

  /** Returns {@code document} with the patch applied. */
  static Json.Fields apply(Json.Fields document, Json.Fields patch) {
    if (patch.values().isEmpty()) {
      return document;
    }
    Map<String, Json> result = new LinkedHashMap<>(document.values());
    patch
        .values()
        .forEach(
            (key, change) -> {
              Json old = result.get(key);
              if (change instanceof Json.Null) {
                result.remove(key);
              } else if (old instanceof Json.Fields fields && change instanceof Json.Fields below) {
                result.put(key, apply(fields, below));
              } else {
                result.put(key, withoutNulls(change));
              }
            });
    return new Json.Fields(result);
  }

  private static Json.Fields additions(Json.Fields current, Json.Fields modified) {
    Map<String, Json> patch = new LinkedHashMap<>();
    modified
        .values()
        .forEach(
            (key, after) -> {
              Json before = current.get(key);
              if (after instanceof Json.Fields now) {
                boolean both = before instanceof Json.Fields;
                Json.Fields below =
                    additions(before instanceof Json.Fields old ? old : Json.NO_FIELDS, now);
                // An empty map is a value when the key is new.
                if (!below.values().isEmpty() || (!both && now.values().isEmpty())) {
                  patch.put(key, below);
                }
              } else if (!(after instanceof Json.Null) && !after.equals(before)) {
                patch.put(key, after);
              }
            });
    return new Json.Fields(patch);
  }

  private static Json.Fields deletions(Json.Fields original, Json.Fields modified) {
    if (original.equals(modified)) {
      return Json.NO_FIELDS;
    }
    Map<String, Json> patch = new LinkedHashMap<>();
    original
        .values()
        .forEach(
            (key, before) -> {
              Json after = modified.get(key);
              if (before instanceof Json.Fields old && after instanceof Json.Fields now) {
                Json.Fields below = deletions(old, now);
                if (!below.values().isEmpty()) {
                  patch.put(key, below);
                }
              } else if (after == null
                  || (after instanceof Json.Null && !(before instanceof Json.Null))) {
                patch.put(key, Json.NULL);
              }
            });
    return new Json.Fields(patch);
  }

  /**
   * Returns what deletes the fields of {@code original} that {@code modified} lacks and that nobody
   * has changed in {@code live}.
   */
  static Json.Fields dropped(Json.Fields original, Json.Fields modified, Json.Fields live) {
    Map<String, Json> patch = new LinkedHashMap<>();
    original
        .values()
        .forEach(
            (key, before) -> {
              Json after = modified.get(key);
              Json there = live.get(key);
              if (before instanceof Json.Fields old && there instanceof Json.Fields now) {
                Json.Fields kept = after instanceof Json.Fields fields ? fields : Json.NO_FIELDS;
                Json.Fields below = dropped(old, kept, now);
                if (!below.values().isEmpty()) {
                  patch.put(key, below);
                }
              } else if (after == null && before.equals(there)) {
                patch.put(key, Json.NULL);
              }
            });
    return new Json.Fields(patch);
  }

  private static Json.Fields combined(Json.Fields deletions, Json.Fields additions) {
    if (deletions.values().isEmpty()) {
      return additions;
    }
    Map<String, Json> patch = new LinkedHashMap<>(deletions.values());
    additions
        .values()
        .forEach(
            (key, addition) -> {
              Json old = patch.get(key);
              boolean both = old instanceof Json.Fields && addition instanceof Json.Fields;
              patch.put(key, both ? combined((Json.Fields) old, (Json.Fields) addition) : addition);
            });
    return new Json.Fields(patch);
  }

  /** Returns the value without the null fields of its maps; nulls in lists stay. */
  static Json withoutNulls(Json value) {
    if (value instanceof Json.Fields fields) {
      ImmutableMap.Builder<String, Json> kept = ImmutableMap.builder();
      fields
          .values()
          .forEach(
              (key, below) -> {
                if (!(below instanceof Json.Null)) {
                  kept.put(key, withoutNulls(below));
                }
              });
      return new Json.Fields(kept.buildOrThrow());
    }
    return value instanceof Json.Items items
        ? new Json.Items(items.values().stream().map(MergePatch::withoutNulls).toList())
        : value;
  }
}

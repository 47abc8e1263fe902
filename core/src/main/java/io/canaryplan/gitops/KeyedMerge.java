// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A merge that knows which lists have keys: the strategic merge of a client-side apply of built-in
 * kinds, and the structured merge of a server-side apply (gitops.md GT-21).
 */
final class KeyedMerge {
  private final ListKeys keys;
  private final boolean serverSide;

  private KeyedMerge(ListKeys keys, boolean serverSide) {
    this.keys = keys;
    this.serverSide = serverSide;
  }

  /**
   * Returns what a client-side apply of {@code modified} makes of {@code live}, where {@code
   * original} was applied last.
   */
  static Json.Fields clientSide(
      Json.Fields original, Json.Fields modified, Json.Fields live, ListKeys keys) {
    return new KeyedMerge(keys, false)
        .fields(original, (Json.Fields) MergePatch.withoutNulls(modified), live, "");
  }

  /** Returns what a server-side apply of {@code modified} makes of {@code live}. */
  static Json.Fields serverSide(Json.Fields modified, Json.Fields live, ListKeys keys) {
    return new KeyedMerge(keys, true).fields(modified, modified, live, "");
  }

  /** Returns {@code target} with what {@code changed} has and {@code base} has not. */
  static Json.Fields carried(
      Json.Fields target, Json.Fields base, Json.Fields changed, ListKeys keys) {
    Json result = new KeyedMerge(keys, false).carry(target, base, changed, "");
    return result instanceof Json.Fields fields ? fields : target;
  }

  private @Nullable Json carry(
      @Nullable Json target, @Nullable Json base, Json changed, String path) {
    if (changed.equals(base)) {
      return target;
    }
    if (base instanceof Json.Fields old && changed instanceof Json.Fields now) {
      Map<String, Json> result =
          new LinkedHashMap<>(target instanceof Json.Fields to ? to.values() : Map.of());
      now.values()
          .forEach(
              (key, below) -> {
                String at = path.isEmpty() ? key : path + "." + key;
                Json carried = carry(result.get(key), old.get(key), below, at);
                if (carried != null) {
                  result.put(key, carried);
                }
              });
      return new Json.Fields(result);
    }
    List<String> names = keys.of(path);
    if (base instanceof Json.Items old
        && changed instanceof Json.Items now
        && target instanceof Json.Items to
        && !names.isEmpty()) {
      Map<String, Json> result = byKey(to, names);
      Map<String, Json> olds = byKey(old, names);
      byKey(now, names)
          .forEach(
              (key, item) -> {
                Json carried = carry(result.get(key), olds.get(key), item, path);
                if (carried != null) {
                  result.put(key, carried);
                }
              });
      return new Json.Items(List.copyOf(result.values()));
    }
    return changed;
  }

  private Json value(@Nullable Json original, Json modified, Json live, String path) {
    if (modified instanceof Json.Fields now && live instanceof Json.Fields there) {
      if (serverSide && keys.isAtomicMap(path)) {
        return modified;
      }
      Json.Fields old = original instanceof Json.Fields fields ? fields : Json.NO_FIELDS;
      return fields(old, now, there, path);
    }
    if (modified instanceof Json.Items now && live instanceof Json.Items there) {
      List<String> names = keys.of(path);
      Json.Items old = original instanceof Json.Items items ? items : Json.NO_ITEMS;
      return names.isEmpty() ? modified : items(old, now, there, names, path);
    }
    return modified;
  }

  private Json.Fields fields(
      Json.Fields original, Json.Fields modified, Json.Fields live, String path) {
    Map<String, Json> result = new LinkedHashMap<>();
    live.values()
        .forEach(
            (key, there) -> {
              Json now = modified.get(key);
              Json old = original.get(key);
              if (now != null) {
                result.put(key, value(old, now, there, path.isEmpty() ? key : path + "." + key));
              } else if (old == null) {
                result.put(key, there);
              }
            });
    modified.values().forEach(result::putIfAbsent);
    return new Json.Fields(result);
  }

  private Json.Items items(
      Json.Items original, Json.Items modified, Json.Items live, List<String> names, String path) {
    Map<String, Json> olds = byKey(original, names);
    Map<String, Json> theres = byKey(live, names);
    Map<String, Json> nows = byKey(modified, names);
    Map<String, Json> merged = new LinkedHashMap<>();
    nows.forEach(
        (key, now) -> {
          Json there = theres.get(key);
          merged.put(key, there == null ? now : value(olds.get(key), now, there, path));
        });
    theres.forEach(
        (key, there) -> {
          if (!olds.containsKey(key)) {
            merged.putIfAbsent(key, there);
          }
        });
    return new Json.Items(ordered(merged, nows.keySet(), theres.keySet()));
  }

  // The live order stays as long as git does not want another one.
  private static List<Json> ordered(
      Map<String, Json> merged, Iterable<String> wanted, Iterable<String> live) {
    List<String> order = new ArrayList<>();
    for (String key : live) {
      if (merged.containsKey(key)) {
        order.add(key);
      }
    }
    int at = 0;
    for (String key : wanted) {
      int found = order.indexOf(key);
      if (found < at) {
        return new ArrayList<>(merged.values());
      }
      at = found;
    }
    return order.stream().map(key -> merged.getOrDefault(key, Json.NULL)).toList();
  }

  private static Map<String, Json> byKey(Json.Items items, List<String> names) {
    Map<String, Json> byKey = new LinkedHashMap<>();
    for (Json item : items.values()) {
      byKey.putIfAbsent(ListKeys.of(item, names), item);
    }
    return byKey;
  }
}

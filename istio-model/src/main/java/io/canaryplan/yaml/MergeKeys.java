// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.canaryplan.yaml.YamlMapping.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Resolves merge keys and keys written twice: from entries as written to entries that count. */
final class MergeKeys {
  // Comparing every pair is fastest for the mappings of manifests; larger ones are hashed.
  private static final int SMALL = 8;

  private MergeKeys() {}

  static boolean hasMergeName(YamlScalar key) {
    return key.isPlain() && key.text().equals("<<");
  }

  /** Returns whether the entry is a merge key with a value that can be merged. */
  static boolean isMerge(Entry entry) {
    return hasMergeName(entry.key()) && isMergeable(entry.value());
  }

  static boolean isMergeable(YamlNode value) {
    return value instanceof YamlMapping
        || (value instanceof YamlSequence list
            && list.items().stream().allMatch(YamlMapping.class::isInstance));
  }

  /** Returns the same list if every entry counts as it is written. */
  static ImmutableList<Entry> resolve(ImmutableList<Entry> raw) {
    if (!needsResolving(raw)) {
      return raw;
    }
    Map<String, Integer> lastOwn = new HashMap<>();
    for (int i = 0; i < raw.size(); i++) {
      if (!isMerge(raw.get(i))) {
        lastOwn.put(raw.get(i).key().text(), i);
      }
    }
    Map<String, Entry> result = new LinkedHashMap<>();
    for (int i = 0; i < raw.size(); i++) {
      Entry entry = raw.get(i);
      if (isMerge(entry)) {
        merged(entry).stream()
            .filter(inherited -> !lastOwn.containsKey(inherited.key().text()))
            .forEach(inherited -> result.putIfAbsent(inherited.key().text(), inherited));
      } else if (lastOwn.get(entry.key().text()) == i) {
        result.put(entry.key().text(), entry);
      }
    }
    return ImmutableList.copyOf(result.values());
  }

  /**
   * Returns the entries as written, with merge keys replaced by what they add besides {@code key}.
   */
  static ImmutableList<Entry> expandWithout(ImmutableList<Entry> raw, String key) {
    Set<String> seen = new HashSet<>(Set.of(key));
    raw.stream().filter(entry -> !isMerge(entry)).forEach(entry -> seen.add(entry.key().text()));
    ImmutableList.Builder<Entry> result = ImmutableList.builder();
    for (Entry entry : raw) {
      if (isMerge(entry)) {
        merged(entry).stream()
            .filter(inherited -> seen.add(inherited.key().text()))
            .forEach(result::add);
      } else {
        result.add(entry);
      }
    }
    return result.build();
  }

  /** Returns what one merge key brings; of several mappings the earlier one wins. */
  private static List<Entry> merged(Entry merge) {
    if (merge.value() instanceof YamlMapping mapping) {
      return mapping.entries();
    }
    List<Entry> all = new ArrayList<>();
    ((YamlSequence) merge.value())
        .items()
        .forEach(item -> all.addAll(((YamlMapping) item).entries()));
    return all;
  }

  private static boolean needsResolving(List<Entry> raw) {
    if (raw.size() > SMALL) {
      Set<String> keys = new HashSet<>(Lists.transform(raw, entry -> entry.key().text()));
      return keys.size() < raw.size() || raw.stream().anyMatch(MergeKeys::isMerge);
    }
    for (int i = 0; i < raw.size(); i++) {
      if (isMerge(raw.get(i))) {
        return true;
      }
      String key = raw.get(i).key().text();
      for (int j = 0; j < i; j++) {
        if (raw.get(j).key().text().equals(key)) {
          return true;
        }
      }
    }
    return false;
  }
}

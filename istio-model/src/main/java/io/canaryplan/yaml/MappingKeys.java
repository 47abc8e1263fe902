// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.ImmutableList;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.FindingLimit;
import io.canaryplan.finding.Quotation;
import io.canaryplan.yaml.YamlMapping.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Merge keys and keys written twice: reports those that mean nothing, and resolves entries as
 * written to entries that count.
 */
final class MappingKeys {
  // Comparing every pair is fastest for the mappings of manifests; larger ones are hashed.
  private static final int SMALL = 8;

  private MappingKeys() {}

  /** Reports keys written twice, and merges of no mapping. */
  static void check(Source source, List<Entry> raw, FieldPath path, FindingLimit findings) {
    if (areSound(raw)) {
      return;
    }
    Map<String, Entry> first = new HashMap<>();
    for (Entry entry : raw) {
      if (hasMergeName(entry.key())) {
        checkMerge(source, entry, path, findings);
        continue;
      }
      String key = entry.key().text();
      Entry before = first.putIfAbsent(key, entry);
      if (before != null) {
        findings.add(
            source
                .finding(
                    YamlRules.DUPLICATE_KEY,
                    path.child(key),
                    "the key "
                        + Quotation.of(key)
                        + " already stands in line "
                        + source.position(before.key().start).line()
                        + "; the last one counts",
                    entry.key().start)
                .withHint(
                    "remove one of the two; kubectl takes the last one without a word, and Kustomize refuses"));
      }
    }
    if (raw.size() > first.size()) {
      checkOrder(source, raw, first, path, findings);
    }
  }

  private static void checkOrder(
      Source source,
      List<Entry> raw,
      Map<String, Entry> written,
      FieldPath path,
      FindingLimit findings) {
    ImmutableList<Entry> entries = ImmutableList.copyOf(raw);
    disputed(entries, resolve(entries))
        .filter(entry -> entry.equals(written.get(entry.key().text())))
        .ifPresent(
            entry ->
                findings.add(
                    source
                        .finding(
                            YamlRules.KEY_ABOVE_MERGE_KEY,
                            path.child(entry.key().text()),
                            "a merge key below "
                                + Quotation.of(entry.key().text())
                                + " brings it with another value: kubectl takes that one, Kustomize"
                                + " and this plan what is written here",
                            entry.key().start)
                        .withHint("write << above the key")));
  }

  private static void checkMerge(
      Source source, Entry entry, FieldPath path, FindingLimit findings) {
    if (!isMergeable(entry.value())) {
      findings.add(
          source.finding(
              YamlRules.BAD_MERGE_KEY,
              path.child("<<"),
              "found "
                  + entry.value().describe()
                  + " after the merge key \"<<\" where a mapping or a list of mappings"
                  + " is expected",
              entry.value().start));
    }
  }

  private static boolean hasMergeName(YamlScalar key) {
    return key.isPlain() && key.text().equals("<<");
  }

  /** Returns whether the entry is a merge key with a value that can be merged. */
  static boolean isMerge(Entry entry) {
    return hasMergeName(entry.key()) && isMergeable(entry.value());
  }

  private static boolean isMergeable(YamlNode value) {
    if (!(value instanceof YamlSequence)) {
      return value instanceof YamlMapping;
    }
    for (YamlNode item : value.children()) {
      if (!(item instanceof YamlMapping)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the same list if every entry counts as it is written. */
  static ImmutableList<Entry> resolve(ImmutableList<Entry> raw) {
    if (areSound(raw)) {
      return raw;
    }
    Set<String> later = new HashSet<>();
    List<Entry> lastToFirst = new ArrayList<>();
    for (Entry entry : expand(raw, new HashSet<>()).reverse()) {
      if (later.add(entry.key().text())) {
        lastToFirst.add(entry);
      }
    }
    return ImmutableList.copyOf(lastToFirst).reverse();
  }

  /**
   * Returns an entry whose value the parser of kubectl takes from elsewhere: it goes from top to
   * bottom, merge keys among the rest, and leaves it to chance which of {@code 1} and {@code "1"}
   * counts.
   */
  static Optional<Entry> disputed(ImmutableList<Entry> raw, ImmutableList<Entry> resolved) {
    Map<String, YamlNode> values = new HashMap<>();
    Map<String, Entry> written = new HashMap<>();
    for (Entry entry : raw) {
      if (!isMerge(entry)) {
        Entry before = written.put(entry.key().text(), entry);
        if (before != null
            && before.key().isString() != entry.key().isString()
            && !before.value().equals(entry.value())) {
          return Optional.of(entry);
        }
        values.put(entry.key().text(), entry.value());
        continue;
      }
      Set<String> merged = new HashSet<>();
      for (Entry inherited : merged(entry)) {
        if (merged.add(inherited.key().text())) {
          values.put(inherited.key().text(), inherited.value());
        }
      }
    }
    return resolved.stream()
        .filter(entry -> !entry.value().equals(values.get(entry.key().text())))
        .findFirst();
  }

  /**
   * Returns the entries as written, with merge keys replaced by what they add besides {@code key}.
   */
  static ImmutableList<Entry> expandWithout(ImmutableList<Entry> raw, String key) {
    return expand(raw, new HashSet<>(Set.of(key)));
  }

  private static ImmutableList<Entry> expand(ImmutableList<Entry> raw, Set<String> seen) {
    for (Entry entry : raw) {
      if (!isMerge(entry)) {
        seen.add(entry.key().text());
      }
    }
    ImmutableList.Builder<Entry> result = ImmutableList.builder();
    for (Entry entry : raw) {
      if (!isMerge(entry)) {
        result.add(entry);
        continue;
      }
      for (Entry inherited : merged(entry)) {
        if (seen.add(inherited.key().text())) {
          result.add(inherited);
        }
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
    for (YamlNode item : merge.value().children()) {
      all.addAll(((YamlMapping) item).entries());
    }
    return all;
  }

  /** Returns whether no key is a merge key, or is written twice. */
  private static boolean areSound(List<Entry> raw) {
    if (raw.size() > SMALL) {
      Set<String> keys = new HashSet<>();
      for (Entry entry : raw) {
        if (hasMergeName(entry.key()) || !keys.add(entry.key().text())) {
          return false;
        }
      }
      return true;
    }
    for (int i = 0; i < raw.size(); i++) {
      if (hasMergeName(raw.get(i).key())) {
        return false;
      }
      String key = raw.get(i).key().text();
      for (int j = 0; j < i; j++) {
        if (raw.get(j).key().text().equals(key)) {
          return false;
        }
      }
    }
    return true;
  }
}

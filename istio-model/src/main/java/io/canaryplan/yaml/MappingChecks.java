// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.ImmutableSet;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.yaml.YamlMapping.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reports what is well formed but means nothing: keys written twice, merges of no mapping. */
final class MappingChecks {
  private static final String YAML_TAG = "tag:yaml.org,2002:";
  private static final ImmutableSet<String> YAML_TAGS =
      ImmutableSet.of(
          "str",
          "int",
          "float",
          "bool",
          "null",
          "map",
          "seq",
          "binary",
          "timestamp",
          "merge",
          "value",
          "set",
          "omap",
          "pairs");

  private MappingChecks() {}

  static boolean isYamlTag(String tag) {
    return tag.equals("!")
        || (tag.startsWith(YAML_TAG) && YAML_TAGS.contains(tag.substring(YAML_TAG.length())));
  }

  static void check(Source source, List<Entry> raw, FieldPath path, List<Finding> findings) {
    Map<String, Entry> first = new HashMap<>();
    for (Entry entry : raw) {
      String key = entry.key().text();
      if (MergeKeys.hasMergeName(entry.key())) {
        checkMerge(source, entry, path, findings);
        continue;
      }
      Entry before = first.putIfAbsent(key, entry);
      if (before != null) {
        findings.add(duplicate(source, before, entry, path));
      }
    }
  }

  private static Finding duplicate(Source source, Entry before, Entry entry, FieldPath path) {
    String key = entry.key().text();
    return Finding.of(
            YamlRule.DUPLICATE_KEY,
            path.child(key),
            "the key \""
                + key
                + "\" already stands in line "
                + source.position(before.key().start).line()
                + "; the last one counts")
        .at(source.position(entry.key().start))
        .withHint("remove one of the two; kubectl refuses such a document");
  }

  private static void checkMerge(
      Source source, Entry entry, FieldPath path, List<Finding> findings) {
    if (!MergeKeys.isMergeable(entry.value())) {
      findings.add(
          Finding.of(
                  YamlRule.BAD_MERGE_KEY,
                  path.child("<<"),
                  "found "
                      + entry.value().describe()
                      + " after the merge key \"<<\" where a mapping or a list of mappings"
                      + " is expected")
              .at(source.position(entry.value().start)));
    }
  }
}

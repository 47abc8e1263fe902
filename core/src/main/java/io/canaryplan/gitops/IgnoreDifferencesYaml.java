// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import io.canaryplan.kubernetes.Fields;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlSequence;
import java.util.List;

/**
 * Writes entries of {@code spec.ignoreDifferences} as YAML.
 *
 * <p>Has no state; safe for use by several threads.
 */
public final class IgnoreDifferencesYaml {
  private IgnoreDifferencesYaml() {}

  /**
   * Returns the list with these entries; what is empty or absent is left out, but for the group.
   */
  public static YamlSequence of(List<IgnoreDifferences> entries) {
    List<YamlNode> items = entries.stream().map(IgnoreDifferencesYaml::item).toList();
    return YamlSequence.of(items);
  }

  private static YamlNode item(IgnoreDifferences entry) {
    YamlMapping.Builder item =
        YamlMapping.builder().put("group", entry.group()).put("kind", entry.kind());
    entry.name().ifPresent(name -> item.put("name", name));
    entry.namespace().ifPresent(namespace -> item.put("namespace", namespace));
    put(item, "jsonPointers", entry.jsonPointers());
    put(item, "jqPathExpressions", entry.jqPathExpressions());
    put(item, "managedFieldsManagers", entry.managedFieldsManagers());
    return item.build();
  }

  private static void put(YamlMapping.Builder item, String key, List<String> texts) {
    if (!texts.isEmpty()) {
      item.put(key, Fields.sequenceOf(texts));
    }
  }
}

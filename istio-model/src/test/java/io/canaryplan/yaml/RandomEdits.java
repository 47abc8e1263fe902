// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import io.canaryplan.finding.FieldPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Random changes of a tree. */
final class RandomEdits {
  private final RandomYaml yaml;

  RandomEdits(RandomYaml yaml) {
    this.yaml = yaml;
  }

  /** Returns the paths of all nodes, the root first. */
  static List<FieldPath> paths(YamlNode root) {
    List<FieldPath> paths = new ArrayList<>();
    collect(root, FieldPath.root(), paths);
    return paths;
  }

  private static void collect(YamlNode node, FieldPath path, List<FieldPath> paths) {
    paths.add(path);
    if (node instanceof YamlMapping mapping) {
      mapping
          .entries()
          .forEach(entry -> collect(entry.value(), path.child(entry.key().text()), paths));
    } else if (node instanceof YamlSequence list) {
      for (int i = 0; i < list.size(); i++) {
        collect(list.items().get(i), path.index(i), paths);
      }
    }
  }

  /** Returns the tree after one random change. */
  YamlNode change(YamlNode root) {
    FieldPath path = yaml.pick(paths(root));
    YamlNode node = root.at(path).orElseThrow();
    if (yaml.chance(15) && !path.isRoot()) {
      return root.without(path);
    }
    if (yaml.chance(15)) {
      return root.with(path, yaml.tree(2));
    }
    if (node instanceof YamlMapping mapping) {
      return root.with(path, mapping.with(yaml.key(), yaml.tree(2)));
    }
    if (node instanceof YamlSequence list) {
      return root.with(path, list.withItems(rearranged(list)));
    }
    return root.with(path, yaml.scalar());
  }

  private List<YamlNode> rearranged(YamlSequence list) {
    List<YamlNode> items = new ArrayList<>(list.items());
    if (yaml.chance(40)) {
      Collections.shuffle(items, yaml.random());
    }
    if (yaml.chance(60)) {
      items.add(yaml.random().nextInt(items.size() + 1), yaml.tree(2));
    }
    if (!items.isEmpty() && yaml.chance(30)) {
      items.remove(yaml.random().nextInt(items.size()));
    }
    if (!items.isEmpty() && yaml.chance(30)) {
      int i = yaml.random().nextInt(items.size());
      items.set(i, change(items.get(i)));
    }
    return items;
  }
}

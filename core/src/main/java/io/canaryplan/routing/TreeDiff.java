// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks two trees side by side; shared parts are the same nodes and cost nothing. */
final class TreeDiff {
  private static final int NONE = -1;

  private final List<FieldChange> changes = new ArrayList<>();

  List<FieldChange> changes() {
    return changes;
  }

  void compare(FieldPath path, YamlNode before, YamlNode after) {
    if (before == after) {
      return;
    }
    if (before instanceof YamlMapping old && after instanceof YamlMapping now) {
      mappings(path, old, now);
    } else if (before instanceof YamlSequence old && after instanceof YamlSequence now) {
      sequences(path, old.items(), now.items());
    } else if (!before.equals(after)) {
      changes.add(new FieldChange(path, text(before), text(after)));
    }
  }

  private static Optional<String> text(YamlNode node) {
    return Optional.of(node instanceof YamlScalar scalar ? scalar.text() : node.toString());
  }

  private void mappings(FieldPath path, YamlMapping before, YamlMapping after) {
    for (YamlMapping.Entry entry : after.entries()) {
      String key = entry.key().text();
      Optional<YamlNode> old = before.get(key);
      if (old.isEmpty()) {
        changes.add(new FieldChange(path.child(key), Optional.empty(), text(entry.value())));
      } else if (old.get() != entry.value()) {
        compare(path.child(key), old.get(), entry.value());
      }
    }
    for (YamlMapping.Entry entry : before.entries()) {
      String key = entry.key().text();
      if (after.get(key).isEmpty()) {
        changes.add(new FieldChange(path.child(key), text(entry.value()), Optional.empty()));
      }
    }
  }

  private void sequences(FieldPath path, List<YamlNode> before, List<YamlNode> after) {
    int[] partners = partners(before, after);
    boolean[] kept = new boolean[before.size()];
    boolean moved = false;
    int last = NONE;
    for (int i = 0; i < after.size(); i++) {
      int partner = partners[i];
      if (partner == NONE) {
        changes.add(new FieldChange(path.index(i), Optional.empty(), text(after.get(i))));
        continue;
      }
      kept[partner] = true;
      moved |= partner < last;
      last = Math.max(last, partner);
      if (before.get(partner) != after.get(i)) {
        compare(path.index(i), before.get(partner), after.get(i));
      }
    }
    for (int i = 0; i < before.size(); i++) {
      if (!kept[i]) {
        changes.add(new FieldChange(path.index(i), text(before.get(i)), Optional.empty()));
      }
    }
    if (moved) {
      changes.add(new FieldChange(path, Optional.of(order(before)), Optional.of(order(after))));
    }
  }

  /** Returns for each later item the index of the earlier item it continues, or NONE. */
  private static int[] partners(List<YamlNode> before, List<YamlNode> after) {
    int[] partners = new int[after.size()];
    if (isInPlace(before, after)) {
      for (int i = 0; i < partners.length; i++) {
        partners[i] = i;
      }
      return partners;
    }
    ListMultimap<Object, Integer> waiting = MultimapBuilder.hashKeys().linkedListValues().build();
    for (int i = 0; i < before.size(); i++) {
      waiting.put(key(before.get(i)), i);
    }
    for (int i = 0; i < after.size(); i++) {
      partners[i] = take(waiting.get(key(after.get(i))), before, after.get(i));
    }
    for (int i = 0; i < after.size(); i++) {
      List<Integer> rest = waiting.get(key(after.get(i)));
      if (partners[i] == NONE && !rest.isEmpty()) {
        partners[i] = rest.remove(0);
      }
    }
    return partners;
  }

  /** Most changes leave all items where they are; then nothing has to be looked up. */
  private static boolean isInPlace(List<YamlNode> before, List<YamlNode> after) {
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      YamlNode old = before.get(i);
      YamlNode now = after.get(i);
      if (old != now && (key(old).equals("") || !key(old).equals(key(now)))) {
        return false;
      }
    }
    return true;
  }

  /** Takes the first candidate that is equal; the others wait for their own equals. */
  private static int take(List<Integer> candidates, List<YamlNode> before, YamlNode node) {
    for (Integer candidate : candidates) {
      if (before.get(candidate).equals(node)) {
        candidates.remove(candidate);
        return candidate;
      }
    }
    return NONE;
  }

  /** Returns what makes an item recognizable: its name or destination; empty if nothing does. */
  private static Object key(YamlNode item) {
    if (!(item instanceof YamlMapping mapping)) {
      return "";
    }
    if (mapping.get("name").orElse(null) instanceof YamlScalar name) {
      return name;
    }
    Optional<YamlNode> destination = mapping.get("destination");
    return destination.isPresent() ? destination.get() : "";
  }

  private static String order(List<YamlNode> items) {
    List<String> names = new ArrayList<>();
    for (YamlNode item : items) {
      names.add(key(item) instanceof YamlScalar name ? name.text() : item.toString());
    }
    return names.toString();
  }
}

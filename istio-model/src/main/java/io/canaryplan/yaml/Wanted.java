// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import io.canaryplan.yaml.YamlMapping.Entry;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry or item that an edited collection shall have.
 *
 * @param from index of the element it comes from, or -1 for a new one
 * @param key the key; null for an item
 * @param value the value or item
 */
record Wanted(int from, @Nullable YamlScalar key, YamlNode value) {
  boolean isNew() {
    return from < 0;
  }

  /** Returns the elements of {@code to}, which is derived from {@code from}, in their order. */
  static List<Wanted> list(YamlNode from, YamlNode to) {
    return from instanceof YamlMapping mapping
        ? entries(mapping, (YamlMapping) to)
        : items((YamlSequence) from, (YamlSequence) to);
  }

  /**
   * Returns which of the {@code count} old elements stay where they are: a longest run of those
   * that keep their order. The others are removed or moved.
   */
  static boolean[] staying(List<Wanted> wanted, int count) {
    // tails[k] is the index in `wanted` at which a run of k + 1 elements ends lowest.
    int[] tails = new int[wanted.size()];
    int[] previous = new int[wanted.size()];
    int longest = 0;
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i).isNew()) {
        continue;
      }
      int at = insertion(wanted, tails, longest, wanted.get(i).from());
      previous[i] = at == 0 ? -1 : tails[at - 1];
      tails[at] = i;
      longest = Math.max(longest, at + 1);
    }
    boolean[] staying = new boolean[count];
    for (int i = longest == 0 ? -1 : tails[longest - 1]; i >= 0; i = previous[i]) {
      staying[wanted.get(i).from()] = true;
    }
    return staying;
  }

  private static int insertion(List<Wanted> wanted, int[] tails, int longest, int from) {
    int low = 0;
    int high = longest;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (wanted.get(tails[middle]).from() < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static List<Wanted> entries(YamlMapping from, YamlMapping to) {
    // Edits keep the key objects of the entries that they do not add.
    IdentityHashMap<YamlScalar, Integer> places = new IdentityHashMap<>();
    for (int i = 0; i < from.raw().size(); i++) {
      places.put(from.raw().get(i).key(), i);
    }
    ImmutableList.Builder<Wanted> wanted = ImmutableList.builder();
    for (Entry entry : to.raw()) {
      Integer place = places.remove(entry.key());
      wanted.add(new Wanted(place == null ? -1 : place, entry.key(), entry.value()));
    }
    return wanted.build();
  }

  private static List<Wanted> items(YamlSequence from, YamlSequence to) {
    IdentityHashMap<YamlNode, Integer> places = new IdentityHashMap<>();
    for (int i = 0; i < from.size(); i++) {
      places.put(from.items().get(i), i);
    }
    int[] found = new int[to.size()];
    boolean anyNew = false;
    for (int i = 0; i < to.size(); i++) {
      Integer place = places.remove(to.items().get(i).original());
      found[i] = place == null ? -1 : place;
      anyNew |= place == null;
    }
    if (anyNew && !places.isEmpty()) {
      matchEqual(to.items(), found, from.items(), places);
    }
    ImmutableList.Builder<Wanted> wanted = ImmutableList.builder();
    for (int i = 0; i < to.size(); i++) {
      wanted.add(new Wanted(found[i], null, to.items().get(i)));
    }
    return wanted.build();
  }

  // Items made from scratch that equal one that would go: nothing changes there.
  private static void matchEqual(
      List<YamlNode> items,
      int[] found,
      List<YamlNode> old,
      IdentityHashMap<YamlNode, Integer> unmatched) {
    ListMultimap<YamlNode, Integer> byContent = ArrayListMultimap.create();
    for (int i = 0; i < old.size(); i++) {
      if (unmatched.getOrDefault(old.get(i), -1) == i) {
        byContent.put(old.get(i), i);
      }
    }
    for (int i = 0; i < found.length; i++) {
      if (found[i] < 0 && byContent.containsKey(items.get(i))) {
        found[i] = byContent.get(items.get(i)).remove(0);
      }
    }
  }
}

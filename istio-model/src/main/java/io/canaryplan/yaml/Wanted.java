// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import io.canaryplan.yaml.YamlMapping.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * Returns {@code to} as a tree derived from {@code from}, both of one kind: a tree made from
   * scratch is turned into edits of what is there, so that layout survives as far as it can.
   */
  static YamlNode rebase(YamlNode from, YamlNode to) {
    if (to.original() == from) {
      return to;
    }
    if (from.equals(to)) {
      return from;
    }
    return from instanceof YamlMapping mapping
        ? rebaseMapping(mapping, (YamlMapping) to)
        : rebaseSequence((YamlSequence) from, (YamlSequence) to);
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

  private static YamlNode rebaseMapping(YamlMapping from, YamlMapping to) {
    YamlMapping result = from;
    for (Entry entry : from.entries()) {
      if (to.get(entry.key().text()).isEmpty()) {
        result = result.without(entry.key().text());
      }
    }
    for (Entry entry : to.entries()) {
      result = result.with(entry.key().text(), entry.value());
    }
    return result;
  }

  // Equal items at both ends stay; between them, items in the same place replace each other.
  private static YamlNode rebaseSequence(YamlSequence from, YamlSequence to) {
    List<YamlNode> old = from.items();
    List<YamlNode> items = new ArrayList<>(to.items());
    int shorter = Math.min(old.size(), items.size());
    int head = 0;
    while (head < shorter && old.get(head).equals(items.get(head))) {
      items.set(head, old.get(head));
      head++;
    }
    int tail = 0;
    int shift = items.size() - old.size();
    while (tail < shorter - head
        && old.get(old.size() - 1 - tail).equals(items.get(items.size() - 1 - tail))) {
      tail++;
      items.set(items.size() - tail, old.get(old.size() - tail));
    }
    for (int i = head; i < Math.min(old.size(), items.size()) - tail; i++) {
      items.set(i, items.get(i).derivedFrom(old.get(i)));
    }
    return shift == 0 && head == items.size() ? from : from.withExactly(items);
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
    Arrays.fill(found, -1);
    for (int i = 0; i < to.size(); i++) {
      Integer place = places.remove(to.items().get(i).original());
      found[i] = place == null ? -1 : place;
    }
    matchEqual(to.items(), found, places);
    ImmutableList.Builder<Wanted> wanted = ImmutableList.builder();
    for (int i = 0; i < to.size(); i++) {
      wanted.add(new Wanted(found[i], null, to.items().get(i)));
    }
    return wanted.build();
  }

  // Items made from scratch that equal one that would go: nothing changes there.
  private static void matchEqual(
      List<YamlNode> items, int[] found, IdentityHashMap<YamlNode, Integer> unmatched) {
    if (unmatched.isEmpty() || Arrays.stream(found).noneMatch(place -> place < 0)) {
      return;
    }
    ListMultimap<YamlNode, Integer> byContent =
        MultimapBuilder.hashKeys().arrayListValues().build();
    unmatched.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(entry -> byContent.put(entry.getKey(), entry.getValue()));
    for (int i = 0; i < found.length; i++) {
      if (found[i] < 0 && byContent.containsKey(items.get(i))) {
        found[i] = byContent.get(items.get(i)).remove(0);
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The defaults that the API server writes into a stored Rollout because its CRD says so (hash.md
 * 3), from {@code crd-defaults.tsv}: those of one object, and of what it holds.
 *
 * @param values what the object's own fields become where they lack
 * @param below by field, the defaults of the object that it holds, or of each in its list
 */
record CrdDefaults(
    ImmutableMap<String, TypedValue> values, ImmutableMap<String, CrdDefaults> below) {
  /** No defaults. */
  static final CrdDefaults NONE = new CrdDefaults(ImmutableMap.of(), ImmutableMap.of());

  private static final Splitter DOTS = Splitter.on('.');
  private static final String EACH = "[]";
  private static final String CONTAINERS = "C";
  private static final ImmutableList<String> CONTAINER_LISTS =
      ImmutableList.of("containers[]", "initContainers[]", "ephemeralContainers[]");
  private static final ImmutableMap<HashLevel, CrdDefaults> TEMPLATES = load();

  /**
   * One default.
   *
   * @param steps from the template
   * @param minor first minor version of the controller whose CRD has it
   */
  private record Rule(List<String> steps, TypedValue value, int minor) {}

  /** Returns the defaults of a template. */
  static CrdDefaults of(HashLevel level) {
    return requireNonNull(TEMPLATES.get(level), "level");
  }

  /** Returns the defaults of what a field holds. */
  CrdDefaults in(String field) {
    return below.getOrDefault(field, NONE);
  }

  private static ImmutableMap<HashLevel, CrdDefaults> load() {
    List<Rule> rules =
        HashTable.rows("crd-defaults.tsv").stream().flatMap(CrdDefaults::rules).toList();
    return Maps.toMap(
        Arrays.asList(HashLevel.values()),
        level -> of(rules.stream().filter(rule -> level.minor() >= rule.minor()).toList(), 0));
  }

  /** Returns what the rules say that go on at this depth of their steps. */
  private static CrdDefaults of(List<Rule> rules, int depth) {
    ImmutableMap.Builder<String, TypedValue> values = ImmutableMap.builder();
    ListMultimap<String, Rule> deeper = LinkedListMultimap.create();
    for (Rule rule : rules) {
      String step = rule.steps().get(depth);
      if (depth == rule.steps().size() - 1) {
        values.put(step, rule.value());
      } else {
        deeper.put(step, rule);
      }
    }
    ImmutableMap.Builder<String, CrdDefaults> below = ImmutableMap.builder();
    deeper.asMap().forEach((step, more) -> below.put(step, of(List.copyOf(more), depth + 1)));
    return new CrdDefaults(values.buildOrThrow(), below.buildOrThrow());
  }

  private static Stream<Rule> rules(List<String> row) {
    List<String> steps = DOTS.splitToList(row.get(0));
    TypedValue value = DefaultText.value(row.get(1));
    int minor = Integer.parseInt(DOTS.splitToList(row.get(2)).get(1));
    List<String> starts = steps.get(0).equals(CONTAINERS) ? CONTAINER_LISTS : steps.subList(0, 1);
    return starts.stream()
        .map(
            start ->
                new Rule(
                    Stream.concat(Stream.of("spec", start), steps.stream().skip(1))
                        .map(CrdDefaults::withoutBrackets)
                        .toList(),
                    value,
                    minor));
  }

  // What the field is tells whether it is a list.
  private static String withoutBrackets(String step) {
    return step.endsWith(EACH) ? step.substring(0, step.length() - EACH.length()) : step;
  }
}

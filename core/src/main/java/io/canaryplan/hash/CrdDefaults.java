// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The defaults that the API server writes into a stored Rollout because its CRD says so (hash.md 3)
 * from {@code crd-defaults.tsv}.
 */
final class CrdDefaults {
  private static final Splitter DOTS = Splitter.on('.');
  private static final String CONTAINERS = "C";
  private static final ImmutableList<String> CONTAINER_LISTS =
      ImmutableList.of("containers[]", "initContainers[]", "ephemeralContainers[]");
  private static final ImmutableList<Rule> RULES =
      HashTable.rows("crd-defaults.tsv").stream()
          .flatMap(CrdDefaults::rules)
          .collect(ImmutableList.toImmutableList());

  private CrdDefaults() {}

  /**
   * One default.
   *
   * @param steps from the template
   * @param minor first minor version of the controller whose CRD has it
   */
  private record Rule(List<Step> steps, TypedValue value, int minor) {}

  /**
   * One step of a path.
   *
   * @param each whether it goes into every item of a list
   */
  private record Step(String name, boolean each) {
    static Step of(String written) {
      boolean each = written.endsWith("[]");
      return new Step(each ? written.substring(0, written.length() - 2) : written, each);
    }
  }

  /** Returns the template with the defaults in place. */
  static TypedValue.Struct apply(TypedValue.Struct template, HashLevel level) {
    TypedValue.Struct result = template;
    for (Rule rule : RULES) {
      if (level.minor() >= rule.minor()) {
        result = apply(result, rule, 0);
      }
    }
    return result;
  }

  private static TypedValue.Struct apply(TypedValue.Struct struct, Rule rule, int depth) {
    Step step = rule.steps().get(depth);
    TypedValue old = struct.field(step.name());
    if (depth == rule.steps().size() - 1) {
      return old == null ? with(struct, step.name(), rule.value()) : struct;
    }
    if (step.each() && old instanceof TypedValue.Items items) {
      TypedValue changed = inEach(items, rule, depth + 1);
      return changed == old ? struct : with(struct, step.name(), changed);
    }
    if (!step.each() && old instanceof TypedValue.Struct below) {
      TypedValue changed = apply(below, rule, depth + 1);
      return changed == old ? struct : with(struct, step.name(), changed);
    }
    return struct;
  }

  /** Returns the same list if no item lacks the default. */
  private static TypedValue.Items inEach(TypedValue.Items items, Rule rule, int depth) {
    List<TypedValue> changed = null;
    for (int i = 0; i < items.values().size(); i++) {
      TypedValue item = items.values().get(i);
      TypedValue one = item instanceof TypedValue.Struct below ? apply(below, rule, depth) : item;
      if (one != item) {
        changed = changed == null ? new ArrayList<>(items.values()) : changed;
        changed.set(i, one);
      }
    }
    return changed == null ? items : new TypedValue.Items(changed);
  }

  private static TypedValue.Struct with(TypedValue.Struct struct, String name, TypedValue value) {
    Map<String, TypedValue> fields = new LinkedHashMap<>(struct.fields());
    fields.put(name, value);
    return new TypedValue.Struct(fields);
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
                        .map(Step::of)
                        .toList(),
                    value,
                    minor));
  }
}

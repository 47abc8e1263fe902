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
   * @param steps from the template; those ending with {@code []} go into every item
   * @param minor first minor version of the controller whose CRD has it
   */
  private record Rule(List<String> steps, TypedValue value, int minor) {}

  /** Returns the template with the defaults in place. */
  static TypedValue.Struct apply(TypedValue.Struct template, HashLevel level) {
    TypedValue.Struct result = template;
    for (Rule rule : RULES) {
      if (level.minor() >= rule.minor()) {
        result = apply(result, rule.steps(), rule.value());
      }
    }
    return result;
  }

  private static TypedValue.Struct apply(
      TypedValue.Struct struct, List<String> steps, TypedValue value) {
    String step = steps.get(0);
    boolean each = step.endsWith("[]");
    String name = each ? step.substring(0, step.length() - 2) : step;
    TypedValue old = struct.field(name);
    List<String> rest = steps.subList(1, steps.size());
    if (rest.isEmpty()) {
      return old == null ? with(struct, name, value) : struct;
    }
    TypedValue changed = old;
    if (each && old instanceof TypedValue.Items items) {
      List<TypedValue> values = new ArrayList<>();
      boolean same = true;
      for (TypedValue item : items.values()) {
        TypedValue one = item instanceof TypedValue.Struct below ? apply(below, rest, value) : item;
        same &= one == item;
        values.add(one);
      }
      changed = same ? old : new TypedValue.Items(values);
    } else if (old instanceof TypedValue.Struct below) {
      changed = apply(below, rest, value);
    }
    return changed == old || changed == null ? struct : with(struct, name, changed);
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
                    ImmutableList.<String>builder()
                        .add("spec", start)
                        .addAll(steps.subList(1, steps.size()))
                        .build(),
                    value,
                    minor));
  }
}

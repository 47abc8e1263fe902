// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import io.canaryplan.finding.FieldPath;
import io.canaryplan.hash.FieldKind.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the fields that differ between two templates, in the order of the schema. */
final class TemplateDiff {
  private static final FieldKind STRING = FieldKind.scalar(Shape.STRING);

  private final List<FieldDifference> differences = new ArrayList<>();

  private TemplateDiff() {}

  static List<FieldDifference> of(
      TypedValue.Struct before, TypedValue.Struct after, StructType type, FieldPath path) {
    TemplateDiff diff = new TemplateDiff();
    diff.structs(before, after, type, path);
    return ImmutableList.copyOf(diff.differences);
  }

  private void structs(
      TypedValue.Struct before, TypedValue.Struct after, StructType type, FieldPath path) {
    for (StructField field : type.fields()) {
      compare(
          field.written(before.field(field.name())),
          field.written(after.field(field.name())),
          field.kind(),
          path.child(field.name()));
    }
  }

  private void compare(
      @Nullable TypedValue before, @Nullable TypedValue after, FieldKind kind, FieldPath path) {
    if (before == null || after == null) {
      if (before != after) {
        add(path, kind, before, after);
      }
      return;
    }
    if (before.equals(after)) {
      return;
    }
    if (before instanceof TypedValue.Struct old && after instanceof TypedValue.Struct young) {
      structs(old, young, kind.struct(), path);
    } else if (before instanceof TypedValue.Items old && after instanceof TypedValue.Items young) {
      items(old.values(), young.values(), kind.element(), path);
    } else if (before instanceof TypedValue.Entries old
        && after instanceof TypedValue.Entries young) {
      for (String key : Sets.union(old.values().keySet(), young.values().keySet())) {
        compare(old.values().get(key), young.values().get(key), kind.element(), path.child(key));
      }
    } else {
      add(path, kind, before, after);
    }
  }

  private void items(
      List<TypedValue> before, List<TypedValue> after, FieldKind kind, FieldPath path) {
    Map<String, Integer> oldNames = names(before);
    Map<String, Integer> newNames = names(after);
    if (oldNames.size() < before.size() || newNames.size() < after.size()) {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        compare(
            i < before.size() ? before.get(i) : null,
            i < after.size() ? after.get(i) : null,
            kind,
            path.index(i));
      }
      return;
    }
    oldNames.forEach(
        (name, index) -> {
          Integer now = newNames.get(name);
          TypedValue item = now == null ? null : after.get(now);
          compare(before.get(index), item, kind, path.index(now == null ? index : now));
        });
    newNames.forEach(
        (name, index) -> {
          if (!oldNames.containsKey(name)) {
            compare(null, after.get(index), kind, path.index(index));
          }
        });
    List<String> kept = oldNames.keySet().stream().filter(newNames::containsKey).toList();
    if (!kept.equals(newNames.keySet().stream().filter(oldNames::containsKey).toList())) {
      add(path, FieldKind.listOf(STRING), list(oldNames), list(newNames));
    }
  }

  private static TypedValue list(Map<String, Integer> names) {
    return new TypedValue.Items(
        names.keySet().stream().<TypedValue>map(TypedValue.Text::new).toList());
  }

  /** Returns the items by name; fewer than there are if some have no name of their own. */
  private static Map<String, Integer> names(List<TypedValue> items) {
    Map<String, Integer> names = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      String name = items.get(i) instanceof TypedValue.Struct item ? item.text("name") : "";
      if (!name.isEmpty()) {
        names.putIfAbsent(name, i);
      }
    }
    return names;
  }

  private void add(
      FieldPath path, FieldKind kind, @Nullable TypedValue before, @Nullable TypedValue after) {
    differences.add(new FieldDifference(path, json(before, kind), json(after, kind)));
  }

  private static Optional<String> json(@Nullable TypedValue value, FieldKind kind) {
    return Optional.ofNullable(value).map(some -> TemplateJson.of(some, kind));
  }
}

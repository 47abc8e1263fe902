// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.collect.ImmutableMap;
import io.canaryplan.hash.FieldKind.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What of a template counts when the controller compares two of them (hash.md 9): zero values,
 * empty lists and empty maps are absent, quantities are values, and neither the hash label nor the
 * old field {@code serviceAccount} is looked at.
 */
final class SemanticView {
  private static final String HASH_LABEL = "rollouts-pod-template-hash";

  private SemanticView() {}

  /** Returns what counts of a template in a ReplicaSet, as the API server holds it. */
  static TypedValue.Struct live(TypedValue.Struct template, StructType type) {
    return of(WorkloadDefaults.stored(template, type), type);
  }

  /** Returns what counts of a template in the Rollout. */
  static TypedValue.Struct wanted(TypedValue.Struct template, StructType type) {
    return of(WorkloadDefaults.defaulted(template, type), type);
  }

  private static TypedValue.Struct of(TypedValue.Struct template, StructType type) {
    Map<String, TypedValue> parts = new LinkedHashMap<>(template.fields());
    if (parts.get("spec") instanceof TypedValue.Struct spec) {
      parts.put("spec", new TypedValue.Struct(without(spec.fields(), "serviceAccount")));
    }
    if (parts.get("metadata") instanceof TypedValue.Struct metadata
        && metadata.field("labels") instanceof TypedValue.Entries labels) {
      Map<String, TypedValue> fields = new LinkedHashMap<>(metadata.fields());
      fields.put("labels", new TypedValue.Entries(without(labels.values(), HASH_LABEL)));
      parts.put("metadata", new TypedValue.Struct(fields));
    }
    return struct(new TypedValue.Struct(parts), type);
  }

  private static TypedValue.Struct struct(TypedValue.Struct struct, StructType type) {
    ImmutableMap.Builder<String, TypedValue> fields = ImmutableMap.builder();
    for (StructField field : type.fields()) {
      TypedValue value = struct.field(field.name());
      if (value == null) {
        continue;
      }
      TypedValue view = value(value, field.kind());
      if (field.kind().isPointer() || !view.isZero()) {
        fields.put(field.name(), view);
      }
    }
    return new TypedValue.Struct(fields.buildOrThrow());
  }

  private static TypedValue value(TypedValue value, FieldKind kind) {
    if (value instanceof TypedValue.Struct struct) {
      return struct(struct, kind.struct());
    }
    if (value instanceof TypedValue.Items items && kind.element().shape() == Shape.STRUCT) {
      return new TypedValue.Items(
          items.values().stream().map(item -> value(item, kind.element())).toList());
    }
    if (value instanceof TypedValue.Entries entries) {
      Map<String, TypedValue> values = new LinkedHashMap<>();
      entries.values().forEach((key, item) -> values.put(key, value(item, kind.element())));
      return new TypedValue.Entries(values);
    }
    return value instanceof TypedValue.Amount amount
        ? new TypedValue.Text(amount.value().value())
        : value;
  }

  private static Map<String, TypedValue> without(Map<String, TypedValue> values, String key) {
    Map<String, TypedValue> rest = new LinkedHashMap<>(values);
    rest.remove(key);
    return rest;
  }
}

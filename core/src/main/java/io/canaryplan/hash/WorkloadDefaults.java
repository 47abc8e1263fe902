// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import io.canaryplan.hash.FieldKind.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the API server makes of a pod template in a Deployment, ReplicaSet or PodTemplate before it
 * is read back (hash.md 8): the defaults of pods, quantities in whole thousandths, no empty lists.
 */
final class WorkloadDefaults {
  private record Default(String field, TypedValue value) {}

  private static final ImmutableListMultimap<String, Default> TABLE =
      HashTable.rows("workload-defaults.tsv").stream()
          .collect(
              ImmutableListMultimap.toImmutableListMultimap(
                  row -> row.get(0),
                  row -> new Default(row.get(1), DefaultText.value(row.get(2)))));

  private static final String NAME = "serviceAccountName";
  private static final String OLD_NAME = "serviceAccount";
  private static final String PULL_POLICY = "imagePullPolicy";

  private final boolean copiesAccounts;

  private WorkloadDefaults(boolean copiesAccounts) {
    this.copiesAccounts = copiesAccounts;
  }

  /** Returns the template as the API server returns it. */
  static TypedValue.Struct stored(TypedValue.Struct template, StructType type) {
    return new WorkloadDefaults(true).struct(template, type);
  }

  /**
   * Returns the template with the defaults that the controller itself applies before it compares:
   * all but the copy of the service account (hash.md 9).
   */
  static TypedValue.Struct defaulted(TypedValue.Struct template, StructType type) {
    return new WorkloadDefaults(false).struct(template, type);
  }

  private TypedValue.Struct struct(TypedValue.Struct struct, StructType type) {
    Map<String, TypedValue> fields = new LinkedHashMap<>(struct.fields());
    for (Default one : TABLE.get(type.name())) {
      StructField field = type.field(one.field());
      if (field != null) {
        putIfUnset(fields, field, one.value());
      }
    }
    addDependent(fields, type);
    Map<String, TypedValue> result = new LinkedHashMap<>();
    for (StructField field : type.fields()) {
      TypedValue value = fields.get(field.name());
      TypedValue stored = value == null ? embedded(field.kind()) : value(value, field.kind());
      if (stored != null && !(stored instanceof TypedValue.Items items && items.isZero())) {
        result.put(field.name(), stored);
      }
    }
    return new TypedValue.Struct(result);
  }

  private static void putIfUnset(
      Map<String, TypedValue> fields, StructField field, TypedValue value) {
    TypedValue old = fields.get(field.name());
    if (old == null || (!field.kind().isPointer() && old.isZero())) {
      fields.put(field.name(), value);
    }
  }

  private void addDependent(Map<String, TypedValue> fields, StructType type) {
    switch (type.name()) {
      case "PodSpec" -> copyAccounts(fields);
      case "Container", "EphemeralContainer" -> {
        if (text(fields, PULL_POLICY).isEmpty()) {
          boolean latest = ImageReference.isLatest(text(fields, "image"));
          fields.put(PULL_POLICY, new TypedValue.Text(latest ? "Always" : "IfNotPresent"));
        }
      }
      case "Volume" -> {
        if (fields.keySet().stream().allMatch("name"::equals)) {
          fields.put("emptyDir", TypedValue.Struct.EMPTY);
        }
      }
      default -> {}
    }
  }

  private void copyAccounts(Map<String, TypedValue> fields) {
    if (!copiesAccounts) {
      return;
    }
    String name = text(fields, NAME);
    String either = name.isEmpty() ? text(fields, OLD_NAME) : name;
    if (!either.isEmpty()) {
      fields.put(NAME, new TypedValue.Text(either));
      fields.put(OLD_NAME, new TypedValue.Text(either));
    }
  }

  private static String text(Map<String, TypedValue> fields, String name) {
    return fields.get(name) instanceof TypedValue.Text text ? text.value() : "";
  }

  // A struct that no pointer holds is always there and has its defaults.
  private @Nullable TypedValue embedded(FieldKind kind) {
    if (kind.shape() != Shape.STRUCT || kind.isPointer()) {
      return null;
    }
    TypedValue.Struct made = struct(TypedValue.Struct.EMPTY, kind.struct());
    return made.isZero() ? null : made;
  }

  private TypedValue value(TypedValue value, FieldKind kind) {
    if (value instanceof TypedValue.Struct struct) {
      return struct(struct, kind.struct());
    }
    if (value instanceof TypedValue.Items items) {
      return new TypedValue.Items(values(items.values(), kind.element()));
    }
    // Limits, requests and overhead are the only maps of quantities.
    if (value instanceof TypedValue.Entries entries && kind.element().shape() == Shape.QUANTITY) {
      Map<String, TypedValue> rounded = new LinkedHashMap<>();
      entries.values().forEach((name, amount) -> rounded.put(name, rounded(amount)));
      return new TypedValue.Entries(rounded);
    }
    return value;
  }

  private List<TypedValue> values(List<TypedValue> values, FieldKind element) {
    if (element.shape() != Shape.STRUCT) {
      return values;
    }
    List<TypedValue> result = new ArrayList<>(values.size());
    for (TypedValue value : values) {
      result.add(value(value, element));
    }
    return ImmutableList.copyOf(result);
  }

  private static TypedValue rounded(TypedValue amount) {
    return amount instanceof TypedValue.Amount quantity
        ? new TypedValue.Amount(quantity.value().roundedToMilli())
        : amount;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.canaryplan.hash.FieldKind.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pod template's types at each level, from {@code pod-template-schema.tsv}. */
final class Schema {
  private static final Splitter RANGE = Splitter.on('-');
  private static final ImmutableMap<String, Shape> SCALARS =
      ImmutableMap.of(
          "string", Shape.STRING,
          "bool", Shape.BOOL,
          "int32", Shape.INT32,
          "int64", Shape.INT64,
          "quantity", Shape.QUANTITY,
          "intOrString", Shape.INT_OR_STRING,
          "time", Shape.TIME,
          "rawjson", Shape.RAW_JSON);
  private static final String MAP = "map[string]";

  private static final ImmutableMap<HashLevel, StructType> ROOTS = load();

  private final ImmutableListMultimap<String, List<String>> table;
  private final ListKeys keys;
  private final HashLevel level;
  private final Map<String, StructType> types = new HashMap<>();

  private Schema(
      ImmutableListMultimap<String, List<String>> table, ListKeys keys, HashLevel level) {
    this.table = table;
    this.keys = keys;
    this.level = level;
  }

  /** Returns the type of a whole template. */
  static StructType template(HashLevel level) {
    StructType root = ROOTS.get(level);
    if (root == null) {
      throw new IllegalArgumentException("no schema of " + level);
    }
    return root;
  }

  private static ImmutableMap<HashLevel, StructType> load() {
    ImmutableListMultimap.Builder<String, List<String>> rows = ImmutableListMultimap.builder();
    String type = "";
    for (List<String> row : HashTable.rows("pod-template-schema.tsv")) {
      if (row.get(0).isEmpty()) {
        rows.put(type, row);
      } else {
        type = row.get(0);
      }
    }
    ImmutableListMultimap<String, List<String>> table = rows.build();
    ListKeys keys = ListKeys.load();
    return Maps.toMap(
        Arrays.asList(HashLevel.values()),
        level -> new Schema(table, keys, level).type("PodTemplateSpec"));
  }

  // No type of the table contains itself, so that each can be made of finished ones.
  private StructType type(String name) {
    StructType known = types.get(name);
    if (known != null) {
      return known;
    }
    List<List<String>> rows = table.get(name);
    if (rows.isEmpty()) {
      throw new IllegalStateException("pod-template-schema.tsv lacks the type " + name);
    }
    List<StructField> fields =
        rows.stream()
            .filter(row -> row.size() < 5 || isIn(row.get(4)))
            .map(row -> field(name, row))
            .toList();
    StructType type = new StructType(name, fields);
    types.put(name, type);
    return type;
  }

  private StructField field(String type, List<String> row) {
    String omit = row.get(3);
    return new StructField(
        row.get(1),
        kind(row.get(2)),
        omit.equals("-"),
        omit.endsWith("omitzero"),
        keys.of(type, row.get(1), level));
  }

  private FieldKind kind(String text) {
    if (text.startsWith("*")) {
      return kind(text.substring(1)).byPointer();
    }
    if (text.startsWith("[]")) {
      return FieldKind.listOf(kind(text.substring(2)));
    }
    if (text.startsWith(MAP)) {
      return FieldKind.mapOf(kind(text.substring(MAP.length())));
    }
    Shape scalar = SCALARS.get(text);
    return scalar == null ? FieldKind.of(type(text)) : FieldKind.scalar(scalar);
  }

  /**
   * Returns whether the library is one of {@code versions}: {@code 29+}, {@code -25}, {@code
   * 25-29}.
   */
  private boolean isIn(String versions) {
    if (versions.isEmpty()) {
      return true;
    }
    if (versions.endsWith("+")) {
      return level.library() >= Integer.parseInt(versions.substring(0, versions.length() - 1));
    }
    List<String> range = RANGE.splitToList(versions);
    boolean fromFirst = range.get(0).isEmpty() || level.library() >= Integer.parseInt(range.get(0));
    return fromFirst && level.library() <= Integer.parseInt(range.get(1));
  }
}

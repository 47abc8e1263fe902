// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableTable;
import java.util.List;

/**
 * The lists whose items the Rollout's CRD tells apart by some of their fields: the API server
 * refuses one that has two items with the same keys (hash.md 3), from {@code list-keys.tsv}.
 */
final class ListKeys {
  /** Stands for the item itself where a list is a set. */
  private static final String ITEM = ".";

  private static final TypedValue NO_KEY = new TypedValue.Text("");
  private static final Splitter COMMAS = Splitter.on(',');

  /**
   * One row.
   *
   * @param minor first minor version of the controller whose CRD has it
   */
  private record Keys(ImmutableList<String> names, int minor) {}

  private final ImmutableTable<String, String, Keys> table;

  private ListKeys(ImmutableTable<String, String, Keys> table) {
    this.table = table;
  }

  static ListKeys load() {
    ImmutableTable.Builder<String, String, Keys> table = ImmutableTable.builder();
    for (List<String> row : HashTable.rows("list-keys.tsv")) {
      Keys keys =
          new Keys(
              ImmutableList.copyOf(COMMAS.split(row.get(2))),
              Integer.parseInt(row.get(3).substring(row.get(3).indexOf('.') + 1)));
      table.put(row.get(0), row.get(1), keys);
    }
    return new ListKeys(table.buildOrThrow());
  }

  /** Returns the names of the fields that tell items apart; empty if items may repeat. */
  ImmutableList<String> of(String type, String field, HashLevel level) {
    Keys keys = table.get(type, field);
    return keys != null && level.minor() >= keys.minor() ? keys.names() : ImmutableList.of();
  }

  /** Returns what tells an item, with the defaults of the CRD, apart from the others. */
  static List<TypedValue> of(TypedValue item, List<String> names) {
    return names.stream().map(name -> key(item, name)).toList();
  }

  private static TypedValue key(TypedValue item, String name) {
    if (name.equals(ITEM) || !(item instanceof TypedValue.Struct struct)) {
      return item;
    }
    TypedValue value = struct.field(name);
    return value == null ? NO_KEY : value;
  }

  /** Returns the keys as a sentence names them. */
  static String describe(List<String> names, List<TypedValue> keys) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : ", ");
      text.append(names.get(i).equals(ITEM) ? "" : names.get(i) + " ");
      text.append(keys.get(i) instanceof TypedValue.Text key ? key.value() : number(keys.get(i)));
    }
    return text.toString();
  }

  private static String number(TypedValue key) {
    return key instanceof TypedValue.Int number ? Long.toString(number.value()) : "this item";
  }
}

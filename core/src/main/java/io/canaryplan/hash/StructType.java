// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A struct of the controller's API library: its name and its fields in the order they are written.
 */
final class StructType {
  private final String name;
  private final ImmutableList<StructField> fields;
  private final ImmutableMap<String, StructField> byName;

  StructType(String name, List<StructField> fields) {
    this.name = name;
    this.fields = ImmutableList.copyOf(fields);
    this.byName = Maps.uniqueIndex(this.fields, StructField::name);
  }

  String name() {
    return name;
  }

  List<StructField> fields() {
    return fields;
  }

  @Nullable StructField field(String fieldName) {
    return byName.get(fieldName);
  }

  boolean is(String other) {
    return name.equals(other);
  }
}

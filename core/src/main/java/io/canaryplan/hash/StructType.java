// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A struct of the controller's API library: its name and its fields in the order they are written.
 */
final class StructType {
  // Always written by the controller, yet not demanded by the CRD.
  private static final ImmutableSet<String> OPTIONAL = ImmutableSet.of("GRPCAction.service");
  // Demanded by the CRD, yet left out by the controller when empty.
  private static final ImmutableSet<String> REQUIRED =
      ImmutableSet.of("ContainerRestartRule.action", "ContainerRestartRuleOnExitCodes.operator");

  private final String name;
  private final ImmutableList<StructField> fields;
  private final ImmutableMap<String, StructField> byName;
  private final ImmutableList<StructField> demanded;

  StructType(String name, List<StructField> fields) {
    this.name = name;
    this.fields = ImmutableList.copyOf(fields);
    this.byName = Maps.uniqueIndex(this.fields, StructField::name);
    this.demanded =
        this.fields.stream().filter(this::isDemanded).collect(ImmutableList.toImmutableList());
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

  /** Returns the fields without which the Rollout's CRD refuses an object. */
  List<StructField> demandedByCrd() {
    return demanded;
  }

  private boolean isDemanded(StructField field) {
    String full = name + "." + field.name();
    return field.always() ? !OPTIONAL.contains(full) : REQUIRED.contains(full);
  }

  boolean is(String other) {
    return name.equals(other);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The type of a field: what it holds, and whether Go holds it by pointer, so that a zero value that
 * is written differs from none.
 */
final class FieldKind {
  /** What a field holds. */
  enum Shape {
    STRING,
    BOOL,
    INT32,
    INT64,
    QUANTITY,
    INT_OR_STRING,
    TIME,
    RAW_JSON,
    STRUCT,
    LIST,
    MAP
  }

  private final Shape shape;
  private final boolean pointer;
  private final @Nullable FieldKind element;
  private final @Nullable StructType struct;

  private FieldKind(
      Shape shape, boolean pointer, @Nullable FieldKind element, @Nullable StructType struct) {
    this.shape = shape;
    this.pointer = pointer;
    this.element = element;
    this.struct = struct;
  }

  static FieldKind scalar(Shape shape) {
    return new FieldKind(shape, false, null, null);
  }

  static FieldKind of(StructType type) {
    return new FieldKind(Shape.STRUCT, false, null, type);
  }

  static FieldKind listOf(FieldKind element) {
    return new FieldKind(Shape.LIST, false, element, null);
  }

  static FieldKind mapOf(FieldKind element) {
    return new FieldKind(Shape.MAP, false, element, null);
  }

  FieldKind byPointer() {
    return new FieldKind(shape, true, element, struct);
  }

  Shape shape() {
    return shape;
  }

  boolean isPointer() {
    return pointer;
  }

  /** Returns the kind of the items or values; only of a list or map. */
  FieldKind element() {
    return requireNonNull(element, "element");
  }

  /** Returns the fields; only of a struct. */
  StructType struct() {
    return requireNonNull(struct, "struct");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.collect.ImmutableList;
import io.canaryplan.hash.FieldKind.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a struct in the controller's API library.
 *
 * @param name name in JSON
 * @param kind type
 * @param always whether it is written in any case: it has no {@code omitempty}
 * @param omitZero whether a zero time is left out in spite of being a struct
 * @param itemKeys fields by which the CRD tells the items of the list apart (see {@link ListKeys});
 *     empty if items may repeat
 */
record StructField(
    String name, FieldKind kind, boolean always, boolean omitZero, List<String> itemKeys) {
  StructField {
    itemKeys = ImmutableList.copyOf(itemKeys);
  }

  /** Returns whether the field is written when it has no value (hash.md 4). */
  boolean isWrittenWithoutValue() {
    return always || isNeverEmpty();
  }

  /** Returns whether the field is written with this value (hash.md 4). */
  boolean isWritten(TypedValue value) {
    return always || kind.isPointer() || isNeverEmpty() || !value.isZero();
  }

  /** Returns what is written for the value; null if nothing is, or nothing but a zero value. */
  @Nullable TypedValue written(@Nullable TypedValue value) {
    if (value == null) {
      boolean embedded = kind.shape() == Shape.STRUCT && !kind.isPointer();
      return embedded ? TypedValue.Struct.EMPTY : null;
    }
    return isWritten(value) ? value : null;
  }

  // Go knows no empty struct, and a quantity is one; so is a time, which omitzero leaves out.
  private boolean isNeverEmpty() {
    if (kind.isPointer()) {
      return false;
    }
    return kind.shape() == Shape.STRUCT
        || kind.shape() == Shape.QUANTITY
        || (kind.shape() == Shape.TIME && !omitZero);
  }
}

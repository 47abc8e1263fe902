// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value in the structs of the controller. What is null or absent has no value at all. */
sealed interface TypedValue {
  /** Returns whether Go takes the value for empty where no pointer holds it. */
  boolean isZero();

  /** A string, or a time as it is written. */
  record Text(String value) implements TypedValue {
    @Override
    public boolean isZero() {
      return value.isEmpty();
    }
  }

  /** A boolean. */
  record Bool(boolean value) implements TypedValue {
    @Override
    public boolean isZero() {
      return !value;
    }
  }

  /** An integer of 64 bits. */
  record Int(long value) implements TypedValue {
    @Override
    public boolean isZero() {
      return value == 0;
    }
  }

  /** A quantity. */
  record Amount(Quantity value) implements TypedValue {
    @Override
    public boolean isZero() {
      return false;
    }
  }

  /** JSON that nothing looks into. */
  record Raw(JsonValue value) implements TypedValue {
    @Override
    public boolean isZero() {
      return false;
    }
  }

  /** A list. */
  record Items(List<TypedValue> values) implements TypedValue {
    /** Copies. */
    public Items {
      values = ImmutableList.copyOf(values);
    }

    @Override
    public boolean isZero() {
      return values.isEmpty();
    }
  }

  /** A map by string. */
  record Entries(Map<String, TypedValue> values) implements TypedValue {
    /** Copies. */
    public Entries {
      values = ImmutableMap.copyOf(values);
    }

    @Override
    public boolean isZero() {
      return values.isEmpty();
    }
  }

  /** A struct: the fields that have a value, zero or not. */
  record Struct(Map<String, TypedValue> fields) implements TypedValue {
    static final Struct EMPTY = new Struct(ImmutableMap.of());

    /** Copies. */
    public Struct {
      fields = ImmutableMap.copyOf(fields);
    }

    @Nullable TypedValue field(String name) {
      return fields.get(name);
    }

    /** Returns the value of a string field; empty if there is none. */
    String text(String name) {
      return field(name) instanceof Text text ? text.value() : "";
    }

    @Override
    public boolean isZero() {
      return fields.isEmpty();
    }
  }

  /** Returns the value that Go gives to an item or map value that is null. */
  static TypedValue zero(FieldKind kind) {
    return switch (kind.shape()) {
      case STRING, TIME -> new Text("");
      case BOOL -> new Bool(false);
      case INT32, INT64, INT_OR_STRING -> new Int(0);
      case QUANTITY -> new Amount(Quantity.ZERO);
      case STRUCT -> Struct.EMPTY;
      case LIST -> new Items(ImmutableList.of());
      case MAP -> new Entries(ImmutableMap.of());
      case RAW_JSON -> throw new IllegalArgumentException("raw JSON stands in no list or map");
    };
  }
}

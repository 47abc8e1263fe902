// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of the JSON that Argo CD makes of a manifest. Two values are equal when they mean the
 * same: {@code 1} is {@code 1.0}, and the order of keys does not count.
 */
sealed interface Json {
  Json NULL = new Null();
  Fields NO_FIELDS = new Fields(ImmutableMap.of());
  Items NO_ITEMS = new Items(ImmutableList.of());

  /** Null. */
  record Null() implements Json {}

  /** A boolean. */
  record Bool(boolean value) implements Json {
    static final Bool TRUE = new Bool(true);
    static final Bool FALSE = new Bool(false);

    static Bool of(boolean value) {
      return value ? TRUE : FALSE;
    }
  }

  /** A number. */
  record Num(BigDecimal value) implements Json {
    public Num {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    static Num of(long value) {
      return new Num(BigDecimal.valueOf(value));
    }
  }

  /** A string. */
  record Text(String value) implements Json {}

  /** An array. */
  record Items(List<Json> values) implements Json {
    public Items {
      values = ImmutableList.copyOf(values);
    }
  }

  /** An object; its keys stand in any order. */
  record Fields(Map<String, Json> values) implements Json {
    public Fields {
      values = ImmutableMap.copyOf(values);
    }

    @Nullable Json get(String key) {
      return values.get(key);
    }

    /** Returns the object at {@code key}; without fields if there is none. */
    Fields below(String key) {
      return values.get(key) instanceof Fields fields ? fields : NO_FIELDS;
    }

    /** Returns the string at {@code key}; empty if there is none. */
    String text(String key) {
      return values.get(key) instanceof Text text ? text.value() : "";
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.canaryplan.yaml.YamlNode;
import java.util.List;
import java.util.Map;

/** A value of the JSON that kubectl makes of a manifest, with the node it was made of. */
sealed interface JsonValue {
  /** Returns the node that it was read from. */
  YamlNode origin();

  /** Returns whether this is null. */
  default boolean isNull() {
    return false;
  }

  /** Null. */
  record Null(YamlNode origin) implements JsonValue {
    @Override
    public boolean isNull() {
      return true;
    }
  }

  /** A boolean. */
  record Bool(boolean value, YamlNode origin) implements JsonValue {}

  /** A number as JSON writes it. */
  record Numeral(String text, YamlNode origin) implements JsonValue {}

  /** A string. */
  record Text(String value, YamlNode origin) implements JsonValue {}

  /** An array. */
  record Items(List<JsonValue> values, YamlNode origin) implements JsonValue {
    /** Copies. */
    public Items {
      values = ImmutableList.copyOf(values);
    }
  }

  /** An object, in the order written. */
  record Fields(Map<String, JsonValue> values, YamlNode origin) implements JsonValue {
    /** Copies. */
    public Fields {
      values = ImmutableMap.copyOf(values);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads the JSON of answers. */
final class ReadJson {
  private ReadJson() {}

  // JSON is YAML, so SnakeYAML reads it
  static Map<String, Object> json(String text) {
    return map(value(text));
  }

  static Object value(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }

  static Map<String, Object> map(Object value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((name, field) -> fields.put(name.toString(), field));
    return fields;
  }

  static List<Object> list(Object value) {
    return new ArrayList<>((List<?>) value);
  }
}

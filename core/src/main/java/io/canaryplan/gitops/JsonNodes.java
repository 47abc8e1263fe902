// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlReader;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.math.BigDecimal;

/** Makes YAML of values. */
final class JsonNodes {
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private JsonNodes() {}

  static YamlNode of(Json value) {
    if (value instanceof Json.Fields fields) {
      YamlMapping.Builder mapping = YamlMapping.builder();
      fields.values().forEach((key, below) -> mapping.put(key, of(below)));
      return mapping.build();
    }
    if (value instanceof Json.Items items) {
      return YamlSequence.of(items.values().stream().map(JsonNodes::of).toList());
    }
    if (value instanceof Json.Text text) {
      return YamlScalar.of(text.value());
    }
    if (value instanceof Json.Bool bool) {
      return YamlScalar.of(bool.value());
    }
    return value instanceof Json.Num number ? number(number.value()) : YamlScalar.nullValue();
  }

  private static YamlNode number(BigDecimal value) {
    if (value.scale() <= 0 && value.precision() < 19 && value.abs().compareTo(LARGEST) < 0) {
      return YamlScalar.of(value.longValueExact());
    }
    return YamlReader.read("", value.toString()).orElseThrow().get(0).root();
  }
}

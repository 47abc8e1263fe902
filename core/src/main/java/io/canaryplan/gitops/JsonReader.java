// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.canaryplan.yaml.GoScalar;
import io.canaryplan.yaml.YamlMapping;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlScalar;
import io.canaryplan.yaml.YamlSequence;
import java.math.BigDecimal;
import java.util.IdentityHashMap;

/**
 * Reads YAML as the JSON that Argo CD compares. Documents of a plan's states share the nodes that
 * no state changes; each is read once.
 */
final class JsonReader {
  private final IdentityHashMap<YamlNode, Json> read = new IdentityHashMap<>();

  /** Returns the value of {@code node}. */
  Json value(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      return scalar(scalar);
    }
    Json known = read.get(node);
    if (known != null) {
      return known;
    }
    if (node instanceof YamlMapping mapping) {
      ImmutableMap.Builder<String, Json> values = ImmutableMap.builder();
      for (YamlMapping.Entry entry : mapping.entries()) {
        values.put(entry.key().text(), value(entry.value()));
      }
      return remembered(node, new Json.Fields(values.buildKeepingLast()));
    }
    ImmutableList.Builder<Json> values = ImmutableList.builder();
    for (YamlNode item : ((YamlSequence) node).items()) {
      values.add(value(item));
    }
    return remembered(node, new Json.Items(values.build()));
  }

  /** Returns the object that {@code node} is; without fields if it is none. */
  Json.Fields fields(YamlNode node) {
    return value(node) instanceof Json.Fields fields ? fields : Json.NO_FIELDS;
  }

  private Json remembered(YamlNode node, Json value) {
    read.put(node, value);
    return value;
  }

  private static Json scalar(YamlScalar scalar) {
    GoScalar go = GoScalar.of(scalar);
    return switch (go.kind()) {
      case NULL -> Json.NULL;
      case TRUE -> Json.Bool.TRUE;
      case FALSE -> Json.Bool.FALSE;
      case INTEGER -> new Json.Num(new BigDecimal(go.number().orElseThrow()));
      case FRACTION -> fraction(scalar.text());
      case TEXT, COLLECTION -> new Json.Text(scalar.text());
    };
  }

  private static Json fraction(String text) {
    try {
      return new Json.Num(new BigDecimal(text.replace("_", "")));
    } catch (NumberFormatException notFinite) {
      return new Json.Text(text); // JSON knows no infinity; no field of a manifest takes one
    }
  }
}

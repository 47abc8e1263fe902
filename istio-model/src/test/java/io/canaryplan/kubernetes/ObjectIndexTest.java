// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectIndexTest {
  private static Namespace namespace(String name, String label) {
    String text =
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: %s, labels: {a: %s}}"
            .formatted(name, label);
    return Namespace.from(YamlReader.read("n.yaml", text, YamlLimits.DEFAULT).orElseThrow().get(0))
        .orElseThrow();
  }

  @Test
  void findsAllOfAName() {
    Namespace one = namespace("shop", "1");
    Namespace other = namespace("other", "2");
    Namespace again = namespace("shop", "3");
    ObjectIndex<Namespace> index = ObjectIndex.of(List.of(one, other, again));

    assertThat(index.all()).containsExactly(one, other, again);
    assertThat(index.named("shop")).containsExactly(one, again);
    assertThat(index.named("none")).isEmpty();
    assertThat(index)
        .isEqualTo(ObjectIndex.of(List.of(one, other, again)))
        .isNotEqualTo(ObjectIndex.of(List.of(one)))
        .hasToString("[Namespace/shop, Namespace/other, Namespace/shop]");
  }
}

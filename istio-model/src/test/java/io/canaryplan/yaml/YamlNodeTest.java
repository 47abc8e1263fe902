// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.yaml.YamlMapping.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlNodeTest {
  private static final YamlNode ONE = YamlScalar.of(1);

  @Test
  void equalityIsAboutContent() {
    assertThat(read("{a: 1, b: [x]}")).isEqualTo(read("b:\n- \"x\" # c\na: 1\n"));
    assertThat(read("{a: 1, b: [x]}")).hasSameHashCodeAs(read("b:\n- \"x\"\na: 1\n"));
    assertThat(read("a: ~")).isEqualTo(read("a:"));
    assertThat(read("a: 5")).isNotEqualTo(read("a: \"5\""));
    assertThat(read("[a, b]")).isNotEqualTo(read("[b, a]"));
    assertThat(YamlScalar.of("on")).isNotEqualTo(YamlScalar.of(true));
  }

  @Test
  void withMakesMissingMappingsOnTheWay() {
    YamlNode root = YamlMapping.empty().with(FieldPath.of("a", "b").index(0).child("c"), ONE);

    assertThat(root).hasToString("{a: {b: [{c: 1}]}}");
    assertThat(root.without(FieldPath.of("a", "b").index(0))).hasToString("{a: {b: []}}");
    assertThat(root.without(FieldPath.of("a", "x", "y"))).isSameAs(root);
  }

  @Test
  void withRefusesPathsThatCannotBe() {
    YamlNode root = read("a: text\nl: [x]\n");

    assertThatThrownBy(() -> root.with(FieldPath.of("a", "b"), ONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> root.with(FieldPath.of("l", "b"), ONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> root.with(FieldPath.of("l").index(2), ONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> root.without(FieldPath.root()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the root cannot be removed");
  }

  @Test
  void equalValuesChangeNothing() {
    YamlMapping root = (YamlMapping) read("a: 'x'\nl: [1, 2]\n");

    assertThat(root.with("a", YamlScalar.of("x"))).isSameAs(root);
    assertThat(root.with(FieldPath.of("l").index(1), YamlScalar.of(2))).isSameAs(root);
    assertThat(root.without("z")).isSameAs(root);
  }

  @Test
  void describesItselfForMessages() {
    assertThat(read("{}").describe()).isEqualTo("a mapping");
    assertThat(read("[]").describe()).isEqualTo("a sequence");
    assertThat(YamlScalar.nullValue().describe()).isEqualTo("nothing");
    assertThat(YamlScalar.of(5).describe()).isEqualTo("the number 5");
    assertThat(YamlScalar.of(true).describe()).isEqualTo("the boolean true");
    assertThat(YamlScalar.of("5").describe()).isEqualTo("the text \"5\"");
    assertThat(YamlScalar.of("x".repeat(100)).describe())
        .isEqualTo("the text \"" + "x".repeat(60) + "…\"");
  }

  @Test
  void ofAKeyGivenTwiceTheLastCounts() {
    YamlMapping mapping =
        YamlMapping.of(
            List.of(Entry.of("a", ONE), Entry.of("b", ONE), Entry.of("a", YamlScalar.of(2))));

    assertThat(mapping).hasToString("{b: 1, a: 2}");
    assertThat(mapping.size()).isEqualTo(2);
  }

  @Test
  void largeMappingsAreFoundByKey() {
    YamlMapping.Builder builder = YamlMapping.builder();
    for (int i = 0; i < 10_000; i++) {
      builder.put("k" + i, i);
    }
    YamlMapping mapping = builder.build();

    assertThat(mapping.get("k9999")).contains(YamlScalar.of(9999));
    assertThat(mapping.get("k")).isEmpty();
  }

  @Test
  void itemsAreReplacedAddedAndRemoved() {
    YamlSequence list = (YamlSequence) read("[a, b]");

    assertThat(list.with(0, ONE)).hasToString("[1, b]");
    assertThat(list.plus(ONE)).hasToString("[a, b, 1]");
    assertThat(list.without(0)).hasToString("[b]");
    assertThatThrownBy(() -> list.without(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void limitsHaveRanges() {
    assertThatThrownBy(() -> YamlLimits.DEFAULT.withMaxBytes(0))
        .hasMessage("maxBytes must be at least 1 but was 0");
    assertThatThrownBy(() -> YamlLimits.DEFAULT.withMaxDepth(1001))
        .hasMessage("maxDepth must be from 1 to 1000 but was 1001");
    assertThatThrownBy(() -> YamlLimits.DEFAULT.withMaxAliasNodes(-1))
        .hasMessage("maxAliasNodes must not be negative but was -1");
  }

  private static YamlNode read(String text) {
    return YamlReader.read("f.yaml", text).orElseThrow().get(0).root();
  }
}

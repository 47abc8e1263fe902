// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reader as somebody uses it who adds a kind of document. */
class FieldReaderTest {
  private static Reading values(String text) {
    return Reading.ofValues(
        YamlReader.read("d.yaml", text, YamlLimits.DEFAULT).orElseThrow().get(0), "a Thing");
  }

  private static List<String> messages(Reading reading) {
    return reading.findings().stream().map(Finding::toString).toList();
  }

  @Test
  void readsEveryTypeOfField() {
    Reading reading =
        values(
            """
            name: shop
            empty: ""
            size: 0x10
            on: yes
            limit: 25%
            labels: {a: b, c: d}
            items: [web, api]
            parts: [{name: one}, {name: two}]
            nothing: null
            """);
    FieldReader root = reading.root();

    assertThat(root.text("name")).hasValue("shop");
    assertThat(root.nonEmptyText("empty")).isEmpty();
    assertThat(root.integer("size")).hasValue(16);
    assertThat(root.flag("on")).hasValue(true);
    assertThat(root.intOrPercent("limit")).hasValue(IntOrPercent.ofPercent(25));
    assertThat(root.textMap("labels")).hasToString("{a=b, c=d}");
    assertThat(root.texts("items")).containsExactly("web", "api");
    assertThat(root.objects("parts", part -> part.requiredText("name")))
        .containsExactly("one", "two");
    assertThat(root.has("nothing")).isFalse();
    assertThat(root.text("absent")).isEmpty();
    root.close();
    assertThat(messages(reading)).isEmpty();
    assertThat(reading.gaps()).isEmpty();
  }

  @Test
  void tellsWhatItCannotRead() {
    Reading reading = values("size: \"2\"\nlist: {a: 1}\nmap: [1]\nflag: 1\nbig: 3000000000");
    FieldReader root = reading.root();

    assertThat(root.integer("size")).isEmpty();
    assertThat(root.texts("list")).isEmpty();
    assertThat(root.object("map", inner -> inner.text("a"))).isEmpty();
    assertThat(root.flag("flag")).isEmpty();
    assertThat(root.integer("big")).isEmpty();
    assertThat(root.requiredText("name")).isEmpty();
    assertThat(messages(reading))
        .containsExactly(
            "d.yaml:1:7: error: found the quoted text \"2\" where an integer is expected"
                + " [wrong-type]",
            "d.yaml:2:7: error: found a mapping where a list is expected [wrong-type]",
            "d.yaml:3:6: error: found a list where a mapping is expected [wrong-type]",
            "d.yaml:4:7: error: found \"1\" where true or false is expected [wrong-type]",
            "d.yaml:5:6: error: \"3000000000\" is out of range; big runs from -2147483648 to"
                + " 2147483647 [number-out-of-range]",
            "d.yaml:1:1: error: \"name\" is missing; the schema of the Thing requires it"
                + " [required-field-missing]");
    assertThat(reading.unreadable()).contains(FieldPath.of("name"), FieldPath.of("big"));
    assertThat(reading.gaps())
        .containsExactly(
            FieldPath.of("size"),
            FieldPath.of("list"),
            FieldPath.of("map"),
            FieldPath.of("flag"),
            FieldPath.of("big"));
  }

  @Test
  void reportsTheFieldsNobodyAskedFor() {
    Reading reading = values("name: shop\nnmae: shop");
    FieldReader root = reading.root();
    assertThat(root.text("name")).isPresent();

    assertThat(root.unknownKeys()).containsExactly("nmae");
    root.close();
    assertThat(messages(reading)).singleElement().asString().contains("nmae", "[unknown-field]");
  }
}

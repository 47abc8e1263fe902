// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.yaml.YamlLimits;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldChangeTest {
  private static YamlNode read(String text) {
    return YamlReader.read("a", text, YamlLimits.DEFAULT).orElseThrow().get(0).root();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "nothing",
      textBlock =
          """
          equal             | {a: 1}                     | {a: 1}                        | []
          other layout      | {a: [1, "b"]}              | {a: [1, b]}                   | []
          other order       | {a: 1, b: 2}               | {b: 2, a: 1}                  | []
          changed           | {a: {b: 1}}                | {a: {b: 2}}                   | [a.b: 1 -> 2]
          added             | {a: 1}                     | {a: 1, b: x}                  | [b: (none) -> x]
          removed           | {a: 1, b: x}               | {a: 1}                        | [b: x -> (none)]
          type of a scalar  | {a: 5}                     | {a: "5"}                      | [a: 5 -> 5]
          named item        | [{name: a, w: 1}, {name: b, w: 1}] | [{name: c, w: 3}, {name: a, w: 1}, {name: b, w: 2}] | [[0]: (none) -> {name: c, w: 3}, [2].w: 1 -> 2]
          destination       | [{destination: {host: a}, weight: 1}, {destination: {host: b}}] | [{destination: {host: b}, weight: 1}] | [[0].weight: (none) -> 1, [0]: {destination: {host: a}, weight: 1} -> (none)]
          unnamed           | [{a: 1}, {a: 2}]           | [{a: 2}, {a: 3}]              | [[1].a: 1 -> 3, : [{a: 1}, {a: 2}] -> [{a: 2}, {a: 3}]]
          moved             | [{name: a}, {name: b}]     | [{name: b}, {name: a}]        | [: [a, b] -> [b, a]]
          """)
  void listsWhatDiffers(String reason, String before, String after, String changes) {
    assertThat(FieldChange.between(read(before), read(after))).hasToString(changes);
  }
}

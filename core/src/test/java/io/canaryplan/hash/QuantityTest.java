// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.hash.HashPrediction.Predicted;
import io.canaryplan.yaml.YamlNode;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @Test
  void everyQuantityOfTheTableIsWrittenAsTheControllerDoes() {
    List<List<String>> rows = HashTable.rows("quantity-vectors.tsv");

    assertThat(rows).hasSize(172);
    for (List<String> row : rows) {
      assertThat(limit(row.get(0))).as(row.get(0)).isEqualTo("{\"cpu\":\"" + row.get(1) + "\"}");
    }
  }

  /** Returns what becomes of the limits of a container with this one for {@code cpu}. */
  private static String limit(String written) {
    String json =
        ((Predicted)
                PodTemplateHash.of(
                    yaml(
                        "spec: {containers: [{name: a, resources: {limits: {cpu: "
                            + written
                            + "}}}]}"),
                    HashLevel.V1_9))
            .json();
    int start = json.indexOf("\"limits\":") + "\"limits\":".length();
    return json.substring(start, json.indexOf('}', start) + 1);
  }

  // hash.md 9: the controller compares quantities by value.
  @ParameterizedTest
  @CsvSource({
    "1.500, 1500m",
    "1, 1000m",
    "+1, 1",
    "1Gi, 1073741824",
    "1Gi, 1024Mi",
    "1e3, 1k",
    "0.5Ki, 512"
  })
  void differentTextsCanHaveOneValue(String one, String other) {
    assertThat(quantity(one).value()).isEqualTo(quantity(other).value());
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "1k, 1Ki", "1m, 1", "1, -1", "1e9, 1e6"})
  void differentValuesDiffer(String one, String other) {
    assertThat(quantity(one).value()).isNotEqualTo(quantity(other).value());
  }

  // hash.md 8: away from zero to whole thousandths, in the family of the text.
  @ParameterizedTest
  @CsvSource({
    "1u, 1m",
    "-1u, -1m",
    "1500u, 2m",
    "1m, 1m",
    "1.500, 1.500",
    "1e-9, 1e-3",
    "0.0001Gi, 107374183m",
    "2.0005, 2001m"
  })
  void aWorkloadKeepsThousandthsOnly(String written, String stored) {
    assertThat(quantity(written).roundedToMilli()).hasToString(stored);
  }

  @ParameterizedTest
  @CsvSource({"''", "' '", "a", "1x", "1KI", "1e", "1e1.5", "--1", "1 Mi", "1e99999999999"})
  void whatIsNoQuantityIsNone(String written) {
    assertThat(Quantity.parse(written)).isEmpty();
  }

  // Argo Rollouts 1.9.1: no digits at all are zero, below volumes, in limits and requests.
  @ParameterizedTest
  @ValueSource(strings = {".", "+", "-", "Gi", "m", ".e5"})
  void withoutDigitsAQuantityIsZero(String written) {
    assertThat(quantity(written)).isEqualTo(Quantity.ZERO);
  }

  private static Quantity quantity(String text) {
    return Quantity.parse(text).orElseThrow();
  }

  private static YamlNode yaml(String text) {
    return YamlReader.read("template.yaml", text).orElseThrow().get(0).root();
  }
}

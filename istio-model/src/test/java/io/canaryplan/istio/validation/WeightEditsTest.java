// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightEditsTest {
  private static final String GIVEN =
      "{http: [{name: a, timeout: 1s, route: [{destination: {host: x}, weight: 100}, {destination:"
          + " {host: u}}]}, {name: b, redirect: {uri: /}}]}";

  private static YamlDocument document(String spec) {
    String text =
        "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a}\nspec: ";
    return YamlReader.read("w.yaml", text + spec + "\n").orElseThrow().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          weight: 100     | weight: 80                       | true
          weight: 100     | weight: 0                        | false
          weight: 100     | weight: -1                       | false
          weight: 100     | weight: lots                     | false
          {host: u}}      | {host: u}, weight: 20}           | true
          {host: u}}      | {host: v}}                       | false
          {host: u}}      | {host: u}, headers: {}}          | false
          {host: u}}      | {host: u}}, {destination: {host: v}} | false
          timeout: 1s     | timeout: 2s                      | false
          timeout: 1s,    | ''                               | false
          name: b         | name: c                          | false
          {http:          | {gateways: [g], http:            | false
          {http: [        | {http: [{name: m},               | false
          weight: 100     | weight: 100                      | true
          """)
  void tellsWeightsFromOthers(String from, String to, boolean weightsOnly) {
    YamlDocument after = document(GIVEN.replace(from, to));

    assertThat(EditValidation.isOfWeightsOnly(document(GIVEN), after)).isEqualTo(weightsOnly);
  }

  @ParameterizedTest
  @CsvSource({"50, 50, true", "0, 0, false", "2147483647, 2147483647, true"})
  void anEditOfSoundWeightsCausesNothing(String one, String other, boolean sound) {
    YamlDocument given = document(GIVEN);
    YamlDocument after =
        document(
            GIVEN
                .replace("weight: 100", "weight: " + one)
                .replace("{host: u}}", "{host: u}, weight: " + other + "}"));

    assertThat(EditValidation.isOfWeightsOnly(given, after)).isEqualTo(sound);
    assertThat(EditValidation.of(given, IstioVersion.newest()).check(after).isEmpty())
        .isEqualTo(sound);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.yaml.YamlReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts of any object that kubectl reads as numbers, booleans or null. */
class TextsOfObjectsTest {
  private static List<String> found(String metadata, String spec) {
    String text =
        "apiVersion: v1\nkind: Service\nmetadata: {%s}\nspec: {%s}\n".formatted(metadata, spec);
    return KubernetesService.from(YamlReader.read("s.yaml", text).orElseThrow().get(0))
        .findings()
        .stream()
        .map(finding -> finding.severity().label() + " " + finding.rule() + " " + finding.path())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: on                            | error read-differently metadata.name
          name: a, namespace: 12              | error read-differently metadata.namespace
          name: a, labels: {v: 1.20}          | error read-differently metadata.labels.v
          name: a, annotations: {x: true}     | error read-differently metadata.annotations.x
          name: a, annotations: {at: 12:30}   | warning read-differently metadata.annotations.at
          """)
  void ofTheMetadata(String metadata, String expected) {
    assertThat(found(metadata, "")).containsExactly(expected);
  }

  @Test
  void ofAService() {
    assertThat(found("name: a", "selector: {version: 2}, ports: [{name: 80, port: 80}]"))
        .containsExactly(
            "error read-differently spec.selector.version",
            "error read-differently spec.ports[0].name");
  }

  @Test
  void textsAndWhatIsNullAreFine() {
    String metadata = "name: a, labels: {a: \"1\", b: v1, c: null}, annotations: {}";

    assertThat(found(metadata, "selector: {app: shop}, ports: [{port: 80, targetPort: 80}]"))
        .isEmpty();
  }

  @Test
  void aNamespaceIsReadAlike() {
    String text =
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: a, labels: {istio-injection: yes}}\n";

    assertThat(Namespace.from(YamlReader.read("n.yaml", text).orElseThrow().get(0)).findings())
        .extracting(Finding::isError)
        .containsExactly(true);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.yaml.YamlReader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the API server takes as the metadata of an object (Kubernetes, validation of ObjectMeta).
 */
class ObjectNamesTest {
  private static List<String> told(String kind, String metadata) {
    String yaml = "apiVersion: v1\nkind: %s\nmetadata: {%s}\n".formatted(kind, metadata);
    return KubernetesObject.from(YamlReader.read("in.yaml", yaml).orElseThrow().get(0))
        .findings()
        .stream()
        .map(finding -> finding.rule().id() + " " + finding.path())
        .toList();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ConfigMap | name: a.b",
        "ConfigMap | name: 1-a, namespace: 2b",
        "Service | name: a-1",
        "Namespace | name: 1-a",
        "Secret | name: a, labels: null, annotations: null",
        "Secret | name: a, labels: {a: null, b: '', example.org/c: D_1.2}",
        "Secret | name: a, annotations: {Example.org/A: 'any text at all: 1'}",
        "Secret | name: a, annotations: {a: '1'}, generateName: a-"
      })
  void takes(String kind, String metadata) {
    assertThat(told(kind, metadata)).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ConfigMap | name: A | object-name-invalid metadata.name",
        "ConfigMap | name: a, namespace: a.b | object-name-invalid metadata.namespace",
        "Service | name: a.b | object-name-invalid metadata.name",
        "Service | name: 1a | object-name-invalid metadata.name",
        "Namespace | name: a.b | object-name-invalid metadata.name",
        "Secret | name: a, labels: {a: b c} | object-label-invalid metadata.labels.a",
        "Secret | name: a, labels: {A.b/c: d} | object-label-invalid metadata.labels[\"A.b/c\"]",
        "Secret | name: a, annotations: {a/b/c: d} | object-label-invalid metadata.annotations.a/b/c",
        "Secret | name: a, labels: b | wrong-type metadata.labels",
        "Secret | name: a, annotations: [b] | wrong-type metadata.annotations",
        "Secret | name: a, annotations: {a: [b]} | wrong-type metadata.annotations.a",
        "Secret | name: a, annotations: {a: 1} | read-differently metadata.annotations.a",
        "Secret | name: a, generateName: {} | wrong-type metadata.generateName",
        "Secret | name: {} | wrong-type metadata.name",
        "Secret | generateName: a- | istio-name-missing metadata.name",
        "Secret | name: 1 | read-differently metadata.name"
      })
  void refuses(String kind, String metadata, String told) {
    assertThat(told(kind, metadata)).containsExactly(told);
  }
}

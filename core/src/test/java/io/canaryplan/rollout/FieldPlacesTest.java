// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.FieldPath;
import io.canaryplan.finding.Finding;
import io.canaryplan.finding.SchemaRules;
import io.canaryplan.yaml.YamlDocument;
import io.canaryplan.yaml.YamlReader;
import io.canaryplan.yaml.YamlScalar;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field is one that the readers know where it is said to belong, and nowhere above. */
class FieldPlacesTest {
  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: shop}
      spec:
        strategy: {canary: {trafficRouting: {istio: {}}}, blueGreen: {}}
      """;

  private static Optional<Finding> unknown(FieldPath place) {
    YamlDocument document = YamlReader.read("shop.yaml", ROLLOUT).orElseThrow().get(0);
    YamlDocument edited = document.withRoot(document.root().with(place, YamlScalar.of(1)));
    return RolloutReader.readAll(edited).findings().stream()
        .filter(finding -> finding.rule().equals(SchemaRules.UNKNOWN_FIELD))
        .findFirst();
  }

  @ParameterizedTest
  @MethodSource("io.canaryplan.rollout.FieldPlaces#all")
  void fieldsAreKnownWhereTheyBelong(FieldPath place) {
    assertThat(unknown(place)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.canaryplan.rollout.FieldPlaces#all")
  void fieldsAreUnknownAtTheRoot(FieldPath place) {
    String field =
        ((FieldPath.Segment.Key) place.segments().get(place.segments().size() - 1)).name();

    assertThat(unknown(FieldPath.of(field)).orElseThrow().message())
        .contains("is not a field of a Rollout but of " + place.parent());
  }

  /** What is not indented below the kind of its step. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{pause: null, duration: 10m} | duration | pause",
        "{experiment: null, duration: 10m} | duration | experiment",
        "{analysis: null, templates: []} | templates | analysis",
        "{setCanaryScale: {}, replicas: 3} | replicas | setCanaryScale",
        "{setMirrorRoute: {name: m}, percentage: 3} | percentage | setMirrorRoute"
      })
  void fieldsOfAStepBelongToTheKindBesideThem(String step, String field, String kind) {
    String path = "spec.strategy.canary.steps[0]";

    Finding finding = ofStep(step).orElseThrow();

    assertThat(finding.path()).hasToString(path + "." + field);
    assertThat(finding.message())
        .startsWith("\"%s\" is not a field of %s but of %s.%s;".formatted(field, path, path, kind));
    assertThat(finding.hint())
        .hasValue("move %s.%s to %s.%s.%s".formatted(path, field, path, kind, field));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{setWeight: 5, duration: 10m}", "{pause: {}, experiment: {}, duration: 5}"})
  void theKindIsNotGuessed(String step) {
    assertThat(ofStep(step).orElseThrow().message()).doesNotContain("but of");
  }

  private static Optional<Finding> ofStep(String step) {
    String text = ROLLOUT.replace("{canary: {", "{canary: {steps: [" + step + "], ");
    return RolloutReader.readAll(YamlReader.read("shop.yaml", text).orElseThrow().get(0))
        .findings()
        .stream()
        .filter(finding -> finding.rule().equals(SchemaRules.UNKNOWN_FIELD))
        .findFirst();
  }
}

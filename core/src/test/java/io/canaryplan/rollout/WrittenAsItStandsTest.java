// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.finding.Position;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings tell what a person wrote: a kind without a value as that, long names cut. */
class WrittenAsItStandsTest {
  /**
   * A name is cut after 60 characters, a key of a path after 317, which is the longest of
   * Kubernetes; the rest is a sentence and the keys of the schema.
   */
  private static final int LONGEST = 317 + 400;

  private static List<Finding> steps(String steps) {
    return RolloutReader.readAll(ReadRollout.steps(steps)).findings();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause:", "pause: null", "pause: ~"})
  void aPauseWithoutValueIsNoPause(String written) {
    List<Finding> findings = steps("- setWeight: 20\n- " + written);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).rule()).isEqualTo(RolloutRules.STEP_EMPTY);
    assertThat(findings.get(0).message())
        .isEqualTo("\"pause:\" has no value, which is the same as no step");
    assertThat(findings.get(0).hint())
        .hasValue("write pause: {} to wait until somebody goes on, or pause: {duration: 10m}");
    assertThat(findings.get(0).controllerPath()).hasValue("spec.strategy.steps[1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "setWeight",
        "setCanaryScale",
        "experiment",
        "analysis",
        "setHeaderRoute",
        "plugin"
      })
  void neitherIsAnotherKind(String kind) {
    List<Finding> findings = steps("- " + kind + ":");

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).message())
        .isEqualTo("\"" + kind + ":\" has no value, which is the same as no step");
    assertThat(findings.get(0).position().map(Position::column)).hasValue(9);
  }

  @Test
  void anEmptyStepIsToldAsWritten() {
    assertThat(steps("- {}"))
        .extracting(Finding::message)
        .containsExactly(
            "\"{}\" is no step; a step has one of setWeight, pause, setCanaryScale, experiment,"
                + " analysis, setHeaderRoute, setMirrorRoute and plugin");
  }

  @Test
  void longNamesAreCut() {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: LONG, namespace: LONG, labels: {LONG: LONG}, annotations: {LONG: 5}, LONG: 1}
        spec:
          LONG: 1
          replicas: LONG
          restartAt: LONG
          selector: {matchLabels: {LONG: LONG, b: 5}, LONG: 1}
          template: {metadata: {labels: {LONG: [1]}}}
          strategy:
            canary:
              maxSurge: [LONG]
              canaryMetadata: {labels: {LONG: {a: b}}}
              trafficRouting: {LONG: 1, plugins: {LONG: 1}, istio: {LONG: 1}}
              steps:
              - LONG: 1
              - LONG:
              - setWeight: LONG
              - pause: {duration: LONG, LONG: 1}
              - experiment: {templates: [{name: LONG, LONG: 1}], duration: LONG}
              - analysis: {args: [{name: LONG, valueFrom: {fieldRef: {fieldPath: metadata.LONG}}}]}
              - setMirrorRoute: {name: LONG, match: [{headers: {LONG: {exact: 5, LONG: 1}}}]}
        """
            .replace("LONG", "l".repeat(1_000));

    List<Finding> findings = RolloutReader.readAll(ReadRollout.document(text)).findings();

    assertThat(findings).hasSizeGreaterThan(20);
    assertThat(findings)
        .allSatisfy(
            finding -> {
              assertThat(finding.message()).hasSizeLessThan(LONGEST);
              assertThat(finding.hint().orElse("")).hasSizeLessThan(LONGEST);
            });
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Checked;
import io.canaryplan.finding.Finding;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input: each gives findings with positions, all at once, and never an exception. */
class BadRolloutTest {
  private static final String KINDS =
      "the kinds are setWeight, pause, setCanaryScale, experiment, analysis, setHeaderRoute,"
          + " setMirrorRoute and plugin [step-empty]";

  private static void refused(YamlDocument document, String... findings) {
    Checked<Rollout> read = RolloutReader.read(document);
    assertThat(read.findings().stream().map(Finding::toString)).containsExactly(findings);
    assertThat(read.value()).isEmpty();
  }

  @Test
  void negativeReplicas() {
    YamlDocument document = ReadRollout.spec("replicas: -1\nstrategy: {canary: {}}");
    refused(
        document,
        "rollout.yaml:5:13: error: \"-1\" pods cannot exist; replicas is 0 or more"
            + " [replicas-negative]");
    assertThat(RolloutReader.read(document).findings().get(0).controllerPath()).isEmpty();
  }

  /** As numbers and as percentages, with a router and without. */
  @ParameterizedTest
  @CsvSource({
    "maxSurge, -1",
    "maxUnavailable, -1",
    "maxSurge, -10%",
    "maxUnavailable, -2147483648"
  })
  void negativeLimits(String field, String limit) {
    for (String routing : new String[] {"", ", trafficRouting: {}"}) {
      YamlDocument document =
          ReadRollout.spec(
              "replicas: 5\nstrategy: {canary: {%s: %s%s, steps: [{setWeight: 20}]}}"
                  .formatted(field, limit, routing));
      refused(
          document,
          """
          rollout.yaml:6:%s: error: "%s" is less than no pod; the controller takes it as it stands, \
          and an update without a traffic router never gets to the pods that its steps ask for \
          [surge-limit-negative]"""
              .formatted(field.length() + 25, limit));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2147483648", "-2147483649", "1e21", "99999999999999999999", "0xFFFFFFFF"})
  void numbersOutOfRange(String number) {
    refused(
        ReadRollout.spec("replicas: " + number + "\nstrategy: {canary: {}}"),
        "rollout.yaml:5:13: error: \""
            + number
            + "\" is out of range; replicas runs from -2147483648 to 2147483647"
            + " [number-out-of-range]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"2\"", "abc", "1.5", "true", "[2]", "{a: 2}", ".inf", "1:30", "0x", "1e400"})
  void replicasOfAnotherType(String value) {
    Checked<Rollout> read =
        RolloutReader.read(ReadRollout.spec("replicas: " + value + "\nstrategy: {canary: {}}"));
    assertThat(read.value()).isEmpty();
    assertThat(read.findings()).hasSize(1);
    Finding finding = read.findings().get(0);
    assertThat(finding.rule()).hasToString("wrong-type");
    assertThat(finding.message()).startsWith("found ").endsWith(" where an integer is expected");
    assertThat(finding.position().orElseThrow().line()).isEqualTo(5);
    assertThat(finding.hint()).contains("write spec.replicas as an integer without quotes");
  }

  @Test
  void digitsOfAnInputMethodAreNamedAsSuch() {
    YamlDocument document = ReadRollout.steps("- setWeight: \uFF12\uFF10"); // full-width 2 and 0
    assertThat(RolloutReader.read(document).findings().get(0).hint())
        .contains(
            "write spec.strategy.canary.steps[0].setWeight as an integer in the digits 0 to 9");
  }

  @Test
  void aPauseWithoutMappingIsToldWhatToWrite() {
    for (String pause : List.of("10m", "30", "true")) {
      List<Finding> findings =
          RolloutReader.read(ReadRollout.steps("- pause: " + pause)).findings();
      assertThat(findings).hasSize(1);
      assertThat(findings.get(0).hint())
          .contains(
              "write spec.strategy.canary.steps[0].pause as a mapping: {duration: 10m}, or {} to"
                  + " wait until somebody goes on");
    }
  }

  @Test
  void aQuotedNumberIsNamedAsSuch() {
    refused(
        ReadRollout.spec("replicas: \"2\"\nstrategy: {canary: {}}"),
        "rollout.yaml:5:13: error: found the quoted text \"2\" where an integer is expected"
            + " [wrong-type]");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101, 2147483647})
  void weightsOutOfRange(int weight) {
    YamlDocument document = ReadRollout.steps("- setWeight: 100\n- setWeight: " + weight);
    refused(
        document,
        "rollout.yaml:9:20: error: \""
            + weight
            + "\" is out of range; setWeight runs from 0 to the maximum weight, here 100"
            + " [set-weight-out-of-range]");
    Finding finding = RolloutReader.read(document).findings().get(0);
    assertThat(finding.path()).hasToString("spec.strategy.canary.steps[1].setWeight");
    assertThat(finding.controllerPath()).contains("spec.strategy.steps[1].setWeight");
  }

  @Test
  void theMaximumWeightBoundsWeights() {
    String routing = "trafficRouting: {maxTrafficWeight: 1000, nginx: {stableIngress: a}}\n";
    assertThat(ReadRollout.findings(ReadRollout.canary(routing + "steps: [{setWeight: 1000}]")))
        .isEmpty();
    refused(
        ReadRollout.canary(routing + "steps: [{setWeight: 1001}]"),
        "rollout.yaml:8:27: error: \"1001\" is out of range; setWeight runs from 0 to the maximum"
            + " weight, here 1000 [set-weight-out-of-range]");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -5})
  void aMaximumBelowOne(int max) {
    refused(
        ReadRollout.canary(
            "trafficRouting: {maxTrafficWeight: " + max + "}\nsteps: [{setWeight: 1}]"),
        "rollout.yaml:7:42: error: \""
            + max
            + "\" parts cannot be shared; maxTrafficWeight is at least 1"
            + " [max-traffic-weight-below-one]");
  }

  @Test
  void aStepWithoutAKind() {
    refused(
        ReadRollout.steps("- {}"),
        "rollout.yaml:8:9: error: \"{}\" is no step; a step has one of setWeight, pause,"
            + " setCanaryScale, experiment, analysis, setHeaderRoute, setMirrorRoute and plugin"
            + " [step-empty]");
  }

  @Test
  void anUnknownStep() {
    YamlDocument document = ReadRollout.steps("- setWeight: 5\n- setWieght: 20");
    refused(document, "rollout.yaml:9:9: error: \"setWieght\" is no kind of step; " + KINDS);
    assertThat(RolloutReader.read(document).findings().get(0).hint())
        .contains("rename spec.strategy.canary.steps[1].setWieght to setWeight");
  }

  @Test
  void aStepThatIsNoMapping() {
    refused(
        ReadRollout.steps("- setWeight\n-\n- [5]"),
        "rollout.yaml:8:9: error: found \"setWeight\" where a mapping is expected [wrong-type]",
        "rollout.yaml:9:8: error: found nothing where a mapping is expected [wrong-type]",
        "rollout.yaml:10:9: error: found a list where a mapping is expected [wrong-type]");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "1d, \"1d\"",
        "\"\", the quoted text \"\"",
        "3000000000s, \"3000000000s\"",
        "-5, \"-5\"",
        "1:30, \"1:30\"",
        "\"-1s\", the quoted text \"-1s\""
      })
  void badDurations(String written, String shown) {
    YamlDocument document = ReadRollout.steps("- pause: {duration: " + written + "}");
    refused(
        document,
        "rollout.yaml:8:27: error: "
            + shown
            + " is no duration of 0 to 2147483647 seconds; write seconds (60) or a sum of h, m, s,"
            + " ms, us and ns (1h30m); there are no days [pause-duration-invalid]");
    assertThat(RolloutReader.read(document).findings().get(0).controllerPath())
        .contains("spec.strategy.steps[0].pause.duration");
  }

  @Test
  void anExperimentsDurationIsNotForTheControllerToRefuse() {
    YamlDocument document = ReadRollout.steps("- experiment: {templates: [], duration: \"60\"}");
    assertThat(ReadRollout.findings(document))
        .containsExactly(
            "rollout.yaml:8:47: warning: \"60\" is no duration; an experiment takes a sum of h, m,"
                + " s, ms, us and ns (1h30m) and never bare seconds"
                + " [experiment-duration-invalid]");
    assertThat(RolloutReader.read(document).value()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{replicas: -1}",
        "{weight: -1}",
        "{replicas: 2147483648}",
        "{weight: -2147483649}"
      })
  void aNegativeScale(String scale) {
    Checked<Rollout> read = RolloutReader.read(ReadRollout.steps("- setCanaryScale: " + scale));
    assertThat(read.value()).isEmpty();
    assertThat(read.findings())
        .extracting(finding -> finding.rule().id())
        .containsExactly("number-out-of-range");
  }

  @Test
  void noStrategy() {
    YamlDocument document = ReadRollout.spec("strategy: {}");
    refused(
        document,
        "rollout.yaml:5:13: error: no strategy is given; a Rollout needs \"canary\" or"
            + " \"blueGreen\" [strategy-missing]");
    assertThat(RolloutReader.read(document).findings().get(0).controllerPath())
        .contains("spec.strategy.strategy");
  }

  @Test
  void noSpec() {
    refused(
        ReadRollout.document(
            "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: shop}\n"),
        "rollout.yaml:1:1: error: no strategy is given; a Rollout needs \"canary\" or"
            + " \"blueGreen\" [strategy-missing]");
  }

  @Test
  void bothStrategies() {
    refused(
        ReadRollout.spec("strategy: {canary: {}, blueGreen: {activeService: a}}"),
        "rollout.yaml:5:13: error: both \"canary\" and \"blueGreen\" are given; a Rollout has"
            + " exactly one strategy [strategy-ambiguous]");
  }

  @Test
  void noName() {
    refused(
        ReadRollout.document(
            "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec: {strategy: {canary: {}}}\n"),
        "rollout.yaml:1:1: error: metadata.name is missing; every Rollout needs one"
            + " [rollout-name-missing]");
  }

  @Test
  void anotherKind() {
    refused(
        ReadRollout.document("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\n"),
        "rollout.yaml:2:7: error: the kind is \"Deployment\"; a Rollout is expected"
            + " [not-a-rollout]");
    refused(
        ReadRollout.document("- a\n- b\n"),
        "rollout.yaml:1:1: error: found a list where a Rollout is expected, which is a mapping"
            + " [not-a-rollout]");
  }

  @Test
  void anotherVersion() {
    YamlDocument document =
        ReadRollout.document(
            """
            apiVersion: argoproj.io/v1beta1
            kind: Rollout
            metadata: {name: shop}
            spec: {strategy: {canary: {}}}
            """);
    assertThat(ReadRollout.findings(document))
        .containsExactly(
            "rollout.yaml:1:13: error: the apiVersion is \"argoproj.io/v1beta1\"; the API server knows"
                + " Rollouts as argoproj.io/v1alpha1 only, and it is read as that"
                + " [rollout-version-unknown]");
    assertThat(RolloutReader.read(document).value()).isPresent();
  }

  @Test
  void everythingIsReportedAtOnce() {
    YamlDocument document =
        ReadRollout.spec(
            """
            replicas: two
            paused: maybe
            strategy:
              canary:
                maxSurge: [1]
                maxSurgee: 1
                trafficRouting:
                  istio: {virtualService: {}}
                steps:
                - setWeight: 101
                - pause: {duration: 1d}
                - {}
            """);
    Checked<Rollout> read = RolloutReader.read(document);
    assertThat(read.value()).isEmpty();
    assertThat(read.findings().stream().map(f -> f.rule() + " " + f.path()))
        .containsExactly(
            "wrong-type spec.replicas",
            "wrong-type spec.paused",
            "wrong-type spec.strategy.canary.maxSurge",
            "required-field-missing"
                + " spec.strategy.canary.trafficRouting.istio.virtualService.name",
            "set-weight-out-of-range spec.strategy.canary.steps[0].setWeight",
            "pause-duration-invalid spec.strategy.canary.steps[1].pause.duration",
            "step-empty spec.strategy.canary.steps[2]",
            "unknown-field spec.strategy.canary.maxSurgee");
  }

  @Test
  void freeFormAreasAreNotJudged() {
    assertThat(
            ReadRollout.findings(
                ReadRollout.spec(
                    """
                    template:
                      spec: {anything: 5, containers: [{ports: [5, {containerPort: x}]}, 7]}
                    strategy:
                      canary:
                        trafficRouting: {plugins: {acme/router: {any: thing}}}
                        analysis: {args: [{name: a, valueFrom: {fieldRef: {fieldPath: any.thing}}}]}
                        steps:
                        - plugin: {name: acme/wait, config: {any: thing}}
                    """)))
        .isEmpty();
  }

  @Test
  void longTextIsCutInMessages() {
    Checked<Rollout> read =
        RolloutReader.read(
            ReadRollout.spec("replicas: " + "x".repeat(5000) + "\nstrategy: {canary: {}}"));
    assertThat(read.findings().get(0).message())
        .isEqualTo("found \"" + "x".repeat(60) + "…\" where an integer is expected");
    assertThat(
            RolloutReader.read(
                    ReadRollout.spec("replicas: " + "9".repeat(5000) + "\nstrategy: {canary: {}}"))
                .value())
        .isEmpty();
  }
}

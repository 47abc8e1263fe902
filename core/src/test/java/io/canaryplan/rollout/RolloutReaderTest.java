// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Checked;
import io.canaryplan.finding.Finding;
import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.kubernetes.LabelSelector;
import io.canaryplan.kubernetes.PodMetadata;
import io.canaryplan.kubernetes.PodTemplate;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                               | ping",
        "{canary: {}}                     | ping",
        "{canary: {stablePingPong: ping}} | ping",
        "{canary: {stablePingPong: pong}} | pong"
      })
  void theStatusTellsWhichOfPingAndPongIsStable(String status, String stable) {
    YamlDocument document =
        ReadRollout.document(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Rollout
            metadata: {name: shop}
            spec: {strategy: {canary: {pingPong: {pingService: ping, pongService: pong}}}}
            status: %s
            """
                .formatted(status));

    PingPong pair =
        RolloutReader.read(document).value().orElseThrow().canary().orElseThrow().pingPong().get();

    assertThat(pair.stableService()).isEqualTo(stable);
    assertThat(pair.canaryService()).isEqualTo(stable.equals("ping") ? "pong" : "ping");
  }

  @Test
  void readsTheExample() {
    YamlDocument document =
        ReadRollout.document(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Rollout
            metadata:
              name: rollout-example
            spec:
              replicas: 2
              revisionHistoryLimit: 2
              selector:
                matchLabels:
                  app: rollout-example
              template:
                metadata:
                  labels:
                    app: rollout-example
                spec:
                  containers:
                  - name: rollout-example
                    ports:
                    - containerPort: 8080
              strategy:
                canary:
                  trafficRouting:
                    istio:
                      virtualService:
                        name: rollout-vsvc
                        routes:
                        - primary
                      destinationRule:
                        name: rollout-destrule
                        canarySubsetName: canary
                        stableSubsetName: stable
                  steps:
                  - setWeight: 5
                  - pause:
                      duration: 1m
            """);
    Rollout expected =
        Rollout.builder(
                "rollout-example",
                CanaryStrategy.builder()
                    .trafficRouting(
                        TrafficRouting.of(
                            new IstioTrafficRouting(
                                List.of(),
                                Optional.of(IstioVirtualServiceRef.of("rollout-vsvc", "primary")),
                                Optional.of(
                                    IstioDestinationRuleRef.of(
                                        "rollout-destrule", "canary", "stable")))))
                    .steps(
                        new CanaryStep.SetWeight(5),
                        new CanaryStep.Pause(Optional.of(PauseDuration.parse("1m"))))
                    .build())
            .replicas(2)
            .revisionHistoryLimit(2)
            .selector(LabelSelector.ofLabels(Map.of("app", "rollout-example")))
            .template(
                new PodTemplate(
                    new PodMetadata(Map.of("app", "rollout-example"), Map.of()),
                    List.of(new PodTemplate.ContainerPort(Optional.empty(), 8080))))
            .build();
    assertThat(RolloutReader.read(document)).isEqualTo(Checked.of(expected, List.of()));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "2, 2",
    "+2, 2",
    "0x10, 16",
    "0b11, 3",
    "0o17, 15",
    "1_000, 1000",
    "2.0, 2",
    "1e3, 1000",
    "08, 8",
    "2147483647, 2147483647",
  })
  void readsNumbersAsKubernetesDoes(String written, int replicas) {
    Checked<Rollout> read =
        RolloutReader.read(ReadRollout.spec("replicas: " + written + "\nstrategy: {canary: {}}"));
    assertThat(read.value().orElseThrow().replicas()).hasValue(replicas);
    assertThat(read.hasErrors()).isFalse();
  }

  @Test
  void warnsOfALeadingZero() {
    YamlDocument document = ReadRollout.spec("replicas: 012\nstrategy: {canary: {}}");
    assertThat(RolloutReader.read(document).value().orElseThrow().replicas()).hasValue(10);
    assertThat(ReadRollout.findings(document))
        .containsExactly(
            "rollout.yaml:5:13: warning: \"012\" is read as 10 since a leading zero means octal to"
                + " Kubernetes' YAML parser; other parsers differ [read-differently]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "True", "yes", "on", "y", "Y", "ON"})
  void readsTrueAsGoDoes(String written) {
    assertThat(paused(written)).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "no", "off", "n", "NO"})
  void readsFalseAsGoDoes(String written) {
    assertThat(paused(written)).contains(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"true\"", "tRUE", "1", "0", "oN", "'no'", "[]", "{}"})
  void refusesWhatIsNoBoolean(String written) {
    assertThat(paused(written)).isEmpty();
  }

  private static Optional<Boolean> paused(String written) {
    return RolloutReader.read(ReadRollout.spec("paused: " + written + "\nstrategy: {canary: {}}"))
        .value()
        .map(Rollout::paused);
  }

  @Test
  void aNullCountsAsAbsent() {
    Rollout rollout =
        RolloutReader.read(
                ReadRollout.spec(
                    """
                    replicas: ~
                    paused:
                    selector: null
                    strategy:
                      blueGreen: null
                      canary:
                        steps: null
                        maxSurge: Null
                        trafficRouting: ~
                    """))
            .value()
            .orElseThrow();
    assertThat(rollout)
        .isEqualTo(Rollout.builder("shop", CanaryStrategy.builder().build()).build());
  }

  @Test
  void emptyListsCountAsAbsent() {
    CanaryStrategy canary =
        canary("trafficRouting: {managedRoutes: [], istio: {virtualServices: []}}\nsteps: []");
    assertThat(canary.steps()).isEmpty();
    assertThat(canary.trafficRouting().orElseThrow().managedRoutes()).isEmpty();
    assertThat(canary.trafficRouting().orElseThrow().istio().orElseThrow().references()).isEmpty();
  }

  @Test
  void aQuotedLimitIsAText() {
    assertThat(canary("maxSurge: \"5\"\nmaxUnavailable: 5").maxSurge())
        .contains(IntOrPercent.ofText("5"));
    assertThat(canary("maxSurge: \"5\"\nmaxUnavailable: 5").maxUnavailable())
        .contains(IntOrPercent.of(5));
    assertThat(canary("maxSurge: 25%").maxSurge()).contains(IntOrPercent.ofPercent(25));
    assertThat(canary("maxSurge: abc").maxSurge()).contains(IntOrPercent.ofText("abc"));
  }

  private static CanaryStrategy canary(String lines) {
    return RolloutReader.read(ReadRollout.canary(lines))
        .value()
        .orElseThrow()
        .canary()
        .orElseThrow();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "- setWeight: 20, setWeight: 20",
        "- pause: {}, pause: {}",
        "- pause: {duration: 60}, pause: 60",
        "- pause: {duration: \"60\"}, pause: 60",
        "- pause: {duration: 0}, pause: 0",
        "- pause: {duration: 1e3}, pause: 1000",
        "- pause: {duration: 1.5h}, pause: 1.5h",
        "- pause: {duration: null}, pause: {}",
        "- setCanaryScale: {replicas: 3}, setCanaryScale: {replicas: 3}",
        "- setCanaryScale: {weight: 200}, setCanaryScale: {weight: 200}",
        "- setCanaryScale: {matchTrafficWeight: on}, setCanaryScale: {matchTrafficWeight: true}",
        "- setCanaryScale: {}, setCanaryScale: {}",
        "- analysis: {templates: [{templateName: rate}]}, analysis: [rate]",
        "- experiment: {templates: [{name: a}]}, experiment: [a]",
        "- setHeaderRoute: {name: geo}, setHeaderRoute: geo (remove)",
        "- setMirrorRoute: {name: shadow}, setMirrorRoute: shadow (remove)",
        "- plugin: {name: acme/wait}, plugin: acme/wait",
      })
  void readsEachKindOfStep(String yaml, String step) {
    assertThat(canary("steps:\n" + yaml).steps()).hasToString("[" + step + "]");
  }

  @Test
  void severalKindsKeepTheirOrder() {
    CanaryStep step =
        canary("steps:\n- setCanaryScale: {replicas: 3}\n  setWeight: 20").steps().get(0);
    assertThat(step).isInstanceOf(CanaryStep.Combined.class);
    assertThat(step).hasToString("setCanaryScale: {replicas: 3}, setWeight: 20");
  }

  @Test
  void readsRoutesOfSteps() {
    List<CanaryStep> steps =
        canary(
                """
                steps:
                - setHeaderRoute:
                    name: geo
                    match:
                    - headerName: region
                      headerValue: {regex: "eu-.*", exact: ""}
                - setMirrorRoute:
                    name: shadow
                    percentage: 35
                    match:
                    - method: {exact: GET}
                      path: {prefix: /api}
                      headers:
                        agent: {regex: Firefox}
                """)
            .steps();
    assertThat(steps)
        .containsExactly(
            new CanaryStep.SetHeaderRoute(
                "geo", List.of(new HeaderMatch("region", StringMatch.ofRegex("eu-.*")))),
            new CanaryStep.SetMirrorRoute(
                "shadow",
                List.of(
                    new MirrorMatch(
                        Optional.of(StringMatch.ofExact("GET")),
                        Optional.of(StringMatch.ofPrefix("/api")),
                        Map.of("agent", StringMatch.ofRegex("Firefox")))),
                OptionalInt.of(35)));
  }

  @Test
  void readsAnExperiment() {
    List<CanaryStep> steps =
        canary(
                """
                steps:
                - experiment:
                    duration: 5m
                    templates:
                    - name: baseline
                      specRef: stable
                      replicas: 2
                      weight: 5
                      service: {name: base}
                    - name: other
                      specRef: canary
                    analyses:
                    - name: compare
                      templateName: mann-whitney
                """)
            .steps();
    assertThat(steps)
        .containsExactly(
            new CanaryStep.Experiment(
                List.of(
                    new ExperimentTemplate(
                        "baseline",
                        "stable",
                        OptionalInt.of(2),
                        OptionalInt.of(5),
                        Optional.of("base")),
                    new ExperimentTemplate(
                        "other",
                        "canary",
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty())),
                Optional.of(PauseDuration.parse("5m")),
                List.of("compare"),
                OptionalInt.empty()));
  }

  @Test
  void readsABlueGreenRollout() {
    Checked<Rollout> read =
        RolloutReader.read(
            ReadRollout.spec(
                """
                strategy:
                  blueGreen:
                    activeService: shop
                    previewService: shop-preview
                    previewReplicaCount: 1
                    autoPromotionEnabled: false
                """));
    assertThat(read.findings()).isEmpty();
    BlueGreenStrategy strategy = read.value().orElseThrow().blueGreen().orElseThrow();
    assertThat(strategy.activeService()).contains("shop");
    assertThat(strategy.previewReplicaCount()).hasValue(1);
    assertThat(strategy.autoPromotionEnabled()).contains(false);
  }

  @Test
  void textFieldsKeepTheirText() {
    YamlDocument document =
        ReadRollout.spec(
            """
            selector: {matchLabels: {version: 012, on: on, at: 1:30, size: 6e12, name: "012"}}
            strategy: {canary: {}}
            """);
    assertThat(
            RolloutReader.read(document)
                .value()
                .orElseThrow()
                .selector()
                .orElseThrow()
                .matchLabels())
        .containsExactly(
            Map.entry("version", "012"),
            Map.entry("on", "on"),
            Map.entry("at", "1:30"),
            Map.entry("size", "6e12"),
            Map.entry("name", "012"));
    assertThat(RolloutReader.read(document).findings().stream().map(Finding::message))
        .containsExactly(
            "\"012\" should be a text, but kubectl reads it as the number 10, and the API server"
                + " refuses that",
            "\"on\" should be a text, but kubectl reads it as true, and the API server refuses that",
            "\"1:30\" is a text to kubectl, but some YAML parsers read it as a base-60 number",
            "\"6e12\" should be a text, but kubectl reads it as the number 6000000000000, and the API"
                + " server refuses that");
    assertThat(RolloutReader.read(document).findings().stream().map(Finding::isError))
        .containsExactly(true, true, false, true);
  }
}

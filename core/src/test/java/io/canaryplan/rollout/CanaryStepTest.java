// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Joiner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CanaryStepTest {
  static Stream<Arguments> steps() {
    return Stream.of(
        Arguments.of(new CanaryStep.SetWeight(5), "setWeight", "setWeight: 5"),
        Arguments.of(CanaryStep.Pause.untilResumed(), "pause", "pause: {}"),
        Arguments.of(CanaryStep.Pause.ofSeconds(0), "pause", "pause: 0"),
        Arguments.of(
            new CanaryStep.Pause(Optional.of(PauseDuration.parse("1m"))), "pause", "pause: 1m"),
        Arguments.of(
            CanaryStep.SetCanaryScale.ofReplicas(3),
            "setCanaryScale",
            "setCanaryScale: {replicas: 3}"),
        Arguments.of(
            CanaryStep.SetCanaryScale.ofWeight(200),
            "setCanaryScale",
            "setCanaryScale: {weight: 200}"),
        Arguments.of(
            CanaryStep.SetCanaryScale.matchingTraffic(),
            "setCanaryScale",
            "setCanaryScale: {matchTrafficWeight: true}"),
        Arguments.of(
            new CanaryStep.SetCanaryScale(OptionalInt.empty(), OptionalInt.empty(), false),
            "setCanaryScale",
            "setCanaryScale: {}"),
        Arguments.of(
            new CanaryStep.Experiment(
                List.of(
                    new ExperimentTemplate(
                        "baseline",
                        "stable",
                        OptionalInt.empty(),
                        OptionalInt.of(5),
                        Optional.empty())),
                Optional.empty(),
                List.of(),
                OptionalInt.empty()),
            "experiment",
            "experiment: [baseline]"),
        Arguments.of(
            new CanaryStep.Analysis(
                new AnalysisSpec(
                    List.of(new AnalysisSpec.TemplateRef("rate", false)),
                    List.of(),
                    OptionalInt.empty())),
            "analysis",
            "analysis: [rate]"),
        Arguments.of(
            new CanaryStep.SetHeaderRoute("geo", List.of()),
            "setHeaderRoute",
            "setHeaderRoute: geo (remove)"),
        Arguments.of(
            new CanaryStep.SetMirrorRoute("shadow", List.of(), OptionalInt.empty()),
            "setMirrorRoute",
            "setMirrorRoute: shadow (remove)"),
        Arguments.of(new CanaryStep.Plugin("acme/wait"), "plugin", "plugin: acme/wait"),
        Arguments.of(
            new CanaryStep.Combined(
                List.of(new CanaryStep.SetWeight(20), CanaryStep.SetCanaryScale.ofReplicas(3))),
            "setWeight+setCanaryScale",
            "setWeight: 20, setCanaryScale: {replicas: 3}"));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void writesItsShortYaml(CanaryStep step, String kinds, String text) {
    assertThat(step).hasToString(text);
    assertThat(Joiner.on('+').join(step.kinds())).isEqualTo(kinds);
  }

  @Test
  void everyKindIsInTheTable() {
    assertThat(steps().flatMap(row -> ((CanaryStep) row.get()[0]).kinds().stream()))
        .contains(StepKind.values());
  }

  @Test
  void aManagedRouteWithoutMatchRemoves() {
    CanaryStep.ManagedRoute gone = new CanaryStep.SetHeaderRoute("geo", List.of());
    CanaryStep.ManagedRoute made =
        new CanaryStep.SetMirrorRoute(
            "shadow",
            List.of(new MirrorMatch(Optional.empty(), Optional.empty(), Map.of())),
            OptionalInt.empty());
    assertThat(gone.removes()).isTrue();
    assertThat(gone.name()).isEqualTo("geo");
    assertThat(made.removes()).isFalse();
    assertThat(made.name()).isEqualTo("shadow");
  }

  @Test
  void findsItsParts() {
    CanaryStep.SetWeight weight = new CanaryStep.SetWeight(20);
    CanaryStep.SetCanaryScale scale = CanaryStep.SetCanaryScale.ofReplicas(3);
    CanaryStep both = new CanaryStep.Combined(List.of(weight, scale));
    assertThat(both.part(CanaryStep.SetCanaryScale.class)).containsSame(scale);
    assertThat(both.part(CanaryStep.Pause.class)).isEmpty();
    assertThat(weight.part(CanaryStep.SetWeight.class)).contains(new CanaryStep.SetWeight(20));
    assertThat(weight.parts()).containsExactly(weight);
  }

  @Test
  void refusesWhatCannotBe() {
    CanaryStep.SetWeight weight = new CanaryStep.SetWeight(20);
    assertThatThrownBy(() -> new CanaryStep.SetWeight(-1))
        .hasMessage("weight must not be negative but was -1");
    assertThatThrownBy(() -> CanaryStep.SetCanaryScale.ofReplicas(-1))
        .hasMessage("replicas must not be negative but was -1");
    assertThatThrownBy(() -> new CanaryStep.Combined(List.of(weight)))
        .hasMessage("a combined step needs two or more different kinds but was [setWeight: 20]");
    assertThatThrownBy(() -> new CanaryStep.Combined(List.of(weight, new CanaryStep.SetWeight(30))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.rollout.AnalysisSpec;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.Analysis;
import io.canaryplan.rollout.CanaryStep.Combined;
import io.canaryplan.rollout.CanaryStep.Experiment;
import io.canaryplan.rollout.CanaryStep.Pause;
import io.canaryplan.rollout.CanaryStep.Plugin;
import io.canaryplan.rollout.CanaryStep.SetCanaryScale;
import io.canaryplan.rollout.CanaryStep.SetHeaderRoute;
import io.canaryplan.rollout.CanaryStep.SetMirrorRoute;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import io.canaryplan.rollout.PauseDuration;
import io.canaryplan.rollout.StepKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StepDurationTest {
  private static final Analysis ANALYSIS =
      new Analysis(new AnalysisSpec(List.of(), List.of(), OptionalInt.empty()));

  @Test
  void pausesAndExperimentsLastAsLongAsTheySay() {
    assertThat(StepDuration.of(Pause.ofSeconds(60))).hasValue(60);
    assertThat(StepDuration.of(Pause.ofSeconds(0))).hasValue(0);
    assertThat(StepDuration.of(Pause.untilResumed())).isEmpty();
    assertThat(StepDuration.of(experiment(Optional.of(PauseDuration.parse("1h"))))).hasValue(3600);
    assertThat(StepDuration.of(experiment(Optional.empty()))).isEmpty();
  }

  @Test
  void nobodyKnowsHowLongAnalysesAndPluginsLast() {
    assertThat(StepDuration.of(ANALYSIS)).isEmpty();
    assertThat(StepDuration.of(new Plugin("example/step"))).isEmpty();
  }

  @Test
  void otherStepsGoOnByThemselves() {
    assertThat(StepDuration.of(new SetWeight(5))).hasValue(0);
    assertThat(StepDuration.of(SetCanaryScale.ofReplicas(5))).hasValue(0);
    assertThat(StepDuration.of(new SetHeaderRoute("geo", List.of()))).hasValue(0);
    assertThat(StepDuration.of(new SetMirrorRoute("shadow", List.of(), OptionalInt.empty())))
        .hasValue(0);
  }

  @Test
  void ofSeveralKindsOneDecides() {
    // canary.md 4.1: pause before setCanaryScale before setWeight before the rest
    assertThat(StepDuration.of(combined(new SetWeight(5), Pause.ofSeconds(9)))).hasValue(9);
    assertThat(StepDuration.of(combined(new Plugin("example/step"), new SetWeight(5)))).hasValue(0);
    assertThat(StepDuration.of(combined(ANALYSIS, SetCanaryScale.ofReplicas(5)))).hasValue(0);
    assertThat(StepDuration.of(combined(ANALYSIS, new SetHeaderRoute("geo", List.of()))))
        .isEqualTo(OptionalLong.empty());
  }

  @Test
  void everyKindHasItsPlaceInTheOrder() {
    assertThat(StepKind.values()).hasSize(8);
  }

  private static Combined combined(CanaryStep.Part... parts) {
    return new Combined(List.of(parts));
  }

  private static Experiment experiment(Optional<PauseDuration> duration) {
    return new Experiment(List.of(), duration, List.of(), OptionalInt.empty());
  }
}

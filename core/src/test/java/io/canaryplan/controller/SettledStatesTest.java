// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.rollout.CanaryStep.Combined;
import io.canaryplan.rollout.CanaryStep.Experiment;
import io.canaryplan.rollout.CanaryStep.Pause;
import io.canaryplan.rollout.CanaryStep.SetCanaryScale;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import io.canaryplan.rollout.ExperimentTemplate;
import io.canaryplan.rollout.PauseDuration;
import io.canaryplan.rollout.TrafficRouter;
import io.canaryplan.rollout.TrafficRouting;
import io.canaryplan.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Counts and weights of the states with a router; canary.md 3.1, 3.5, 3.6 and 4.2. */
class SettledStatesTest {
  private static final Plans ROUTED = Plans.basic(10).routed();
  private static final Plans DYNAMIC = ROUTED.with(builder -> builder.dynamicStableScale(true));

  @Test
  void aFirstStepWithoutWeightHasNoCanary() {
    assertThat(ROUTED.steps(Pause.untilResumed(), new SetWeight(10)).at(0))
        .hasToString("pause: {} 0/10 at 0/100");
    assertThat(Plans.basic(10).steps(Pause.untilResumed()).at(0))
        .hasToString("pause: {} 0/10 at 0/100");
  }

  @Test
  void weightZeroAndTheWholeBeforeTheEnd() {
    Plans plans = ROUTED.steps(new SetWeight(0), new SetWeight(100), Pause.untilResumed());
    assertThat(plans.at(0)).hasToString("setWeight: 0 0/10 at 0/100");
    assertThat(plans.at(2)).hasToString("pause: {} 10/10 at 100/0");
    Plans dynamic = DYNAMIC.steps(new SetWeight(100), Pause.untilResumed());
    assertThat(dynamic.at(1)).hasToString("pause: {} 10/0 at 100/0");
    Plans basic = Plans.basic(10).steps(new SetWeight(100), new SetWeight(0));
    assertThat(basic.at(0)).hasToString("setWeight: 100 10/0 at 100/0");
    assertThat(basic.at(1)).hasToString("setWeight: 0 0/10 at 0/100");
  }

  @Test
  void setCanaryScaleUnderDynamicStableScale() {
    // the example of 3.6: scale 3, weight 10, scale weight 50, weight 40, match
    Plans plans =
        DYNAMIC.steps(
            SetCanaryScale.ofReplicas(3),
            new SetWeight(10),
            SetCanaryScale.ofWeight(50),
            new SetWeight(40),
            SetCanaryScale.matchingTraffic());
    assertThat(plans.plan().states().subList(1, 6))
        .extracting(state -> state.replicas() + " at " + state.weights())
        .containsExactly(
            "3/10 at 0/100", "3/10 at 10/90", "5/9 at 10/90", "5/9 at 40/60", "4/6 at 40/60");
  }

  @Test
  void theLeastSizeUnderDynamicStableScale() {
    // the example of 3.6
    Plans plans =
        DYNAMIC
            .with(builder -> builder.minPodsPerReplicaSet(3))
            .steps(new SetWeight(10), new SetWeight(95));
    assertThat(plans.at(0)).hasToString("setWeight: 10 3/10 at 10/90");
    assertThat(plans.at(1)).hasToString("setWeight: 95 10/9 at 95/5");
  }

  @Test
  void theLeastSizeAboveReplicasDependsOnTheController() {
    Plans plans = ROUTED.replicas(2).with(b -> b.minPodsPerReplicaSet(5)).steps(new SetWeight(10));
    assertThat(plans.at(0).replicas()).hasToString("5/2");
    assertThat(plans.controller(ControllerVersion.MAIN).at(0).replicas()).hasToString("2/2");
  }

  @Test
  void aCanaryPinnedAtNothingGetsNoTraffic() {
    Plans plans = ROUTED.steps(SetCanaryScale.ofReplicas(0), new SetWeight(20));
    assertThat(plans.at(1)).hasToString("setWeight: 20 0/10 at 0/100");
    assertThat(plans.at(1).reasons())
        .containsExactly(
            "canary: pinned at 0 by setCanaryScale",
            "stable: stays at 10 while traffic is routed",
            "traffic: canary 0 instead of 20, since it has no pods");
  }

  @Test
  void aScaleWithoutNumbersFollowsTheTraffic() {
    SetCanaryScale empty = new SetCanaryScale(OptionalInt.empty(), OptionalInt.empty(), false);
    assertThat(ROUTED.steps(SetCanaryScale.ofReplicas(7), new SetWeight(20), empty).at(2))
        .hasToString("setCanaryScale: {} 2/10 at 20/80");
    SetCanaryScale both = new SetCanaryScale(OptionalInt.of(4), OptionalInt.of(90), true);
    assertThat(ROUTED.steps(new SetWeight(20), both).at(1).replicas()).hasToString("2/10");
  }

  @Test
  void severalKindsInOneStepActTogether() {
    Combined step = new Combined(List.of(new SetWeight(20), SetCanaryScale.ofReplicas(6)));
    assertThat(ROUTED.steps(step).at(0).replicas()).hasToString("6/10");
    assertThat(ROUTED.steps(step).at(0).weights()).hasToString("20/80");
  }

  @Test
  void setCanaryScaleDoesNothingWithoutTrafficRouting() {
    Plans plans = Plans.basic(10).steps(SetCanaryScale.ofReplicas(7), new SetWeight(20));
    assertThat(plans.at(1).replicas()).hasToString("2/8");
  }

  @Test
  void emptyTrafficRoutingRoutesNothingButUsesItsCounts() {
    Plans plans =
        Plans.basic(10)
            .routing(TrafficRouting.empty())
            .with(builder -> builder.dynamicStableScale(true))
            .steps(new SetWeight(15), SetCanaryScale.ofWeight(50));
    assertThat(plans.plan().routed()).isTrue();
    assertThat(plans.plan().hasRouter()).isFalse();
    assertThat(plans.at(0)).hasToString("setWeight: 15 2/9 at 15/85");
    assertThat(plans.at(0).routing().canaryWeight()).isEqualTo(0);
    // no weight is recorded that would hold stable at 85 %
    assertThat(plans.at(1).replicas()).hasToString("5/5");
    assertThat(plans.at(1).reasons())
        .containsExactly("canary: setCanaryScale: 50 % of 10 is 5", "stable: 50 % of 10 is 5");
  }

  @Test
  void experimentsTakeTheirTrafficFromStableWhileTheyAreTheStep() {
    Plans plans = ROUTED.steps(new SetWeight(20), experiment(10, 5), Pause.untilResumed());
    TrafficWeights weights = plans.at(1).weights();
    assertThat(weights).hasToString("20/65");
    assertThat(weights.total()).isEqualTo(100);
    assertThat(weights.additional())
        .containsExactly(
            new AdditionalWeight("app-canary-hash-2-1-a", "a-hash", 10),
            new AdditionalWeight("b-service", "b-hash", 5));
    assertThat(plans.at(1).routing().experiments()).isEqualTo(weights.additional());
    assertThat(plans.at(1).reasons()).contains("traffic: experiments take 15 from stable");
    assertThat(plans.at(2).weights()).hasToString("20/80");
    assertThat(plans.at(2).weights().additional()).isEmpty();
  }

  /** canary.md 4.1: without a duration, an analysis that is required for its completion ends it. */
  @Test
  void anExperimentThatNothingEndsIsAStandstill() {
    Experiment ends = experiment(10, 5);
    Experiment open =
        new Experiment(ends.templates(), Optional.empty(), List.of("judge"), OptionalInt.empty());
    PlannedState stands = ROUTED.steps(new SetWeight(20), open, new SetWeight(50)).at(1);
    assertThat(stands.reached()).isFalse();
    assertThat(stands.weights()).hasToString("20/65");
    assertThat(stands.standstill()).contains(new Standstill.ExperimentNeverEnds());
    assertThat(ROUTED.steps(open, new SetWeight(50)).at(1).reachable()).isFalse();

    Experiment judged =
        new Experiment(
            ends.templates(), Optional.empty(), List.of("judge"), OptionalInt.empty(), true);
    PlannedState waits = ROUTED.steps(new SetWeight(20), judged, new SetWeight(50)).at(1);
    assertThat(waits.standstill()).isEmpty();
    assertThat(waits.durationSeconds()).isEmpty();
    assertThat(ROUTED.steps(judged, new SetWeight(50)).at(1).reached()).isTrue();
  }

  @Test
  void experimentsMayLeaveStableNothing() {
    TrafficWeights weights = ROUTED.steps(new SetWeight(90), experiment(10, 5)).at(1).weights();
    assertThat(weights).hasToString("90/0");
    assertThat(weights.total()).isEqualTo(105);
  }

  @Test
  void experimentsLetStableShrinkUnderDynamicStableScale() {
    // stable carries 60 %, but the canary's 20 % alone leave it 80 % of the pods
    assertThat(DYNAMIC.steps(new SetWeight(20), experiment(10, 10)).at(1).replicas())
        .hasToString("2/8");
  }

  @Test
  void experimentsWithoutARouterHaveNoWeight() {
    TrafficWeights weights =
        Plans.basic(10).steps(new SetWeight(20), experiment(10, 5)).at(1).weights();
    assertThat(weights).isEqualTo(new TrafficWeights(20, 80, List.of()));
  }

  @Test
  void anotherMaximumWeight() {
    TrafficRouting nginxLike =
        TrafficRouting.of(new TrafficRouter.Plugin("example/router", YamlScalar.nullValue()))
            .withMaxTrafficWeight(1000);
    Plans plans = Plans.basic(10).routing(nginxLike).steps(new SetWeight(150));
    assertThat(plans.at(0)).hasToString("setWeight: 150 2/10 at 150/850");
    assertThat(plans.at(0).reasons().get(0))
        .isEqualTo("canary: 150/1000 of 10 is 1.5, rounded up to 2");
    assertThat(plans.plan().states().get(0).weights()).hasToString("0/1000");
  }

  private static Experiment experiment(int first, int second) {
    return new Experiment(
        List.of(
            new ExperimentTemplate(
                "a", "canary", OptionalInt.empty(), OptionalInt.of(first), Optional.empty()),
            new ExperimentTemplate(
                "b",
                "stable",
                OptionalInt.empty(),
                OptionalInt.of(second),
                Optional.of("b-service")),
            new ExperimentTemplate(
                "c", "stable", OptionalInt.empty(), OptionalInt.empty(), Optional.empty())),
        Optional.of(PauseDuration.ofSeconds(3600)),
        List.of(),
        OptionalInt.empty());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.PlannedState.Kind;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.ScaleLimits;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.Pause;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.PauseDuration;
import io.canaryplan.rollout.Rollout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CanaryControllerTest {
  private static final CanaryStep MINUTE = new Pause(Optional.of(PauseDuration.parse("1m")));

  // the example of the class comment
  private static final Plans EXAMPLE =
      Plans.basic(10).steps(new SetWeight(20), MINUTE, new SetWeight(50));

  @Test
  void theExampleWithoutARouter() {
    assertThat(EXAMPLE.plan().states())
        .extracting(PlannedState::toString)
        .containsExactly(
            "initial 0/10 at 0/100",
            "setWeight: 20 2/8 at 20/80",
            "pause: 1m 2/8 at 20/80",
            "setWeight: 50 5/5 at 50/50",
            "promoted 0/10 at 0/100");
  }

  @Test
  void theExampleWithARouter() {
    assertThat(EXAMPLE.routed().plan().states())
        .extracting(PlannedState::toString)
        .containsExactly(
            "initial 0/10 at 0/100",
            "setWeight: 20 2/10 at 20/80",
            "pause: 1m 2/10 at 20/80",
            "setWeight: 50 5/10 at 50/50",
            "promoted 0/10 at 0/100");
  }

  @Test
  void theExampleLastsAMinute() {
    assertThat(EXAMPLE.plan().states())
        .extracting(PlannedState::durationSeconds)
        .containsExactly(
            OptionalLong.of(0),
            OptionalLong.of(0),
            OptionalLong.of(60),
            OptionalLong.of(0),
            OptionalLong.of(0));
  }

  @Test
  void theExampleExplainsItsCounts() {
    assertThat(EXAMPLE.plan().states().get(1).reasons())
        .containsExactly("canary: 20 % of 10 is 2", "stable: 80 % of 10 is 8");
  }

  @Test
  void bothRoundings() {
    Plans plans = Plans.basic(10).steps(new SetWeight(41));
    CanaryPlan plan = plans.plan();
    PlannedState step = plan.states().get(1);
    assertThat(step.replicas()).hasToString("5/6");
    assertThat(plan.replicasUnder(Rounding.CLOSEST, step)).hasToString("4/6");
    assertThat(plan.replicasUnder(Rounding.CEILING, step)).hasToString("5/6");
    assertThat(plans.rounding(Rounding.CLOSEST).plan().states().get(1).replicas())
        .hasToString("4/6");
    assertThat(plan.replicasUnder(Rounding.CLOSEST, plan.states().get(0))).hasToString("0/10");
  }

  @Test
  void aRouterTakesNoNoticeOfTheRounding() {
    CanaryPlan plan = Plans.basic(10).routed().steps(new SetWeight(41)).plan();
    assertThat(plan.replicasUnder(Rounding.CLOSEST, plan.states().get(1))).hasToString("5/10");
  }

  @Test
  void withoutStepsThereIsOnlyTheBeginningAndTheEnd() {
    CanaryPlan plan = Plans.basic(3).plan();
    assertThat(plan.states())
        .extracting(PlannedState::kind)
        .containsExactly(Kind.INITIAL, Kind.PROMOTED);
  }

  @Test
  void theSettingsOverrideReplicas() {
    Rollout rollout = EXAMPLE.rollout();
    CanaryPlan plan = CanaryController.plan(rollout, PlanSettings.DEFAULT.withReplicas(3));
    assertThat(plan.replicas()).isEqualTo(3);
    assertThat(plan.states().get(1).replicas()).hasToString("1/3");
    assertThat(plan.limits()).isEqualTo(new ScaleLimits(1, 0));
  }

  @Test
  void absentReplicasAreOne() {
    CanaryStrategy strategy = CanaryStrategy.builder().steps(List.of(new SetWeight(20))).build();
    Rollout rollout = Rollout.builder("app", strategy).build();
    CanaryPlan plan = CanaryController.plan(rollout, PlanSettings.DEFAULT);
    assertThat(plan.replicas()).isEqualTo(1);
    assertThat(plan.states().get(1).replicas()).hasToString("1/1");
  }

  @Test
  void noReplicasNeedNoPods() {
    CanaryPlan plan = EXAMPLE.routed().replicas(0).plan();
    assertThat(plan.states())
        .extracting(PlannedState::replicas)
        .containsOnly(new ReplicaCounts(0, 0));
    assertThat(plan.states()).allMatch(state -> state.weights().canary() == 0);
  }

  @Test
  void replicasUpToTheLargestIntegerArePlanned() {
    CanaryPlan plan = EXAMPLE.replicas(Integer.MAX_VALUE).plan();
    // 20 % of 2147483647 is 429496729.4
    assertThat(plan.states().get(1).replicas()).hasToString("429496730/1717986918");
  }

  @Test
  void refusesAnotherStrategy() {
    BlueGreenStrategy blueGreen =
        new BlueGreenStrategy(
            Optional.of("active"),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Rollout rollout = Rollout.builder("shop", blueGreen).build();
    assertThatThrownBy(() -> CanaryController.plan(rollout, PlanSettings.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'shop' has no canary strategy to plan");
  }
}

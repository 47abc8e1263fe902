// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.canaryplan.controller.RandomRollouts.Drawn;
import io.canaryplan.plan.Act;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.CanaryMoment;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Course;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.PlannedState.Kind;
import io.canaryplan.plan.PodGroup;
import io.canaryplan.plan.PodPace;
import io.canaryplan.plan.RollingUpdatePlan;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.plan.UpdateMoment;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.CanaryStep.Pause;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import io.canaryplan.rollout.PauseDuration;
import io.canaryplan.rollout.Rollout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What follows when somebody does something: one after the other, at rest or in between. */
class WhatIfTest {
  private static final int ROLLOUTS = 1_500;

  private static CanaryPlan twoSteps() {
    return Plans.basic(10)
        .steps(new SetWeight(20), new Pause(Optional.empty()), new SetWeight(50))
        .plan();
  }

  private static BlueGreenPlan manual() {
    BlueGreenStrategy strategy =
        new BlueGreenStrategy(
            Optional.of("shop"),
            Optional.of("preview"),
            OptionalInt.empty(),
            Optional.of(false),
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
    return BlueGreenController.plan(
        Rollout.builder("shop", strategy).replicas(4).build(), PlanSettings.DEFAULT);
  }

  private static String pods(UpdateMoment moment) {
    return moment.pods().stream()
        .filter(group -> group.size() > 0)
        .map(group -> group.name() + " " + group.size())
        .collect(Collectors.joining(", "));
  }

  /** The courses of a plan, which the controller's own walks confirm, are those of its moments. */
  @Test
  void actsInAStateAreTheCoursesOfThePlan() {
    RandomRollouts rollouts = new RandomRollouts(77);
    for (int i = 0; i < ROLLOUTS; i++) {
      Drawn drawn = rollouts.next();
      CanaryPlan plan = CanaryController.plan(drawn.rollout(), drawn.settings());
      for (int at = 0; at < plan.states().size(); at++) {
        PlannedState state = plan.states().get(at);
        if (state.reachable() && state.kind() == Kind.STEP) {
          assertSame(drawn, plan.abortAt(state).course(), plan.at(at).abort());
          assertSame(drawn, plan.promoteFull(state), plan.at(at).promoteFull());
          assertSame(drawn, plan.promote(state), plan.at(at).promote());
          assertSame(drawn, plan.rollbackToStable(state), plan.at(at).rollback());
          assertSame(drawn, plan.newVersion(state, "v3-hash"), plan.at(at).newVersion());
          assertSame(drawn, plan.retry(state), plan.at(at).abort().then().retry());
        }
      }
    }
  }

  private static void assertSame(Drawn drawn, Course expected, UpdateCourse actual) {
    CanaryMoment end = (CanaryMoment) actual.end();
    boolean same =
        expected.passes().equals(actual.passes())
            && expected.routing().equals(end.routing())
            && expected.standstill().equals(actual.standstill())
            && expected.seconds() == actual.seconds().orElseThrow();
    if (!same) {
      assertThat(actual.passes()).as(drawn + " " + actual.act()).isEqualTo(expected.passes());
      assertThat(end.routing()).as(drawn + " " + actual.act()).isEqualTo(expected.routing());
      assertThat(actual.standstill()).as(drawn.toString()).isEqualTo(expected.standstill());
      assertThat(actual.seconds()).as(drawn.toString()).hasValue(expected.seconds());
    }
  }

  @Test
  void actsComposeInACanary() {
    // canary.md 5.2, 5.4: the steps begin again, the pause is promoted, and the rest follows
    UpdateCourse retried = twoSteps().at(3).abort().then().retry();
    UpdateCourse on = retried.then().promote().then().promote();

    assertThat(pods(retried.end())).isEqualTo("v1 8, v2 2");
    assertThat(pods(on.end())).isEqualTo("v1 5, v2 5");
    assertThat(pods(on.then().promoteFull().end())).isEqualTo("v2 10");
  }

  /**
   * A version is another one than all that are there: the stable one, too, while v0 is asked for.
   */
  @Test
  void aNewVersionIsNewAlsoAfterAReturnToTheVersionBefore() {
    UpdateMoment returning = twoSteps().at(0).during(Act.of(Act.Kind.ROLLBACK), 1);
    assertThat(returning.version()).isZero();

    UpdateMoment next = returning.newVersion().end();
    assertThat(next.version()).isEqualTo(2);
    assertThat(next.pods()).extracting(PodGroup::name).doesNotHaveDuplicates().contains("v1", "v2");
  }

  @Test
  void aPausedCanaryStandsStillUntilItIsResumed() {
    UpdateCourse paused = twoSteps().at(1).pause();

    assertThat(paused.passes()).isEmpty();
    assertThat(paused.standstill()).map(Standstill::reason).contains(Standstill.Reason.PAUSED);
    assertThat(paused.end().refusal(Act.of(Act.Kind.ABORT))).isPresent();
    assertThatIllegalArgumentException().isThrownBy(() -> paused.then().abort());
    assertThat(paused.then().resume().standstill()).isEmpty();
    assertThat(pods(paused.then().resume().end())).isEqualTo("v1 8, v2 2");
  }

  @Test
  void aCanaryIsScaledAtItsWeight() {
    // 20 % of 20 is 4, 80 % is 16
    UpdateCourse scaled = twoSteps().at(1).scale(20);

    assertThat(pods(scaled.end())).isEqualTo("v1 16, v2 4");
    assertThat(scaled.then().promoteFull().end().pods())
        .filteredOn(group -> group.size() > 0)
        .extracting(PodGroup::size)
        .containsExactly(20L);
    assertThat(pods(twoSteps().at(0).scale(3).end())).isEqualTo("v1 3");
  }

  @Test
  void actsCanComeBetweenPasses() {
    UpdateCourse abort = twoSteps().at(3).abort();
    UpdateMoment afterOne = abort.then(1);

    assertThat(afterOne.pods().stream().mapToLong(PodGroup::size).sum())
        .isEqualTo(abort.passes().get(0).total());
    assertThat(pods(abort.then(1_000))).isEqualTo("v1 10");
    assertThatIllegalArgumentException().isThrownBy(() -> abort.then(-1));
  }

  @Test
  void whatCannotBeDoneChangesNothing() {
    UpdateMoment initial = twoSteps().at(0);

    assertThat(initial.abort().passes()).isEmpty();
    assertThat(initial.promote().passes()).isEmpty();
    assertThat(initial.promoteFull().passes()).isEmpty();
    assertThat(initial.retry().passes()).isEmpty();
    assertThat(twoSteps().at(4).abort().passes()).isEmpty();
  }

  @Test
  void aPromotedCanaryIsRolledBackByItsSteps() {
    UpdateCourse back = twoSteps().at(4).rollback();

    assertThat(back.end().version()).isEqualTo(1);
    assertThat(pods(back.end())).isEqualTo("v2 8, v1 2");
    assertThat(back.then().trafficShare()).hasToString("2/10");
  }

  @Test
  void aTimedPauseEndsWhenItIsResumed() {
    CanaryPlan plan =
        Plans.basic(10)
            .steps(
                new SetWeight(20),
                new Pause(Optional.of(PauseDuration.ofSeconds(60))),
                new SetWeight(50))
            .plan();

    assertThat(plan.at(2).resume().passes()).isEqualTo(plan.promote(plan.step(1)).passes());
    assertThat(pods(plan.at(2).resume().end())).isEqualTo("v1 5, v2 5");
    assertThat(pods(plan.at(2).resume().then().promote().end())).isEqualTo("v2 10");
  }

  @Test
  void actsComposeInABlueGreenUpdate() {
    // bluegreen.md 8: within the delay a retry passes the pause in 1.9
    UpdateCourse abort = manual().at(2).abort();
    UpdateCourse soon = abort.then(1).retry();
    UpdateCourse late = abort.then().retry();

    assertThat(pods(soon.end())).isEqualTo("v2 4");
    assertThat(soon.seconds()).hasValue(30);
    assertThat(late.standstill()).map(Standstill::reason).contains(Standstill.Reason.PAUSED);
    assertThat(pods(late.then().promote().end())).isEqualTo("v2 4");
  }

  @Test
  void aBlueGreenUpdateGoesBackAndOn() {
    UpdateMoment promoted = manual().at(4);

    assertThat(promoted.rollback().end().version()).isEqualTo(1);
    assertThat(promoted.newVersion().end().version()).isEqualTo(3);
    assertThat(manual().at(2).rollback().end().version()).isEqualTo(1);
    assertThat(pods(promoted.scale(6).end())).isEqualTo("v2 6");
    assertThat(promoted.pause().then().newVersion().then().resume().standstill())
        .map(Standstill::reason)
        .contains(Standstill.Reason.PAUSED);
    assertThat(manual().at(2).newVersion().peakPods()).isEqualTo(12);
  }

  @Test
  void aDeploymentIsRolledBackScaledAndPaused() {
    RollingUpdatePlan plan =
        DeploymentController.plan(DeploymentSpec.rollingUpdate(10), PodPace.AT_ONCE);
    UpdateMoment start = plan.at(0);

    assertThat(pods(start.newVersion().end())).isEqualTo("v2 10");
    assertThat(start.newVersion().passes()).hasSize((int) plan.course().passes());
    assertThat(start.newVersion().then(2).rollback().passes())
        .hasSize((int) plan.rollback(2).passes());
    assertThat(pods(start.newVersion().then(1).scale(4).end())).isEqualTo("v2 4");
    assertThat(start.pause().then().newVersion().standstill())
        .map(Standstill::reason)
        .contains(Standstill.Reason.PAUSED);
    assertThat(pods(start.pause().then().newVersion().then().resume().end())).isEqualTo("v2 10");
    assertThat(start.refusal(Act.of(Act.Kind.ABORT)))
        .hasValueSatisfying(why -> assertThat(why).contains("roll it back"));
    assertThatIllegalArgumentException().isThrownBy(start::promote);
  }

  @Test
  void actsReadAsTheyAreWritten() {
    for (Act.Kind kind : Act.Kind.values()) {
      Act act = kind == Act.Kind.SCALE ? Act.scale(7) : Act.of(kind);
      assertThat(Act.parse(act.toString())).contains(act);
    }
    assertThat(List.of("scale", "scale=", "scale=-1", "scale=2147483648", "scale=99999999999", "x"))
        .allSatisfy(text -> assertThat(Act.parse(text)).isEmpty());
    assertThat(Act.parse("scale=2147483647")).contains(Act.scale(2147483647));
  }
}

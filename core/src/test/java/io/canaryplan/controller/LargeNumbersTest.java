// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.controller.RandomRollouts.Drawn;
import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.plan.Act;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.BlueGreenView;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.PodGroup;
import io.canaryplan.plan.PodPace;
import io.canaryplan.plan.RollingUpdatePlan;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.plan.UpdateMoment;
import io.canaryplan.plan.UpdatePass;
import io.canaryplan.plan.UpdateState;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.CanaryStep.Pause;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import io.canaryplan.rollout.Rollout;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Plans of as many pods as a field can ask for: every total is the sum of its parts, counted
 * without any limit, and none is below 0 or cut at 2³¹−1.
 */
class LargeNumbersTest {
  private static final int MOST = Integer.MAX_VALUE;
  private static final int[] REPLICAS = {
    MOST,
    MOST - 1,
    MOST - 2,
    MOST / 2,
    MOST / 2 + 1,
    MOST / 100,
    MOST / 100 + 1,
    46_341,
    100_000_007
  };
  private static final int TRIES = 200;

  private static BigInteger sum(List<PodGroup> groups) {
    return groups.stream()
        .map(group -> BigInteger.valueOf(group.size()))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static void assertSums(Object what, UpdatePass pass) {
    if (!sum(pass.pods()).equals(BigInteger.valueOf(pass.total()))
        || pass.available() < 0
        || pass.available() > pass.total()
        || pass.pods().stream().anyMatch(group -> group.size() < 0)) {
      assertThat(BigInteger.valueOf(pass.total()))
          .as(what + " " + pass)
          .isEqualTo(sum(pass.pods()));
      assertThat(pass.available()).as(what + " " + pass).isBetween(0L, pass.total());
    }
  }

  private static void assertSums(Object what, UpdateCourse course) {
    course.passes().forEach(pass -> assertSums(what, pass));
    BigInteger end = sum(course.end().pods());
    assertThat(course.end().availablePods()).isNotNegative();
    if (!course.passes().isEmpty() && !course.end().pods().isEmpty()) {
      UpdatePass last = course.passes().get(course.passes().size() - 1);
      assertThat(BigInteger.valueOf(last.total())).as(what + " " + course.act()).isEqualTo(end);
    }
    assertThat(course.peakPods()).isGreaterThanOrEqualTo(end.longValueExact());
    assertThat(course.seconds().orElse(0)).isNotNegative();
  }

  private static void assertActs(Object what, UpdateMoment moment) {
    for (Act.Kind kind : Act.Kind.values()) {
      Act act = kind == Act.Kind.SCALE ? Act.scale(MOST - 1) : Act.of(kind);
      if (moment.refusal(act).isEmpty()) {
        assertSums(what, moment.act(act));
      }
    }
    // version after version while the ones before still have pods
    UpdateMoment chain = moment;
    for (int i = 0; i < 3 && chain.refusal(Act.of(Act.Kind.NEW_VERSION)).isEmpty(); i++) {
      UpdateCourse course = chain.newVersion();
      assertSums(what, course);
      chain = course.then(2);
    }
  }

  /** canary.md 2 and 3: sizes fit into 32 bits, sums of them do not. */
  @Test
  void sumsOfACanaryAreWhole() {
    RandomRollouts rollouts = new RandomRollouts(2_147);
    Random random = new Random(31);
    for (int i = 0; i < TRIES; i++) {
      Drawn drawn = rollouts.next();
      PlanSettings settings =
          drawn.settings().withReplicas(REPLICAS[random.nextInt(REPLICAS.length)]);
      CanaryPlan plan = CanaryController.plan(drawn.rollout(), settings);
      String what = drawn.rollout() + " " + settings;
      long peak = 0;
      for (PlannedState state : plan.states()) {
        for (Pass pass : state.passes()) {
          assertSums(what, pass);
          peak = Math.max(peak, pass.total());
        }
      }
      peak = Math.max(peak, plan.states().get(0).newPods() + plan.states().get(0).oldPods());
      assertThat(plan.peakPods()).as(what).isEqualTo(peak);
      int at = random.nextInt(plan.states().size());
      if (plan.states().get(at).reachable()) {
        assertActs(what, plan.at(at));
      }
    }
  }

  /** canary.md 3.8: with scaleDownDelaySeconds each former version stays, here two of them. */
  @Test
  void olderVersionsOfACanaryAreMoreThanOneNumberHolds() {
    CanaryPlan plan =
        Plans.basic(MOST)
            .routed()
            .with(builder -> builder.scaleDownDelaySeconds(300))
            .steps(new SetWeight(100), new Pause(Optional.empty()))
            .plan();
    UpdateMoment waiting = plan.at(3).newVersion().then().promoteFull().then(3);
    // the version that was promoted last is made way for in the same way
    UpdateCourse again = waiting.newVersion().then().promoteFull();
    long older =
        again.passes().stream()
            .mapToLong(pass -> ((Pass) pass).olderReplicaSets())
            .reduce(0, Math::max);

    assertThat(older).isEqualTo(2L * MOST);
    assertThat(again.peakPods()).isEqualTo(3L * MOST);
    assertSums(plan, again);
  }

  /** bluegreen.md 4.5: three versions of r pods each are 3r. */
  @Test
  void sumsOfABlueGreenUpdateAreWhole() {
    Random random = new Random(32);
    for (int i = 0; i < TRIES; i++) {
      int replicas = REPLICAS[random.nextInt(REPLICAS.length)];
      BlueGreenStrategy strategy =
          new BlueGreenStrategy(
              Optional.of("a"),
              Optional.of("b"),
              random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(MOST),
              Optional.of(random.nextBoolean()),
              random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(MOST),
              random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(MOST),
              OptionalInt.empty(),
              random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(MOST),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      BlueGreenPlan plan =
          BlueGreenController.plan(
              Rollout.builder("shop", strategy).replicas(replicas).build(), PlanSettings.DEFAULT);
      for (UpdateState state : plan.states()) {
        state.passes().forEach(pass -> assertSums(plan, pass));
      }
      assertThat(plan.peakPods()).isGreaterThanOrEqualTo(2L * replicas);
      assertActs(plan, plan.at(random.nextInt(plan.states().size())));
    }
    BlueGreenView third = (BlueGreenView) threeVersions().passes().get(1);
    assertThat(third.total()).isEqualTo(3L * MOST);
  }

  private static UpdateCourse threeVersions() {
    BlueGreenStrategy strategy =
        new BlueGreenStrategy(
            Optional.of("a"),
            Optional.empty(),
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
    BlueGreenPlan plan =
        BlueGreenController.plan(
            Rollout.builder("shop", strategy).replicas(MOST).build(), PlanSettings.DEFAULT);
    return plan.at(2).newVersion();
  }

  /**
   * rolling.md 5.5: what does not fit into the controller's 32 bits is refused, all else planned.
   */
  @Test
  void sumsOfADeploymentAreWhole() {
    Random random = new Random(33);
    for (int i = 0; i < TRIES; i++) {
      int replicas = REPLICAS[random.nextInt(REPLICAS.length)];
      int surge = random.nextInt(4) == 0 ? MOST - replicas : random.nextInt(101);
      boolean fits = (long) replicas + surge <= MOST;
      DeploymentSpec spec =
          DeploymentSpec.rollingUpdate(replicas)
              .withLimits(
                  Optional.of(IntOrPercent.of(fits ? surge : 0)),
                  Optional.of(IntOrPercent.of(1 + random.nextInt(MOST))));
      RollingUpdatePlan plan = DeploymentController.plan(spec, PodPace.AT_ONCE);
      plan.states().get(1).passes().forEach(pass -> assertSums(spec, pass));
      assertThat(plan.peakPods()).isLessThanOrEqualTo((long) replicas + (fits ? surge : 0));
      assertThat(plan.mostWithTerminating()).isEqualTo(2L * replicas);
      UpdateMoment moment = plan.at(1);
      for (Act.Kind kind : List.of(Act.Kind.ROLLBACK, Act.Kind.NEW_VERSION, Act.Kind.PAUSE)) {
        assertSums(spec, moment.act(Act.of(kind)));
      }
      assertThat(moment.refusal(Act.scale(MOST)).isPresent())
          .isEqualTo(spec.withReplicas(MOST).limits().surge() > 0);
    }
  }
}

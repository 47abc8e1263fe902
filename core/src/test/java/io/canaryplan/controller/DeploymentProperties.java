// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.plan.DeploymentSpec;
import io.canaryplan.plan.DeploymentSpec.Strategy;
import io.canaryplan.plan.PodPace;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.RollingCourse;
import io.canaryplan.plan.RollingEnvelope;
import io.canaryplan.plan.RollingPass;
import io.canaryplan.plan.RollingUpdatePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DeploymentProperties {
  private static final int AT_ONCE = 1_000_000;

  @Property(tries = 3000)
  void editsAreFollowedAsTheSlowModelFollowsThem(
      @ForAll @IntRange(max = 40) int replicas,
      @ForAll @IntRange(max = 15) int surge,
      @ForAll @IntRange(max = 15) int unavailable,
      @ForAll @IntRange(min = -1, max = 4) int ready,
      @ForAll boolean recreate,
      @ForAll List<@IntRange(max = 999_999) Integer> edits) {
    DeploymentSpec spec = spec(replicas, surge, unavailable, recreate);
    PodPace pace = PodPace.of(ready < 0 ? Readiness.AT_ONCE : Readiness.perPass(ready));
    DeploymentState state = DeploymentState.settled(spec, pace);
    SlowDeployment slow = new SlowDeployment(replicas, recreate ? 0 : spec.limits().surge(), 0);
    slow.unavailable = spec.limits().unavailable();
    slow.recreate = recreate;
    for (int i = 0; i < 60; i++) {
      if (i < edits.size() * 3 && i % 3 == 0) {
        int edit = edits.get(i / 3);
        if (edit % 6 == 5) {
          state = state.outOfTime();
          slow.timeOut();
        } else {
          state = edited(state, edit);
        }
        slow.wanted = state.version();
        slow.replicas = state.replicas();
        slow.paused = state.spec().paused();
      } else if (i == 1) {
        state = state.asked(state.spec(), 1);
        slow.wanted = 1;
      }
      DeploymentRound round = DeploymentRound.of(state);
      String expected = slow.tick();
      assertThat(round.isPass() ? sizes(round.after()) : "").isEqualTo(expected);
      state = round.after().moved(pace, state);
      slow.move(ready < 0 ? AT_ONCE : ready);
    }
  }

  private static DeploymentState edited(DeploymentState state, int edit) {
    DeploymentSpec spec = state.spec();
    int value = edit / 10;
    return switch (edit % 6) {
      case 0 -> state.asked(spec.withReplicas(value % 50), state.version());
      case 1 -> state.asked(spec, value % 4);
      case 2 -> state.asked(spec.withReplicas(value % 50), value % 7 % 4);
      case 3 -> state.asked(spec.withPaused(true), state.version());
      default -> state.asked(spec.withPaused(false), state.version());
    };
  }

  @Property(tries = 1000)
  void stretchesHoldThePassesThatRoundsMakeOneByOne(
      @ForAll @IntRange(max = 400) int replicas,
      @ForAll @IntRange(max = 12) int surge,
      @ForAll @IntRange(max = 12) int unavailable,
      @ForAll @IntRange(min = -1, max = 9) int ready,
      @ForAll @IntRange(max = 20) int broken,
      @ForAll @IntRange(max = 120) int before) {
    DeploymentSpec spec = spec(replicas, surge, unavailable, false);
    Readiness readiness = ready < 0 ? Readiness.AT_ONCE : Readiness.perPass(ready);
    PodPace pace = new PodPace(readiness, broken, 0);
    RollingUpdatePlan plan = DeploymentController.plan(spec, pace);
    RollingCourse third = plan.newVersion(before);

    assertThat(passes(plan.course())).isEqualTo(oneByOne(plan.course()));
    assertThat(passes(third)).isEqualTo(oneByOne(third));
  }

  private static List<String> passes(RollingCourse course) {
    List<String> passes = new ArrayList<>();
    for (long i = 0; i < course.passes(); i++) {
      passes.add(course.pass(i).toString());
    }
    return passes;
  }

  private static List<String> oneByOne(RollingCourse course) {
    DeploymentMoment start = (DeploymentMoment) course.start();
    DeploymentState state = start.state();
    List<String> passes = new ArrayList<>();
    for (boolean rests = false; !rests; ) {
      DeploymentRound round = DeploymentRound.of(state);
      DeploymentState next = round.after().moved(start.pace(), state);
      if (round.isPass()) {
        passes.add(
            next.sets().stream()
                .map(set -> set.version() + ":" + set.size() + "/" + set.available())
                .collect(Collectors.joining(" ")));
      }
      rests = !round.isPass() && next.equals(state);
      state = next;
    }
    return passes;
  }

  /**
   * A controller is faster than pods: at once there are maxSurge new pods, and as many more as
   * maxUnavailable lets old ones go; each time that these are available as many follow (rolling.md
   * 7.1). The way back is the same.
   */
  @Property(tries = 1000)
  void eachWaitBringsAsManyPodsAsBothLimitsAllow(
      @ForAll @IntRange(max = 300) int replicas,
      @ForAll @IntRange(max = 12) int surge,
      @ForAll @IntRange(max = 12) int unavailable) {
    DeploymentSpec spec = spec(replicas, surge, unavailable, false).withSeconds(7, 600);
    RollingUpdatePlan plan = DeploymentController.plan(spec, PodPace.of(Readiness.AT_ONCE));
    int atOnce = Math.max(1, surge + unavailable); // both 0 mean maxUnavailable 1 (rolling.md 1.3)
    int waits = (replicas + atOnce - 1) / atOnce;

    assertThat(plan.seconds()).hasValue(7L * waits);
    assertThat(plan.course().end().asked(spec, 0).course().seconds()).hasValue(7L * waits);
  }

  @Property(tries = 1000)
  void anUpdateStaysWithinItsLimitsAndEndsCompleteOrSaysWhy(
      @ForAll @IntRange(max = 3000) int replicas,
      @ForAll @IntRange(max = 50) int surge,
      @ForAll @IntRange(max = 50) int unavailable,
      @ForAll @IntRange(min = -1, max = 9) int ready,
      @ForAll @IntRange(max = 20) int broken) {
    DeploymentSpec spec = spec(replicas, surge, unavailable, false);
    Readiness readiness = ready < 0 ? Readiness.AT_ONCE : Readiness.perPass(ready);
    RollingUpdatePlan plan = DeploymentController.plan(spec, new PodPace(readiness, broken, 0));
    RollingEnvelope envelope = plan.envelope();
    long availableBefore = Math.max(0, replicas - broken);

    assertThat(envelope.peak().pods()).isLessThanOrEqualTo(envelope.mostPods());
    assertThat(envelope.lowestAvailable().pods())
        .isGreaterThanOrEqualTo(Math.min(envelope.leastAvailable(), availableBefore));
    if (ready == 0 && replicas > 0) {
      // the old pods that maxUnavailable lets go are gone, and nothing came in their place
      long old = (long) replicas - plan.limits().unavailableOf(replicas);
      long newPods = Math.min(replicas, plan.limits().surge() + replicas - old);
      RollingPass last = plan.course().pass(plan.course().passes() - 1);
      assertThat(last.oldPods()).isEqualTo(old);
      assertThat(last.newPods()).isEqualTo(newPods);
      assertThat(plan.standstill()).isPresent();
    } else {
      assertThat(plan.standstill()).isEmpty();
      assertThat(plan.course().end().sets())
          .extracting(RollingPass.VersionSize::size)
          .containsExactly(0, replicas);
    }
  }

  private static String sizes(DeploymentState state) {
    return state.sets().stream()
        .map(set -> set.version() + ":" + set.size() + " ")
        .collect(Collectors.joining());
  }

  private static DeploymentSpec spec(int replicas, int surge, int unavailable, boolean recreate) {
    return DeploymentSpec.rollingUpdate(replicas)
        .withLimits(Optional.of(IntOrPercent.of(surge)), Optional.of(IntOrPercent.of(unavailable)))
        .withStrategy(recreate ? Strategy.RECREATE : Strategy.ROLLING_UPDATE);
  }
}

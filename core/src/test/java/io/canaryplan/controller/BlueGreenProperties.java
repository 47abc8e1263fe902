// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.BlueGreenStage;
import io.canaryplan.plan.BlueGreenStage.Kind;
import io.canaryplan.plan.BlueGreenView;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.UpdateCourse;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.Rollout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the study says of every blue-green update, with numbers worked out here by its words. */
class BlueGreenProperties {
  /**
   * An update as a person would write it down.
   *
   * @param preview previewReplicaCount, if it is given
   * @param seconds autoPromotionSeconds; below 0 stands for autoPromotionEnabled: false
   * @param delay scaleDownDelaySeconds, 1 or more
   */
  record Given(
      int replicas,
      Optional<Integer> preview,
      int seconds,
      int delay,
      Readiness readiness,
      ControllerVersion controller) {
    BlueGreenPlan plan() {
      BlueGreenStrategy strategy =
          new BlueGreenStrategy(
              Optional.of("shop"),
              Optional.of("preview"),
              preview.map(OptionalInt::of).orElse(OptionalInt.empty()),
              Optional.of(seconds >= 0),
              seconds > 0 ? OptionalInt.of(seconds) : OptionalInt.empty(),
              OptionalInt.of(delay),
              OptionalInt.empty(),
              OptionalInt.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      return BlueGreenController.plan(
          Rollout.builder("shop", strategy).replicas(replicas).build(),
          PlanSettings.DEFAULT.withReadiness(readiness).withController(controller));
    }

    boolean pauses() {
      return seconds != 0;
    }

    boolean breaks() {
      return readiness.isNever() && (replicas > 0 || preview.orElse(0) > 0);
    }
  }

  @Provide
  Arbitrary<Given> updates() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 12),
            Arbitraries.integers().between(0, 15).optional(),
            Arbitraries.integers().between(-1, 90),
            Arbitraries.integers().between(1, 60),
            Arbitraries.of(
                Readiness.AT_ONCE, Readiness.perPass(1), Readiness.perPass(3), Readiness.NEVER),
            Arbitraries.of(ControllerVersion.V1_9, ControllerVersion.MAIN))
        .as(Given::new);
  }

  private static Stream<BlueGreenView> passes(BlueGreenPlan plan) {
    return plan.states().stream().flatMap(stage -> stage.passes().stream());
  }

  /** 4.2: stable is never cut while it is stable; 4.5: the new version gets r, or p before. */
  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void noVersionHasMorePodsThanItsNumber(@ForAll("updates") Given given) {
    BlueGreenPlan plan = given.plan();
    int most = Math.max(given.replicas(), given.preview().orElse(0));

    assertThat(passes(plan))
        .allSatisfy(
            pass -> {
              assertThat(pass.size(BlueGreenPlan.BEFORE)).isLessThanOrEqualTo(given.replicas());
              assertThat(pass.size(BlueGreenPlan.UPDATE)).isLessThanOrEqualTo(most);
              if (pass.active() == BlueGreenPlan.BEFORE) {
                assertThat(pass.size(BlueGreenPlan.BEFORE)).isEqualTo(given.replicas());
              }
            });
    assertThat(plan.peakPods()).isLessThanOrEqualTo(given.replicas() + (long) most);
  }

  /** 5.3: the active Service never selects a version without all its pods available. */
  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void usersAlwaysReachAllPods(@ForAll("updates") Given given) {
    assertThat(passes(given.plan()))
        .allSatisfy(
            pass ->
                assertThat(pass.sets())
                    .filteredOn(set -> set.version() == pass.active())
                    .allSatisfy(
                        set ->
                            assertThat(Math.min(set.size(), set.available()))
                                .isEqualTo(given.replicas())));
    assertThat(given.plan().lowestAvailablePods()).isEqualTo(given.replicas());
  }

  /** 1.1, 5.2: pause and delay are all the time there is; it is open when a person promotes. */
  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void itTakesThePauseAndTheDelay(@ForAll("updates") Given given) {
    BlueGreenPlan plan = given.plan();
    // a preview without pods is ready at once, and so is a Rollout without any
    boolean previewIsUp = !given.breaks() || given.preview().equals(Optional.of(0));

    assertThat(plan.standstill().isPresent()).isEqualTo(given.breaks());
    assertThat(kinds(plan).contains(Kind.PAUSED)).isEqualTo(given.pauses() && previewIsUp);
    if (!given.breaks() && given.seconds() >= 0) {
      long old = given.replicas() > 0 ? given.delay() : 0;
      assertThat(plan.seconds()).hasValue(given.seconds() + old);
    } else {
      assertThat(plan.seconds()).isEmpty();
    }
  }

  private static List<Kind> kinds(BlueGreenPlan plan) {
    return plan.states().stream().map(BlueGreenStage::kind).toList();
  }

  /** 2: the Service moves in one pass; before it no user is on the new version, after it all. */
  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void trafficIsSwitchedOnceAndWhole(@ForAll("updates") Given given) {
    List<Integer> active = passes(given.plan()).map(BlueGreenView::active).distinct().toList();

    assertThat(active)
        .isEqualTo(
            given.breaks()
                ? List.of(BlueGreenPlan.BEFORE)
                : List.of(BlueGreenPlan.BEFORE, BlueGreenPlan.UPDATE));
  }

  /** 4.2, 5.3: an abort before the switch leaves users where they are and removes the preview. */
  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void anAbortBeforeTheSwitchIsSeenByNobody(@ForAll("updates") Given given) {
    BlueGreenPlan plan = given.plan();
    UpdateCourse abort = plan.at(1).abort();

    assertThat(abort.passes())
        .allSatisfy(pass -> assertThat(plan.trafficShare(pass).part()).isZero());
    assertThat(abort.end().pods())
        .extracting(group -> group.name() + " " + group.size())
        .contains("v1 " + given.replicas(), "v2 0");
  }

  /** Planning is a function: it gives equal values for equal arguments. */
  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void planningTwiceGivesEqualPlans(@ForAll("updates") Given given) {
    assertThat(given.plan()).isEqualTo(given.plan());
  }
}

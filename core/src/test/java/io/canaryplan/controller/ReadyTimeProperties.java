// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.canaryplan.comparison.ReadyTime;
import io.canaryplan.comparison.TimeToFull;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.Readiness;
import io.canaryplan.rollout.BlueGreenStrategy;
import io.canaryplan.rollout.Rollout;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The waits for minReadySeconds are those of passes whose pods are available so much later. */
class ReadyTimeProperties {
  private static final int READY = 7;

  @Property(tries = 500)
  void aBlueGreenUpdateIsSwitchedSoMuchLater(
      @ForAll @IntRange(max = 6) int replicas,
      @ForAll @IntRange(min = -1, max = 8) int preview,
      @ForAll @IntRange(max = 40) int seconds) {
    Rollout rollout = rollout(replicas, preview, seconds);
    BlueGreenPlan plan = BlueGreenController.plan(rollout, PlanSettings.DEFAULT);

    assertThat(TimeToFull.of(plan).seconds()).hasValue(switchedAt(rollout));
  }

  /** Portions overlap in a way that nobody counts. */
  @Property(tries = 50)
  void portionsAreNotCounted(@ForAll @IntRange(max = 6) int replicas) {
    BlueGreenPlan plan =
        BlueGreenController.plan(
            rollout(replicas, -1, 0), PlanSettings.DEFAULT.withReadiness(Readiness.perPass(1)));

    assertThat(ReadyTime.of(plan).seconds()).isEmpty();
    assertThat(ReadyTime.of(plan).minReadySeconds()).isEqualTo(READY);
    assertThat(TimeToFull.of(plan).seconds()).isEmpty();
  }

  private static Rollout rollout(int replicas, int preview, int seconds) {
    BlueGreenStrategy strategy =
        new BlueGreenStrategy(
            Optional.of("shop"),
            Optional.empty(),
            preview < 0 ? OptionalInt.empty() : OptionalInt.of(preview),
            Optional.empty(),
            OptionalInt.of(seconds),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return Rollout.builder("shop", strategy).replicas(replicas).minReadySeconds(READY).build();
  }

  // every pass of the controller, with pods of the new version that take so long
  private static long switchedAt(Rollout rollout) {
    int replicas = rollout.replicas().orElseThrow();
    ResolvedBlueGreen rules =
        new ResolvedBlueGreen(
            rollout,
            rollout.blueGreen().orElseThrow(),
            ControllerVersion.V1_9,
            ImmutableList.of(0L, 0L, (long) READY),
            Integer.MAX_VALUE,
            ImmutableList.of(),
            ImmutableList.of());
    BlueGreenWalk deploy =
        new BlueGreenWalk(rules, BlueGreenState.created(BlueGreenPlan.BEFORE, replicas, false), 0);
    deploy.toRest(Integer.MAX_VALUE);
    BlueGreenState rest = deploy.state();
    long origin = rest.now() + 1;
    BlueGreenWalk update =
        new BlueGreenWalk(
            rules, rest.later(origin).edited(BlueGreenPlan.UPDATE, replicas, false), origin);
    while (update.state().active() != BlueGreenPlan.UPDATE) {
      if (!update.pass()) {
        assertThat(update.waits()).as("something comes by itself").isTrue();
      }
    }
    return update.state().now() - origin;
  }
}

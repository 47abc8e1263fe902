// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Goal;
import io.canaryplan.plan.Phase;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.PlannedState.Kind;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.RoutingState;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import io.canaryplan.rollout.ReplicaProgressThreshold;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the small values of a plan refuse, and how they print. */
class PlanValuesTest {
  private static final ReplicaCounts COUNTS = new ReplicaCounts(1, 2);
  private static final TrafficWeights WEIGHTS = TrafficWeights.of(0, List.of(), 100);
  private static final RoutingState ROUTING = RoutingState.single("hash", Phase.STEADY);

  @Test
  void replicaCounts() {
    assertThat(new ReplicaCounts(Integer.MAX_VALUE, 1).total()).isEqualTo(2_147_483_648L);
    assertRefused(() -> new ReplicaCounts(-1, 0), "counts must not be negative but were -1/0");
    assertRefused(() -> new ReplicaCounts(0, -1), "counts must not be negative but were 0/-1");
  }

  @Test
  void weights() {
    assertRefused(
        () -> new TrafficWeights(-1, 0, List.of()), "weights must not be negative but were -1/0");
    assertRefused(
        () -> new TrafficWeights(0, -1, List.of()), "weights must not be negative but were 0/-1");
    assertRefused(
        () -> new AdditionalWeight("s", "h", -1), "weight must not be negative but was -1");
    AdditionalWeight five = new AdditionalWeight("s", "h", 5);
    assertThat(TrafficWeights.of(20, List.of(five), 100))
        .isEqualTo(new TrafficWeights(20, 75, List.of(five)));
    assertThat(new AdditionalWeight("s", "h", 0).weight()).isEqualTo(0);
  }

  @Test
  void replicaSets() {
    assertRefused(
        () -> new ReplicaSetState(-1, 0, 0), "pods must not be negative but were -1, 0, 0");
    assertRefused(
        () -> new ReplicaSetState(0, -1, 0), "pods must not be negative but were 0, -1, 0");
    assertRefused(
        () -> new ReplicaSetState(0, 0, -1), "pods must not be negative but were 0, 0, -1");
    assertThat(ReplicaSetState.of(3, 1)).hasToString("3/1").isEqualTo(new ReplicaSetState(3, 3, 1));
    Optional<ReplicaSetState> one = Optional.of(ReplicaSetState.ready(1));
    Optional<ReplicaSetState> two = Optional.of(ReplicaSetState.ready(2));
    assertRefused(
        () -> new ReplicaSets(one, two, true, List.of()),
        "one ReplicaSet cannot be both Optional[1/1] and Optional[2/2]");
    assertThatThrownBy(() -> new ReplicaSets(Optional.empty(), Optional.empty(), true, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new ReplicaSets(one, Optional.empty(), false, List.of()).hasSeparateStable())
        .isFalse();
    ReplicaSets older =
        ReplicaSets.single(
            ReplicaSetState.ready(1), List.of(ReplicaSetState.of(4, 3), ReplicaSetState.of(2, 1)));
    assertThat(older.hasSeparateStable()).isFalse();
    assertThat(older.olderDesired()).isEqualTo(6);
    assertThat(older.olderAvailable()).isEqualTo(4);
  }

  @Test
  void thresholds() {
    assertRefused(() -> new SizeThreshold(true, -1), "threshold must not be negative but was -1");
    assertThat(SizeThreshold.from(Optional.empty())).isEmpty();
    assertThat(SizeThreshold.from(threshold("Percent", -1))).isEmpty();
    assertThat(SizeThreshold.from(threshold("Percent", 0))).contains(new SizeThreshold(true, 0));
    assertThat(SizeThreshold.from(threshold("pods?", 3))).contains(new SizeThreshold(false, 3));
    // 2 of 3 is 66.66… %
    assertThat(new SizeThreshold(true, 66).isMet(3, 2)).isTrue();
    assertThat(new SizeThreshold(true, 67).isMet(3, 2)).isFalse();
    assertThat(new SizeThreshold(true, 100).isMet(0, 0)).isTrue();
    assertThat(new SizeThreshold(false, 1).isMet(0, 0)).isFalse();
    assertThat(new SizeThreshold(true, 100).isMet(Integer.MAX_VALUE, Integer.MAX_VALUE - 1))
        .isFalse();
  }

  private static Optional<ReplicaProgressThreshold> threshold(String type, int value) {
    return Optional.of(new ReplicaProgressThreshold(type, value));
  }

  @Test
  void settings() {
    PlanSettings settings =
        PlanSettings.DEFAULT
            .withRounding(Rounding.CLOSEST)
            .withController(ControllerVersion.V1_8)
            .withHashes("s", "c")
            .withReplicas(0);
    assertThat(settings.rounding()).isEqualTo(Rounding.CLOSEST);
    assertThat(settings.controller()).isEqualTo(ControllerVersion.V1_8);
    assertThat(settings.stableHash()).isEqualTo("s");
    assertThat(settings.canaryHash()).isEqualTo("c");
    assertThat(settings.replicas()).hasValue(0);
    assertThat(PlanSettings.DEFAULT.rounding()).isEqualTo(Rounding.CEILING);
    assertThat(PlanSettings.DEFAULT.controller()).isEqualTo(ControllerVersion.V1_9);
    assertThat(PlanSettings.DEFAULT.stableHash()).isEqualTo("stable-hash");
    assertThat(PlanSettings.DEFAULT.canaryHash()).isEqualTo("canary-hash");
    assertThat(PlanSettings.DEFAULT.replicas()).isEmpty();
    assertRefused(
        () -> PlanSettings.DEFAULT.withReplicas(-1), "replicas must not be negative but were -1");
  }

  @Test
  void roundingsHaveAnother() {
    assertThat(Rounding.CEILING.other()).isEqualTo(Rounding.CLOSEST);
    assertThat(Rounding.CLOSEST.other()).isEqualTo(Rounding.CEILING);
  }

  @Test
  void aStateHasAStepExactlyWhenItIsAtOne() {
    assertThatThrownBy(() -> state(Kind.STEP, OptionalInt.empty(), false))
        .hasMessage("a step belongs to STEP alone but kind is step");
    assertThatThrownBy(() -> state(Kind.INITIAL, OptionalInt.of(0), true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> state(Kind.STEP, OptionalInt.of(0), false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(state(Kind.PROMOTED, OptionalInt.empty(), false))
        .hasToString("promoted 1/2 at 0/100");
  }

  private static PlannedState state(Kind kind, OptionalInt index, boolean step) {
    return new PlannedState(
        kind,
        index,
        step ? Optional.of(new SetWeight(5)) : Optional.empty(),
        new Goal(COUNTS, WEIGHTS),
        true,
        true,
        COUNTS,
        COUNTS.total(),
        WEIGHTS,
        List.of(),
        List.of(),
        OptionalLong.of(0),
        ROUTING,
        List.of(),
        Optional.empty());
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}

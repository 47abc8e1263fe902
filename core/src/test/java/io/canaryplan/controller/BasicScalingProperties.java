// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.ScaleLimits;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BasicScalingProperties {
  @Property(tries = 1000, seed = "1", edgeCases = EdgeCasesMode.NONE)
  void theTargetIsAtDesiredAndStaysThere(
      @ForAll Rounding rounding,
      @ForAll @IntRange(max = 300) int replicas,
      @ForAll @IntRange(max = 100) int weight,
      @ForAll @IntRange(max = 4) int surge,
      @ForAll @IntRange(max = 4) int unavailable) {
    BasicScaling scaling = scaling(rounding, replicas, surge, unavailable);
    ReplicaCounts target = scaling.target(weight);
    ReplicaSets sets =
        ReplicaSets.of(
            ReplicaSetState.ready(target.canary()),
            ReplicaSetState.ready(target.stable()),
            List.of());
    assertThat(scaling.next(sets, weight)).isEqualTo(target);
    assertThat(scaling.atDesired(sets, weight)).isTrue();
  }

  @Property(tries = 2000, seed = "1", edgeCases = EdgeCasesMode.NONE)
  void growingNeverPassesTheSurge(
      @ForAll Rounding rounding,
      @ForAll @IntRange(max = 60) int replicas,
      @ForAll @IntRange(max = 100) int weight,
      @ForAll @IntRange(max = 4) int surge,
      @ForAll @IntRange(max = 80) int canary,
      @ForAll @IntRange(max = 80) int stable,
      @ForAll @IntRange(max = 10) int older) {
    BasicScaling scaling = scaling(rounding, replicas, surge, 1);
    ReplicaSets sets =
        ReplicaSets.of(
            ReplicaSetState.ready(canary),
            ReplicaSetState.ready(stable),
            List.of(ReplicaSetState.ready(older)));
    ReplicaCounts next = scaling.next(sets, weight);
    long limit = (long) replicas + surge + scaling.extraSurge(weight);
    if (next.canary() > canary || next.stable() > stable) {
      assertThat(next.total() + older).isLessThanOrEqualTo(limit);
    }
  }

  @Property(tries = 2000, seed = "1", edgeCases = EdgeCasesMode.NONE)
  void shrinkingNeverPassesTheLeastAvailablePods(
      @ForAll Rounding rounding,
      @ForAll @IntRange(max = 60) int replicas,
      @ForAll @IntRange(max = 100) int weight,
      @ForAll @IntRange(max = 4) int surge,
      @ForAll @IntRange(max = 60) int unavailable,
      @ForAll @IntRange(max = 60) int canary,
      @ForAll @IntRange(max = 60) int stable) {
    BasicScaling scaling = scaling(rounding, replicas, surge, unavailable);
    ReplicaSets sets =
        ReplicaSets.of(ReplicaSetState.ready(canary), ReplicaSetState.ready(stable), List.of());
    ReplicaCounts next = scaling.next(sets, weight);
    int left = Math.min(next.canary(), canary) + Math.min(next.stable(), stable);
    int least = replicas - scaling.limits().maxUnavailable();
    if (next.canary() < canary || next.stable() < stable) {
      assertThat(left).isGreaterThanOrEqualTo(least);
    }
  }

  private static BasicScaling scaling(Rounding rounding, int replicas, int surge, int unavailable) {
    int atMost = Math.min(unavailable, replicas);
    return new BasicScaling(rounding, replicas, new ScaleLimits(surge, atMost), Optional.empty());
  }
}

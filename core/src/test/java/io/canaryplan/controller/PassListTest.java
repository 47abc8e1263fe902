// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static io.canaryplan.controller.Samples.CLOSEST;
import static io.canaryplan.controller.Samples.basic;
import static io.canaryplan.controller.Samples.hosts;
import static io.canaryplan.controller.Samples.plan;
import static io.canaryplan.controller.Samples.sizes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PassEvent;
import io.canaryplan.plan.PassList;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Standstill;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassListTest {
  @Test
  void keepsEveryPassOfALongPath() {
    CanaryPlan plan = plan(100, basic("50", 1, 0), CLOSEST);

    List<String> rows = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      rows.add(i + "/" + (101 - i));
      rows.add(i + "/" + (100 - i));
    }
    List<Pass> passes = plan.states().get(1).passes();
    assertThat(sizes(passes)).isEqualTo(rows);
    assertThat(passes).isInstanceOf(PassList.class).allMatch(pass -> pass.omitted() == 0);
    assertThat(passes.get(99).has(PassEvent.STEP_COMPLETED)).isTrue();
    assertThat(passes.get(97).has(PassEvent.STEP_COMPLETED)).isFalse();
  }

  @Test
  void twoListsInARowKeepTheirStrides() {
    List<Pass> up = plan(100, basic("50", 1, 0), CLOSEST).states().get(1).passes();
    List<Pass> few = plan(2, basic("50", 1, 0), CLOSEST).states().get(1).passes();
    for (List<List<Pass>> two :
        List.of(List.of(up, up), List.of(up, few), List.of(few, up), List.of(few, few))) {
      List<Pass> all = new ArrayList<>(two.get(0));
      all.addAll(two.get(1));
      List<Pass> row = PassList.concat(two.get(0), two.get(1));

      assertThat(row).isEqualTo(all);
      assertThat(PassList.atCorners(row).stream().mapToLong(pass -> pass.omitted() + 1).sum())
          .isEqualTo(all.size());
    }
    assertThat(PassList.concat(up, List.of())).isSameAs(up);
    assertThat(PassList.concat(List.of(), up)).isSameAs(up);
  }

  @Test
  void leavesOutWhatIsBeyondTheLimit() {
    CanaryPlan plan = plan(100, basic("50", 1, 0), CLOSEST.withMaxPasses(40));

    List<Pass> passes = plan.states().get(1).passes();
    assertThat(passes).hasSizeLessThan(40);
    long omitted = passes.stream().mapToLong(Pass::omitted).sum();
    assertThat(omitted + passes.size()).isEqualTo(100);
    assertThat(passes.get(passes.size() - 1).replicas()).isEqualTo(new ReplicaCounts(50, 50));
    assertThat(plan.standstillAt(plan.states().get(1))).isEmpty();
  }

  @Test
  void plansTheLargestRolloutPodByPod() {
    int max = Integer.MAX_VALUE;
    CanaryPlan plan = plan(max, basic("20 60 40", 1, 0), CLOSEST);

    for (PlannedState state : plan.states()) {
      assertThat(plan.standstillAt(state)).isEmpty();
      assertThat(state.passes()).hasSizeLessThan(100);
    }
    List<Pass> up = plan.states().get(1).passes();
    long all = up.stream().mapToLong(pass -> 1 + pass.omitted()).sum();
    // 429496730 of 2³¹ pods is closer to 20 % than any split of 2³¹ − 1: the last one needs no down
    assertThat(plan.states().get(1).replicas().total()).isEqualTo(max + 1L);
    assertThat(all).isEqualTo(2L * 429_496_730 - 1);
    assertThat(plan.envelope().peak().pods()).isEqualTo(max + 1L);
    assertThat(plan.envelope().lowest().pods()).isEqualTo(max);
    assertThat(plan.aborts().get(1).replicas()).isEqualTo(new ReplicaCounts(0, max));
    assertThat(plan.aborts()).allMatch(abort -> abort.standstill().isEmpty());
  }

  /**
   * Three pods come in one pass and old ones go in three, one by one as they become available: the
   * last two passes are alike, but only all four repeat (canary.md 2.6).
   */
  @Test
  void aShortPeriodDoesNotHideALongerOne() {
    PlanSettings slow = CLOSEST.withReadiness(Readiness.perPass(1));
    CanaryPlan plan = plan(100_000, basic("70", 2, 1), slow);

    PlannedState state = plan.step(0);
    assertThat(plan.standstillAt(state)).isEmpty();
    assertThat(state.replicas()).isEqualTo(new ReplicaCounts(70_000, 30_000));
    // one old pod goes first; 23,333 times three new ones; one more
    assertThat(state.passes().stream().mapToLong(pass -> 1 + pass.omitted()).sum())
        .isEqualTo(1 + 4 * 23_333 + 1);
  }

  @Test
  void plansTheLargestRoutedRollout() {
    int max = Integer.MAX_VALUE;
    PlanSettings slow = CLOSEST.withReadiness(Readiness.perPass(1));
    CanaryPlan plan = plan(max, hosts("20 60 40").dynamicStableScale(true), slow);

    for (PlannedState state : plan.states()) {
      assertThat(plan.standstillAt(state)).isEmpty();
    }
    assertThat(Samples.routed(plan.states().get(1).passes()))
        .containsExactly(
            "2147483647/429496730/0",
            "2147483647/429496730/0 service",
            "2147483647/429496730/20 done");
  }

  @Test
  void saysWhenItGivesUp() {
    CanaryPlan plan = plan(100, basic("50", 1, 0), CLOSEST.withMaxPasses(5));

    assertThat(plan.standstillAt(plan.states().get(1)))
        .contains(new Standstill.TooManyPasses(new ReplicaCounts(3, 98), 5));
  }

  @Test
  void refusesIndexesOutside() {
    List<Pass> passes = plan(100, basic("50", 1, 0), CLOSEST).states().get(1).passes();

    assertThatThrownBy(() -> passes.get(100)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> passes.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void theEnvelopeOfALongPathIsThatOfItsPasses() {
    CanaryPlan plan = plan(100, basic("50 10 90", 3, 1), CLOSEST);

    long peak = Samples.allPasses(plan).stream().mapToLong(Pass::total).max().orElseThrow();
    long lowest = Samples.allPasses(plan).stream().mapToLong(Pass::available).min().orElseThrow();
    assertThat(plan.envelope().peak().pods()).isEqualTo(peak).isEqualTo(103);
    assertThat(plan.envelope().lowestAvailable().pods()).isEqualTo(lowest).isEqualTo(99);
  }
}

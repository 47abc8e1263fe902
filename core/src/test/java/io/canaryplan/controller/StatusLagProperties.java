// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * What a plan leaves out, by the slow model: the status of a ReplicaSet that lost pods lags. How
 * long nobody knows beforehand; the sizes stay between the extremes all the same (rolling.md 14 and
 * 15).
 */
class StatusLagProperties {
  private static final int AT_ONCE = 1_000_000;
  private static final int MANY = 5_000;

  @Example
  void theControllerDoesNothingUntilTheStatusIsTrue() {
    SlowDeployment slow = updated(10, 3, 2, 3);

    assertThat(ticks(slow, 5)).containsExactly("0:8 1:3 ", "0:8 1:5 ", "", "0:3 1:5 ", "0:3 1:10 ");
  }

  @Property(tries = 1000)
  void aStatusThatLagsOnlySlowsTheUpdateDown(
      @ForAll @IntRange(max = 40) int replicas,
      @ForAll @IntRange(max = 12) int surge,
      @ForAll @IntRange(max = 12) int unavailable,
      @ForAll @IntRange(min = 1, max = 4) int lag) {
    int missing = surge + unavailable == 0 ? 1 : Math.min(unavailable, replicas);
    SlowDeployment slow = updated(replicas, surge, missing, lag);
    long old = replicas;
    for (int i = 0; i < MANY && slow.sets.size() < 3 && (i == 0 || old > 0); i++) {
      slow.tick();
      long total = slow.sets.stream().mapToLong(set -> set.size).sum();
      long ready = slow.sets.stream().mapToLong(set -> set.ready).sum();
      assertThat(total).isLessThanOrEqualTo((long) replicas + surge);
      assertThat(ready).isGreaterThanOrEqualTo((long) replicas - missing);
      slow.move(AT_ONCE);
      old = slow.sets.get(0).size;
    }
    ticks(slow, 10);

    assertThat(slow.sizes()).isEqualTo("0:0 1:" + replicas + " ");
  }

  private static SlowDeployment updated(int replicas, int surge, int unavailable, int lag) {
    SlowDeployment slow = new SlowDeployment(replicas, surge, unavailable);
    slow.lag = lag;
    slow.wanted = 1;
    return slow;
  }

  private static List<String> ticks(SlowDeployment slow, int count) {
    List<String> ticks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ticks.add(slow.tick());
      slow.move(AT_ONCE);
    }
    return ticks;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.Readiness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the pods of a ReplicaSet become available from pass to pass. */
class VersionPodsTest {
  private static VersionPods none() {
    return VersionPods.ready(VersionPods.CANARY, 0);
  }

  /** Returns the available pods after each of so many passes. */
  private static List<Integer> available(VersionPods pods, Readiness readiness, int passes) {
    List<Integer> available = new ArrayList<>();
    VersionPods now = pods;
    for (int i = 0; i < passes; i++) {
      now = now.readyAs(readiness);
      available.add(now.available());
    }
    return available;
  }

  @Test
  void atOnceOrSoManyPerPassOrNever() {
    VersionPods five = none().scaledTo(5);
    assertThat(available(five, Readiness.AT_ONCE, 2)).containsExactly(5, 5);
    assertThat(available(five, Readiness.perPass(2), 4)).containsExactly(2, 4, 5, 5);
    assertThat(available(five, Readiness.NEVER, 2)).containsExactly(0, 0);
    VersionPods stable = VersionPods.ready(VersionPods.STABLE, 1).scaledTo(2);
    assertThat(available(stable, Readiness.NEVER, 1)).containsExactly(2);
  }

  @Test
  void latePodsWaitForSoManyPassesMoreThanOthers() {
    assertThat(available(none().scaledTo(3), Readiness.late(1), 3)).containsExactly(0, 3, 3);
    assertThat(available(none().scaledTo(3), Readiness.late(2), 4)).containsExactly(0, 0, 3, 3);
    assertThat(Readiness.late(0)).isEqualTo(Readiness.AT_ONCE);
  }

  @Test
  void podsThatComeLaterAreLaterToo() {
    // three after the third pass, the two that were asked for a pass later after the fourth
    VersionPods five = none().scaledTo(3).readyAs(Readiness.late(2)).scaledTo(5);
    assertThat(available(five, Readiness.late(2), 4)).containsExactly(0, 3, 5, 5);
  }

  @Test
  void surplusPodsAreTheYoungest() {
    VersionPods five = none().scaledTo(3).readyAs(Readiness.late(2)).scaledTo(5);
    VersionPods four = five.readyAs(Readiness.late(2)).scaledTo(4);
    assertThat(available(four, Readiness.late(2), 3)).containsExactly(3, 4, 4);
    VersionPods two = five.readyAs(Readiness.late(2)).scaledTo(2);
    assertThat(available(two, Readiness.late(2), 3)).containsExactly(2, 2, 2);
    assertThat(two.readyAs(Readiness.late(2)).young()).isEmpty();
  }

  @Test
  void aDeadlineGoesWithTheLastPod() {
    VersionPods due = VersionPods.ready(VersionPods.CANARY, 2).withDeadline(30);
    assertThat(due.scaledTo(1).hasDeadline()).isTrue();
    assertThat(due.scaledTo(0).hasDeadline()).isFalse();
    assertThat(due.scaledTo(2)).isSameAs(due);
    assertThat(due.withoutDeadline()).isEqualTo(VersionPods.ready(VersionPods.CANARY, 2));
    assertThat(none().withoutDeadline()).isEqualTo(none());
  }
}

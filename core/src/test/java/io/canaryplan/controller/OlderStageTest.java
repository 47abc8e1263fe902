// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.RouteWrites;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several older ReplicaSets at once, canary.md 2.7 point 4. */
class OlderStageTest {
  private static final ResolvedCanary RULES =
      new ResolvedCanary(
          Samples.plan(4, Samples.basic("", 1, 0), Samples.CLOSEST).rollout(),
          Samples.CLOSEST,
          RouteWrites.SUCCEED);

  private static List<Integer> sizesAfter(int available, VersionPods... older) {
    ControllerState state = ControllerState.steady(RULES);
    VersionPods newReplicaSet = VersionPods.ready(9, 4).withPods(ReplicaSetState.of(4, available));
    ControllerState now =
        state.withNewReplicaSet(newReplicaSet).withOlderReplicaSets(List.of(older));
    return OlderStage.basic(RULES, now).stream().map(VersionPods::desired).toList();
  }

  @Test
  void theNewestGoesFirst() {
    // 2 + 3 + 2 available, 4 needed: 3 may go
    assertThat(sizesAfter(2, VersionPods.ready(8, 3), VersionPods.ready(7, 2)))
        .containsExactly(0, 2);
  }

  @Test
  void whatIsLeftOverComesFromTheNext() {
    // 3 + 3 + 2 available, 4 needed: 4 may go
    assertThat(sizesAfter(3, VersionPods.ready(8, 3), VersionPods.ready(7, 2)))
        .containsExactly(0, 1);
  }

  @Test
  void unavailablePodsGoWithoutABudget() {
    VersionPods half = VersionPods.ready(8, 3).withPods(ReplicaSetState.of(3, 1));

    // 1 + 1 + 2 available, 4 needed: none may go but the two that are not available
    assertThat(sizesAfter(1, half, VersionPods.ready(7, 2))).containsExactly(1, 2);
  }
}

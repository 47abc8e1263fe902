// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosestTargetTest {
  @Test
  void exactlyFiveWeightsHaveNoSplit() {
    List<String> none = new ArrayList<>();
    for (int replicas = 0; replicas <= 300; replicas++) {
      for (int weight = 0; weight <= 100; weight++) {
        assertThat(ClosestTarget.of(replicas, weight, true)).isPresent();
        if (ClosestTarget.of(replicas, weight, false).isEmpty()) {
          none.add(weight + " % of " + replicas);
          assertThat(Rounding.CLOSEST.target(replicas, weight, 0))
              .isEqualTo(new ReplicaCounts(0, replicas));
        }
      }
    }
    assertThat(none)
        .containsExactly("75 % of 2", "90 % of 5", "95 % of 10", "98 % of 25", "99 % of 50");
  }

  @Test
  void refusesWeightsOutOfRange() {
    assertThatThrownBy(() -> Rounding.CLOSEST.target(10, 101, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no target for 10 replicas, weight 101, surge 0");
    assertThatThrownBy(() -> Rounding.CEILING.target(-1, 10, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rounding.CEILING.target(10, -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rounding.CEILING.target(10, 10, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

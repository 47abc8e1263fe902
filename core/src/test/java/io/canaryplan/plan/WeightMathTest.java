// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts from canary.md 2.3 (closest) and 9 (ceiling), worked out by hand. */
class WeightMathTest {
  @Test
  void bothRulesOnOneWeight() {
    assertThat(WeightMath.targetCounts(Rounding.CEILING, 10, 41, 3)).hasToString("5/6");
    assertThat(WeightMath.targetCounts(Rounding.CLOSEST, 10, 41, 3)).hasToString("4/6");
  }

  @Test
  void theCountsOfFourReplicas() {
    // between the quarters both counts are rounded up, which makes 5 pods
    assertThat(texts(WeightMath.reachableCounts(Rounding.CEILING, 4, 1)))
        .containsExactly("0/4", "1/4", "1/3", "2/3", "2/2", "3/2", "3/1", "4/1", "4/0");
    // without surge quarters only
    assertThat(texts(WeightMath.reachableCounts(Rounding.CLOSEST, 4, 0)))
        .containsExactly("0/4", "1/3", "2/2", "3/1", "4/0");
    assertThat(texts(WeightMath.reachableCounts(Rounding.CLOSEST, 4, 1)))
        .containsExactly("0/4", "1/4", "1/3", "2/3", "2/2", "3/2", "3/1", "4/1", "4/0");
  }

  @Test
  void theWeightsOfFourReplicas() {
    assertThat(WeightMath.reachableWeights(Rounding.CEILING, 4, 1))
        .containsExactly(0, 20, 25, 40, 50, 60, 75, 80, 100);
    assertThat(WeightMath.reachableWeights(Rounding.CLOSEST, 4, 0))
        .containsExactly(0, 25, 50, 75, 100);
    assertThat(WeightMath.reachableWeights(Rounding.CLOSEST, 4, 1))
        .containsExactly(0, 20, 25, 40, 50, 60, 75, 80, 100);
  }

  @ParameterizedTest
  @CsvSource({
    // 20 %: 1 of 5 is 4 replicas and one, or 5 without surge
    "CEILING, 20, 0, 4",
    "CLOSEST, 20, 1, 4",
    "CLOSEST, 20, 0, 5",
    // 75 % of 2 is the hole without surge; 3 of 4
    "CLOSEST, 75, 0, 4",
    "CLOSEST, 75, 1, 3",
    "CEILING, 75, 0, 3",
    // 1 %: 1 of 100
    "CEILING, 1, 0, 99",
    "CLOSEST, 1, 0, 100",
    "CEILING, 0, 0, 1",
    "CLOSEST, 100, 0, 1"
  })
  void theFewestReplicas(Rounding rounding, int weight, int maxSurge, int fewest) {
    assertThat(WeightMath.smallestReplicas(rounding, weight, maxSurge)).isEqualTo(fewest);
  }

  @Test
  void noReplicasAreNoPodsAtAnyWeight() {
    assertThat(texts(WeightMath.reachableCounts(Rounding.CLOSEST, 0, 1))).containsExactly("0/0");
    assertThat(WeightMath.reachableWeights(Rounding.CEILING, 0, 0)).hasSize(101);
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightMath.targetCounts(Rounding.CEILING, 10, 101, 0))
        .withMessage("no target for 10 replicas, weight 101, surge 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightMath.smallestReplicas(Rounding.CEILING, -1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightMath.reachableCounts(Rounding.CEILING, -1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightMath.reachableWeights(Rounding.CEILING, 1, -1));
  }

  private static List<String> texts(List<ReplicaCounts> counts) {
    return counts.stream().map(ReplicaCounts::toString).toList();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.WeightMath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of targets in canary.md; counts are canary/stable. */
class RoundingTablesTest {
  @ParameterizedTest(name = "weight {0}")
  @CsvSource(
      textBlock =
          """
          # weight, then without and with surge for 1, 2, 3, 5 and 10 replicas
          0, 0/1, 0/1, 0/2, 0/2, 0/3, 0/3, 0/5, 0/5, 0/10, 0/10
          1, 0/1, 1/1, 1/1, 1/2, 1/2, 1/3, 1/4, 1/5, 1/9, 1/10
          5, 0/1, 1/1, 1/1, 1/2, 1/2, 1/3, 1/4, 1/5, 1/9, 1/10
          10, 0/1, 1/1, 1/1, 1/2, 1/2, 1/3, 1/4, 1/5, 1/9, 1/9
          15, 0/1, 1/1, 1/1, 1/2, 1/2, 1/3, 1/4, 1/5, 2/8, 2/9
          20, 0/1, 1/1, 1/1, 1/2, 1/2, 1/3, 1/4, 1/4, 2/8, 2/8
          25, 0/1, 1/1, 1/1, 1/2, 1/2, 1/3, 1/4, 1/4, 3/7, 3/8
          33, 0/1, 1/1, 1/1, 1/2, 1/2, 1/2, 2/3, 2/4, 3/7, 3/7
          50, 1/0, 1/1, 1/1, 1/1, 2/1, 2/2, 3/2, 3/3, 5/5, 5/5
          66, 1/0, 1/1, 1/1, 2/1, 2/1, 2/1, 3/2, 4/2, 7/3, 7/4
          75, 1/0, 1/1, 0/2, 2/1, 2/1, 3/1, 4/1, 4/1, 8/2, 8/3
          85, 1/0, 1/1, 1/1, 2/1, 2/1, 3/1, 4/1, 5/1, 9/1, 9/2
          90, 1/0, 1/1, 1/1, 2/1, 2/1, 3/1, 0/5, 5/1, 9/1, 9/1
          95, 1/0, 1/1, 1/1, 2/1, 2/1, 3/1, 4/1, 5/1, 0/10, 10/1
          99, 1/0, 1/1, 1/1, 2/1, 2/1, 3/1, 4/1, 5/1, 9/1, 10/1
          100, 1/0, 1/0, 2/0, 2/0, 3/0, 3/0, 5/0, 5/0, 10/0, 10/0
          """)
  void closestTargets(
      int weight,
      String one,
      String oneSurge,
      String two,
      String twoSurge,
      String three,
      String threeSurge,
      String five,
      String fiveSurge,
      String ten,
      String tenSurge) {
    assertThat(closest(1, weight, 0)).isEqualTo(one);
    assertThat(closest(1, weight, 1)).isEqualTo(oneSurge);
    assertThat(closest(2, weight, 0)).isEqualTo(two);
    assertThat(closest(2, weight, 1)).isEqualTo(twoSurge);
    assertThat(closest(3, weight, 0)).isEqualTo(three);
    assertThat(closest(3, weight, 1)).isEqualTo(threeSurge);
    assertThat(closest(5, weight, 0)).isEqualTo(five);
    assertThat(closest(5, weight, 1)).isEqualTo(fiveSurge);
    assertThat(closest(10, weight, 0)).isEqualTo(ten);
    assertThat(closest(10, weight, 1)).isEqualTo(tenSurge);
  }

  @ParameterizedTest(name = "row {0}: {2} % of {1}, surge {3}")
  @CsvSource(
      textBlock =
          """
          1, 1, 1, 0, 0/1
          2, 1, 49, 0, 0/1
          3, 1, 50, 0, 1/0
          4, 1, 50, 1, 1/1
          5, 1, 99, 1, 1/1
          6, 2, 1, 0, 1/1
          7, 2, 25, 0, 1/1
          8, 2, 33, 1, 1/2
          9, 2, 75, 0, 0/2
          10, 2, 75, 1, 2/1
          11, 3, 10, 1, 1/3
          12, 3, 33, 0, 1/2
          13, 3, 33, 1, 1/2
          14, 3, 50, 0, 2/1
          15, 3, 50, 1, 2/2
          16, 3, 66, 1, 2/1
          17, 3, 85, 0, 2/1
          18, 3, 85, 1, 3/1
          19, 5, 10, 0, 1/4
          20, 5, 10, 2, 1/5
          21, 5, 15, 1, 1/5
          22, 5, 50, 0, 3/2
          23, 5, 50, 5, 3/3
          24, 5, 85, 1, 5/1
          25, 5, 90, 0, 0/5
          26, 10, 1, 0, 1/9
          27, 10, 1, 3, 1/10
          28, 10, 15, 0, 2/8
          29, 10, 15, 3, 2/9
          30, 10, 25, 1, 3/8
          31, 10, 33, 10, 3/7
          32, 10, 66, 0, 7/3
          33, 10, 66, 1, 7/4
          34, 10, 85, 1, 9/2
          35, 10, 95, 1, 10/1
          36, 10, 99, 0, 9/1
          """)
  void workedTargets(int row, int replicas, int weight, int surge, String expected) {
    assertThat(closest(replicas, weight, surge)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "row {0}: {2} % of {1}, surge {3}")
  @CsvSource(
      textBlock =
          """
          1, 1, 10, 0, 1/1, 0/1
          2, 1, 50, 0, 1/1, 1/0
          3, 2, 25, 0, 1/2, 1/1
          4, 2, 75, 0, 2/1, 0/2
          5, 3, 33, 1, 1/3, 1/2
          6, 3, 50, 0, 2/2, 2/1
          7, 3, 66, 1, 2/2, 2/1
          8, 4, 10, 0, 1/4, 1/3
          9, 5, 15, 0, 1/5, 1/4
          10, 5, 85, 0, 5/1, 4/1
          11, 5, 90, 0, 5/1, 0/5
          12, 7, 50, 0, 4/4, 4/3
          13, 10, 15, 0, 2/9, 2/8
          14, 10, 23, 1, 3/8, 2/8
          15, 10, 33, 1, 4/7, 3/7
          16, 10, 41, 1, 5/6, 4/6
          17, 10, 95, 0, 10/1, 0/10
          18, 10, 99, 0, 10/1, 9/1
          """)
  void whereTheRulesDiffer(
      int row, int replicas, int weight, int surge, String ceiling, String closest) {
    assertThat(WeightMath.targetCounts(Rounding.CEILING, replicas, weight, surge))
        .hasToString(ceiling);
    assertThat(closest(replicas, weight, surge)).isEqualTo(closest);
  }

  private static String closest(int replicas, int weight, int surge) {
    return WeightMath.targetCounts(Rounding.CLOSEST, replicas, weight, surge).toString();
  }
}

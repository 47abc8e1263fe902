// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.kubernetes.IntOrPercent;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleLimitsTest {
  // the table of canary.md 1.4
  @ParameterizedTest(name = "{0} replicas")
  @CsvSource(
      textBlock =
          """
          # replicas, then surge/unavailable for 25%/25%, 25%/0, 0/25%, 1/0, 100%/0, 1%/1%, 0/1%
          1, 1/0, 1/0, 0/1, 1/0, 1/0, 1/0, 0/1
          2, 1/0, 1/0, 0/1, 1/0, 2/0, 1/0, 0/1
          3, 1/0, 1/0, 0/1, 1/0, 3/0, 1/0, 0/1
          4, 1/1, 1/0, 0/1, 1/0, 4/0, 1/0, 0/1
          5, 2/1, 2/0, 0/1, 1/0, 5/0, 1/0, 0/1
          10, 3/2, 3/0, 0/2, 1/0, 10/0, 1/0, 0/1
          100, 25/25, 25/0, 0/25, 1/0, 100/0, 1/1, 0/1
          """)
  void resolvesTheTable(
      int replicas,
      String defaults,
      String surgeOnly,
      String unavailableOnly,
      String onePod,
      String all,
      String onePercent,
      String lastOnePercent) {
    assertThat(resolve("25%", "25%", replicas)).isEqualTo(defaults);
    assertThat(ScaleLimits.resolve(Optional.empty(), Optional.empty(), replicas))
        .isEqualTo(limits("25%", "25%", replicas));
    assertThat(resolve("25%", "0", replicas)).isEqualTo(surgeOnly);
    assertThat(resolve("0", "25%", replicas)).isEqualTo(unavailableOnly);
    assertThat(resolve("1", "0", replicas)).isEqualTo(onePod);
    assertThat(resolve("100%", "0", replicas)).isEqualTo(all);
    assertThat(resolve("1%", "1%", replicas)).isEqualTo(onePercent);
    assertThat(resolve("0", "1%", replicas)).isEqualTo(lastOnePercent);
  }

  @Test
  void aQuotedNumberIsAPercentage() {
    Optional<IntOrPercent> five = Optional.of(IntOrPercent.ofText("5"));
    Optional<IntOrPercent> signFirst = Optional.of(IntOrPercent.ofText("%25"));
    assertThat(ScaleLimits.resolve(five, signFirst, 40)).isEqualTo(new ScaleLimits(2, 10));
  }

  @Test
  void aTextWithoutANumberStopsEverything() {
    Optional<IntOrPercent> word = Optional.of(IntOrPercent.ofText("many"));
    Optional<IntOrPercent> three = Optional.of(IntOrPercent.of(3));
    assertThat(ScaleLimits.resolve(word, three, 10)).isEqualTo(new ScaleLimits(0, 0));
    assertThat(ScaleLimits.resolve(three, word, 10)).isEqualTo(new ScaleLimits(0, 0));
  }

  @Test
  void surgeHasNoLimitButUnavailableIsAtMostReplicas() {
    assertThat(resolve("200%", "200%", 3)).isEqualTo("6/3");
    assertThat(resolve("7", "7", 3)).isEqualTo("7/3");
    assertThat(resolve("1", "1", 0)).isEqualTo("1/0");
    assertThat(resolve("0", "0", 0)).isEqualTo("0/0");
  }

  @Test
  void whatPassesTheIntegersStopsAtTheirLimit() {
    assertThat(resolve("200%", "25%", Integer.MAX_VALUE)).isEqualTo("2147483647/536870911");
  }

  @Test
  void refusesNegativeLimits() {
    assertThatThrownBy(() -> new ScaleLimits(-1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limits must not be negative but were -1 and 0");
    assertThatThrownBy(() -> resolve("-1", "25%", 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limits must not be negative but were -1 and 1");
    assertThatThrownBy(() -> resolve("25%", "-30%", 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limits must not be negative but were 3 and -3");
  }

  private static String resolve(String surge, String unavailable, int replicas) {
    ScaleLimits limits = limits(surge, unavailable, replicas);
    return limits.maxSurge() + "/" + limits.maxUnavailable();
  }

  private static ScaleLimits limits(String surge, String unavailable, int replicas) {
    return ScaleLimits.resolve(
        Optional.of(IntOrPercent.parse(surge)),
        Optional.of(IntOrPercent.parse(unavailable)),
        replicas);
  }
}

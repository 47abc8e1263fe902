// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.ScaleLimits;
import io.canaryplan.plan.WeightMath;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WeightLawsTest {
  static Stream<Arguments> lawsOfThePlanner() {
    return Stream.of(Rounding.values())
        .flatMap(
            rounding -> WeightLaws.of(rounding).stream().map(law -> Arguments.of(rounding, law)));
  }

  @ParameterizedTest(name = "{0} keeps {1}")
  @MethodSource("lawsOfThePlanner")
  void plannerKeepsItsLaws(Rounding rounding, WeightLaw law) {
    law.verify(WeightFunction.of(rounding));
  }

  @Test
  void everyLawHasItsOwnNameAndASentence() {
    assertThat(WeightLaws.all()).extracting(WeightLaw::name).doesNotHaveDuplicates();
    assertThat(WeightLaws.all()).extracting(WeightLaw::sentence).doesNotContain("");
  }

  @ParameterizedTest(name = "{0} is broken by some function")
  @MethodSource("io.canaryplan.testkit.laws.WeightLaws#all")
  void everyLawCanBeBroken(WeightLaw law) {
    assertThat(broken())
        .anySatisfy(
            function ->
                assertThatThrownBy(() -> law.verify(function))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith(law.name() + ": "));
  }

  // functions that people write
  private static List<WeightFunction> broken() {
    WeightFunction down =
        (replicas, weight, limits) -> {
          int canary = (int) ((long) replicas * weight / 100);
          return new ReplicaCounts(canary, replicas - canary);
        };
    WeightFunction everythingTwice =
        (replicas, weight, limits) -> new ReplicaCounts(replicas / 2 + 1, replicas / 2 + 2);
    WeightFunction surgeCounts =
        (replicas, weight, limits) -> {
          int canary = (int) Math.min(replicas, (long) replicas * weight / 100 + limits.maxSurge());
          return new ReplicaCounts(canary, replicas - canary);
        };
    WeightFunction unavailableCounts =
        (replicas, weight, limits) ->
            new ReplicaCounts(Math.min(replicas, limits.maxUnavailable()), replicas);
    WeightFunction zigzag =
        (replicas, weight, limits) ->
            new ReplicaCounts(weight % 2 * Math.min(replicas, 1), replicas);
    return List.of(down, everythingTwice, surgeCounts, unavailableCounts, zigzag);
  }

  @Test
  void oneRoundingDoesNotKeepTheLawsOfTheOther() {
    WeightLaw law = named("no-pod-more-without-surge");

    // 15 % of 10 are 2 and 9 by the documented rule, 2 and 8 by the other: canary.md 2.3 and 9
    assertThat(violation(law, Rounding.CEILING)).contains("are 2 canary and 9 stable pods");
    assertThat(violation(law, Rounding.CLOSEST)).isEmpty();
  }

  private static String violation(WeightLaw law, Rounding rounding) {
    return law.violation(WeightFunction.of(rounding), 10, 15, new ScaleLimits(0, 1)).orElse("");
  }

  @Test
  void lawsOfARoundingLeaveOneAnswer() {
    ScaleLimits limits = new ScaleLimits(1, 0);
    for (Rounding rounding : Rounding.values()) {
      for (int weight = 0; weight <= 100; weight++) {
        assertThat(answers(rounding, 7, weight, limits))
            .containsExactly(WeightMath.targetCounts(rounding, 7, weight, 1));
      }
    }
  }

  private static List<ReplicaCounts> answers(
      Rounding rounding, int replicas, int weight, ScaleLimits limits) {
    return Stream.iterate(0, canary -> canary + 1)
        .limit(replicas + 3L)
        .flatMap(
            canary ->
                Stream.iterate(0, stable -> stable + 1)
                    .limit(replicas + 3L)
                    .map(stable -> new ReplicaCounts(canary, stable)))
        .filter(counts -> keepsAll(rounding, replicas, weight, limits, counts))
        .toList();
  }

  private static boolean keepsAll(
      Rounding rounding, int replicas, int weight, ScaleLimits limits, ReplicaCounts counts) {
    WeightFunction function =
        (r, w, l) -> w == weight ? counts : WeightMath.targetCounts(rounding, r, w, l.maxSurge());
    return WeightLaws.of(rounding).stream()
        .allMatch(law -> law.violation(function, replicas, weight, limits).isEmpty());
  }

  @Test
  void inputOutOfRangeIsRefused() {
    WeightLaw law = named("least-canary");
    WeightFunction function = WeightFunction.of(Rounding.CEILING);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> law.violation(function, 1, 101, new ScaleLimits(0, 0)))
        .withMessage("no law is about 1 replicas at weight 101");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> law.violation(function, -1, 0, new ScaleLimits(0, 0)));
  }

  private static WeightLaw named(String name) {
    return WeightLaws.all().stream()
        .filter(law -> Objects.equals(law.name(), name))
        .findFirst()
        .orElseThrow();
  }
}

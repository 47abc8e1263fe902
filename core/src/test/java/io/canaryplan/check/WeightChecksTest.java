// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Rule;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.Rounding;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights as shares of pods; counts from canary.md 2.3 (closest) and 9 (ceiling). */
class WeightChecksTest {
  private static final PlanSettings CLOSEST = PlanSettings.DEFAULT.withRounding(Rounding.CLOSEST);

  private static YamlDocument weight(int replicas, int weight, String more) {
    return Cases.canary(replicas, more + "steps: [{setWeight: " + weight + "}, {pause: {}}]");
  }

  private static List<String> found(Rule rule, YamlDocument document, PlanSettings settings) {
    return Cases.of(rule, Cases.planned(document, settings));
  }

  @Test
  void twoReplicasAtTwentyPercent() {
    assertThat(found(WeightRules.UNREACHABLE_WEIGHT, weight(2, 20, ""), PlanSettings.DEFAULT))
        .containsExactly(
            "unreachable-weight spec.strategy.canary.steps[0].setWeight: setWeight \"20\" gives the"
                + " canary 33.3 % of the traffic, 1 of 3 pods, since without traffic routing the"
                + " pods' ratio is the only weight; the nearest that 2 replicas can give are 0 % and"
                + " 33.3 %, the fewest replicas for exactly 20 % are 4 (1 canary + 4 stable), and a"
                + " traffic router gives 20 % with any number of replicas");
  }

  @Test
  void withoutSurgeClosestNeedsAReplicaMore() {
    // With surge 4 replicas are 1 + 4 pods; without it a fifth replica is needed.
    assertThat(found(WeightRules.UNREACHABLE_WEIGHT, weight(2, 20, ""), CLOSEST))
        .singleElement()
        .asString()
        .contains("1 of 3 pods", "exactly 20 % are 4 (1 canary + 4 stable),");
    assertThat(found(WeightRules.UNREACHABLE_WEIGHT, weight(2, 20, "maxSurge: 0\n"), CLOSEST))
        .singleElement()
        .asString()
        .contains("50 % of the traffic, 1 of 2 pods", "exactly 20 % are 5 (1 canary + 4 stable),");
  }

  static Stream<Arguments> shares() {
    return Stream.of(
        // 15 % of 10 is 2 + 9 pods, 18.2 %: 3.2 points away
        Arguments.of("within 5 points", 10, 15, 0),
        // 5 % of 10 is 1 + 10 pods, 9.1 %: 4.1 points away
        Arguments.of("just within 5 points", 10, 5, 0),
        // 1 % of 10 is 1 + 10 pods, 9.1 %: 8.1 points away
        Arguments.of("beyond 5 points", 10, 1, 1),
        // 25 % of 3 is 1 + 3 pods, exactly 25 %
        Arguments.of("exact by surge", 3, 25, 0),
        // 20 % of 3 is 1 + 3 pods, 25 %: exactly 5 points are tolerated
        Arguments.of("exactly 5 points", 3, 20, 0),
        // 19 % of 3 is 1 + 3 pods, 25 %: 6 points
        Arguments.of("6 points", 3, 19, 1),
        Arguments.of("exact", 5, 20, 0),
        Arguments.of("weight 0", 2, 0, 0),
        Arguments.of("weight 100", 2, 100, 0),
        Arguments.of("no replicas", 0, 20, 0),
        Arguments.of("one replica", 1, 20, 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shares")
  void firesBeyondFivePoints(String reason, int replicas, int weight, int count) {
    assertThat(
            found(
                WeightRules.UNREACHABLE_WEIGHT, weight(replicas, weight, ""), PlanSettings.DEFAULT))
        .hasSize(count);
  }

  @Test
  void aRouterReachesEveryWeight() {
    assertThat(Cases.planned(weight(2, 20, Cases.ISTIO))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2, 75", "5, 90", "10, 95", "25, 98", "50, 99"})
  void theFiveHolesOfClosest(int replicas, int weight) {
    assertThat(
            found(WeightRules.ZERO_CANARY_HOLE, weight(replicas, weight, "maxSurge: 0\n"), CLOSEST))
        .containsExactly(
            "zero-canary-hole spec.strategy.canary.steps[0].setWeight: \""
                + weight
                + "\" gives the canary no pod at all: at exactly this weight and "
                + replicas
                + " replicas without surge, controllers since v1.2 scale it to 0; any other weight,"
                + " or a maxSurge above 0, gives it pods");
    assertThat(found(WeightRules.ZERO_CANARY_HOLE, weight(replicas, weight, ""), CLOSEST))
        .isEmpty();
    assertThat(
            found(
                WeightRules.ZERO_CANARY_HOLE,
                weight(replicas, weight, "maxSurge: 0\n"),
                PlanSettings.DEFAULT))
        .isEmpty();
    assertThat(
            found(
                WeightRules.ZERO_CANARY_HOLE,
                weight(replicas, weight - 1, "maxSurge: 0\n"),
                CLOSEST))
        .isEmpty();
  }

  /** 25 % of 4 is 1 pod, so that two are never there and the step after it never begins. */
  @Test
  void nothingIsComparedWithAStepThatIsNeverReached() {
    String steps = "steps: [{setWeight: 25}, {setWeight: 50}]";
    String never = "replicaProgressThreshold: {type: Pods, value: 2}\n" + steps;

    assertThat(found(WeightRules.DEGENERATE_STEPS, Cases.canary(4, never), CLOSEST)).isEmpty();
    // without the threshold the second is 2 + 2
    assertThat(found(WeightRules.DEGENERATE_STEPS, Cases.canary(4, steps), CLOSEST)).isEmpty();
    // 26 % and 25 % of 4 are 1 + 3 both
    assertThat(
            found(
                WeightRules.DEGENERATE_STEPS,
                Cases.canary(4, "steps: [{setWeight: 25}, {setWeight: 26}]"),
                CLOSEST))
        .hasSize(1);
  }

  @Test
  void saysWhereTheRoundingsDiffer() {
    // 20 % of 3: ceiling 1 + 3; closest (1 of 3 is 13.3 points away, 1 of 4 is 5) 1 + 3 with surge
    assertThat(found(WeightRules.ROUNDING_DIFFERS, weight(3, 20, ""), PlanSettings.DEFAULT))
        .isEmpty();
    // 33 % of 10: ceiling 4 + 7; closest 3 + 7
    assertThat(found(WeightRules.ROUNDING_DIFFERS, weight(10, 33, ""), PlanSettings.DEFAULT))
        .containsExactly(
            "rounding-differs spec.strategy.canary.steps[0].setWeight: setWeight \"33\" of 10"
                + " replicas is 4 canary + 7 stable when both counts are rounded up, the documented"
                + " rule (ceiling), and 3 canary + 7 stable by the rule of controllers since v1.2"
                + " (closest)");
  }

  @Test
  void saysNothingOfTheOtherRoundingToWhoeverChoseOne() {
    PlanSettings ceiling = PlanSettings.DEFAULT.withRounding(Rounding.CEILING);
    assertThat(found(WeightRules.ROUNDING_DIFFERS, weight(10, 33, ""), CLOSEST)).isEmpty();
    assertThat(found(WeightRules.ROUNDING_DIFFERS, weight(10, 33, ""), ceiling)).isEmpty();
  }
}

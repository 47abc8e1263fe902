// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.Manifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.controller.BlueGreenController;
import io.canaryplan.controller.CanaryController;
import io.canaryplan.controller.DeploymentController;
import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.RollingUpdatePlan;
import io.canaryplan.report.ComparisonFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every comparison. */
class ComparisonProperties {
  private static final List<String> STRATEGIES =
      List.of(
          "canary: {}",
          "canary: {steps: [{setWeight: %d}, {pause: {duration: 30}}, {setWeight: 100}]}",
          "canary: {maxSurge: 3, maxUnavailable: 1, steps: [{setWeight: %d}, {pause: {}}]}",
          """
          canary: {canaryService: c, stableService: s, trafficRouting: {istio: {virtualService: \
          {name: v}}}, steps: [{setWeight: %d}, {setCanaryScale: {replicas: 1}}, {pause: {}}]}\
          """,
          "blueGreen: {activeService: shop}",
          "blueGreen: {activeService: shop, previewReplicaCount: 1, autoPromotionSeconds: %d}",
          "blueGreen: {activeService: shop, autoPromotionEnabled: false}");

  @Provide
  Arbitrary<String> manifests() {
    Arbitrary<Integer> replicas =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 12), Arbitraries.of(1000, 50_000, Integer.MAX_VALUE));
    Arbitrary<String> rollouts =
        Combinators.combine(
                replicas, Arbitraries.of(STRATEGIES), Arbitraries.integers().between(0, 100))
            .as(
                (pods, strategy, number) ->
                    Compared.rollout(pods, strategy.formatted(number).strip()));
    Arbitrary<String> deployments =
        Combinators.combine(
                replicas.filter(pods -> pods < Integer.MAX_VALUE),
                Arbitraries.of(
                    "",
                    "minReadySeconds: 30",
                    "strategy: {type: Recreate}",
                    "strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}"))
            .as(Compared::deployment);
    return Arbitraries.oneOf(rollouts, deployments);
  }

  @Provide
  Arbitrary<TrialSteps> trials() {
    return Arbitraries.integers()
        .between(0, 100)
        .set()
        .ofMaxSize(3)
        .map(weights -> new TrialSteps(weights.stream().sorted().toList()));
  }

  /** No way has other numbers than the planner of its strategy, asked by itself. */
  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void thePlansAreThoseOfTheThreePlanners(
      @ForAll("manifests") String manifest, @ForAll("trials") TrialSteps trial) {
    for (ComparedWay way : Compared.of(manifest, PlannerOptions.DEFAULT, trial).planned()) {
      Plan plan = way.plan().orElseThrow();

      assertThat(replanned(plan)).isEqualTo(plan);
    }
  }

  private static Plan replanned(Plan plan) {
    if (plan instanceof RollingUpdatePlan rolling) {
      return DeploymentController.plan(rolling.spec(), rolling.pace());
    }
    return plan instanceof BlueGreenPlan blueGreen
        ? BlueGreenController.plan(blueGreen.rollout(), blueGreen.settings())
        : CanaryController.plan(((CanaryPlan) plan).rollout(), ((CanaryPlan) plan).settings());
  }

  /** Each way once, in the order of the strategies, trial steps behind what is written. */
  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void theWaysHaveTheirOrder(
      @ForAll("manifests") String manifest, @ForAll("trials") TrialSteps trial) {
    List<ComparedWay> ways = Compared.of(manifest, PlannerOptions.DEFAULT, trial).ways();

    assertThat(ways)
        .isSortedAccordingTo(
            Comparator.comparing(ComparedWay::way)
                .thenComparing(way -> way.origin() == Origin.TRIAL ? 1 : 0));
    assertThat(ways).extracting(ComparedWay::toString).doesNotHaveDuplicates();
    assertThat(ways).filteredOn(way -> way.origin() == Origin.WRITTEN).hasSize(1);
    assertThat(ways)
        .extracting(ComparedWay::way)
        .contains(Way.ROLLING_UPDATE, Way.BLUE_GREEN, Way.CANARY, Way.ROUTED_CANARY);
  }

  /** Users go up to all; what comes before a stop is one of their shares; pods are never fewer. */
  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void theNumbersFitTogether(
      @ForAll("manifests") String manifest, @ForAll("trials") TrialSteps trial) {
    for (ComparedWay way : Compared.of(manifest, PlannerOptions.DEFAULT, trial).planned()) {
      Plan plan = way.plan().orElseThrow();
      Exposure exposure = Exposure.of(plan);

      assertThat(exposure.shares())
          .allSatisfy(share -> assertThat(share.part()).isBetween(0L, share.whole()));
      // of very many the first ones and the last are listed
      if (exposure.shares().size() < Exposure.MOST_SHARES) {
        assertThat(exposure.shares())
            .usingElementComparator(Ratio::compareTo)
            .contains(exposure.beforeStop());
      }
      assertThat(plan.peakPods()).isGreaterThanOrEqualTo(plan.replicas());
      assertThat(plan.lowestAvailablePods()).isBetween(0L, (long) plan.replicas());
      assertThat(ExtraPods.of(plan).podSeconds().signum()).isNotNegative();
      TimeToFull.of(plan).seconds().ifPresent(time -> assertThat(time).isNotNegative());
    }
  }

  /** What is printed holds no number that is none, and the groups of what decides rise. */
  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void nothingPrintedIsNoNumber(
      @ForAll("manifests") String manifest, @ForAll("trials") TrialSteps trial) {
    Comparisons comparisons =
        Comparisons.of(Manifests.read("shop.yaml", manifest), PlannerOptions.DEFAULT, trial);

    for (ComparisonFormat format : ComparisonFormat.values()) {
      assertThat(format.text(comparisons)).doesNotContain("NaN", "Infinity", "-1", "Optional");
    }
    ComparisonFormat.TABLE
        .text(comparisons)
        .lines()
        .filter(line -> line.startsWith("What decides: "))
        .forEach(ComparisonProperties::rises);
  }

  private static void rises(String line) {
    for (String factor : line.split("against ", -1)) {
      List<Double> numbers = new ArrayList<>();
      int open = factor.indexOf(" (");
      for (String group : open < 0 ? new String[0] : factor.substring(open + 2).split("; ", -1)) {
        numbers.add(Double.valueOf(group.substring(0, group.indexOf(' '))));
      }
      assertThat(numbers).isSorted();
    }
  }
}

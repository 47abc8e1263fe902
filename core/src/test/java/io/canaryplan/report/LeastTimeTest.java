// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.Manifests;
import io.canaryplan.PlannedManifests;
import io.canaryplan.PlannerOptions;
import io.canaryplan.comparison.Comparisons;
import io.canaryplan.comparison.Origin;
import io.canaryplan.comparison.TimeToFull;
import io.canaryplan.comparison.TrialSteps;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.Readiness;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * minReadySeconds in the times: rolling.md 7.1 counts its waits, bluegreen.md 4.1 and 5.1 say which
 * there are, and canary.md 1.1 says no more than what it means.
 */
class LeastTimeTest {
  private static final String SPEC =
      """
      metadata: {name: shop}
      spec:
        replicas: 10
        minReadySeconds: %d
        selector: {matchLabels: {app: shop}}
        template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: web}]}}
      """;
  private static final String ROLLOUT = "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\n" + SPEC;
  private static final String DEPLOYMENT = "apiVersion: apps/v1\nkind: Deployment\n" + SPEC;
  private static final String BLUE_GREEN =
      ROLLOUT + "  strategy: {blueGreen: {activeService: a, previewReplicaCount: 2}}\n";
  private static final String CANARY =
      ROLLOUT + "  strategy: {canary: {steps: [{setWeight: 20}, {pause: {duration: 60}}]}}\n";

  private static PlannedManifests planned(String manifest, int minReady, PlannerOptions options) {
    return CanaryPlanner.plan(Manifests.read("shop.yaml", manifest.formatted(minReady)), options);
  }

  private static Plan plan(String manifest, int minReady) {
    return plan(manifest, minReady, PlannerOptions.DEFAULT.readiness());
  }

  private static Plan plan(String manifest, int minReady, Readiness readiness) {
    return planned(manifest, minReady, PlannerOptions.DEFAULT.withReadiness(readiness))
        .workloads()
        .get(0)
        .update()
        .value()
        .orElseThrow();
  }

  private static String time(String manifest, int minReady) {
    return time(plan(manifest, minReady));
  }

  private static String time(Plan plan) {
    return PlanTable.of(plan)
        .lines()
        .filter(line -> line.startsWith("time: "))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDeploymentAndABlueGreenUpdateHaveItIn() {
    // B3/3, B5/5 … of 10 with 3 more and 2 fewer: pods are waited for twice
    assertThat(time(DEPLOYMENT, 20))
        .isEqualTo(
            "time: at least 40s with minReadySeconds, 20s for each wait for pods, and what the pods"
                + " need to become ready");
    // 2 preview pods, then the other 8, then scaleDownDelaySeconds
    assertThat(time(BLUE_GREEN, 20)).startsWith("time: at least 1m10s with minReadySeconds, 20s ");
  }

  @Test
  void aCanarySaysThatItIsNotIn() {
    assertThat(time(CANARY, 20))
        .isEqualTo(
            "time: at least 1m, and what the pods need to become ready and then to stay so for"
                + " minReadySeconds, 20s for each wait for pods");
    assertThat(time(CANARY, 0)).isEqualTo("time: 1m, and what the pods need to become ready");
  }

  /** The switch of the comparison is scaleDownDelaySeconds before the end of the plan. */
  @Test
  void theComparisonHasTheSameNumbers() {
    for (String manifest : List.of(BLUE_GREEN, DEPLOYMENT, CANARY)) {
      Plan plan = plan(manifest, 20);
      OptionalLong full = TimeToFull.of(plan).seconds();
      long delay = manifest.equals(BLUE_GREEN) ? 30 : 0;

      assertThat(LeastTime.of(plan).seconds().getAsLong()).isEqualTo(full.getAsLong() + delay);
      Manifests manifests = Manifests.read("shop.yaml", manifest.formatted(20));
      assertThat(
              Comparisons.of(manifests, PlannerOptions.DEFAULT, TrialSteps.NONE)
                  .comparisons()
                  .get(0)
                  .planned())
          .filteredOn(way -> way.origin() == Origin.WRITTEN)
          .singleElement()
          .satisfies(
              way -> assertThat(TimeToFull.of(way.plan().orElseThrow()).seconds()).isEqualTo(full));
    }
  }

  /** Portions overlap in a way that nobody counts. */
  @Test
  void portionsAreNotCounted() {
    Plan plan =
        planned(BLUE_GREEN, 20, PlannerOptions.DEFAULT.withReadiness(Readiness.perPass(1)))
            .workloads()
            .get(0)
            .update()
            .value()
            .orElseThrow();

    assertThat(LeastTime.of(plan)).isEqualTo(new LeastTime(OptionalLong.of(30), 20, false));
  }

  /** With 0 replicas there is no pod to wait for (rolling.md 3.3): complete in its first pass. */
  @ParameterizedTest
  @CsvSource({"never, 0", "never, 20", "3, 0", "3, 20"})
  void withoutReplicasNoPodIsWaitedFor(String pods, int minReady) {
    Readiness readiness = pods.equals("never") ? Readiness.NEVER : Readiness.perPass(3);
    Plan plan = plan(DEPLOYMENT.replace("replicas: 10", "replicas: 0"), minReady, readiness);

    assertThat(plan.standstill()).isEmpty();
    assertThat(plan.seconds()).hasValue(0);
  }

  /** rolling.md 3.3: 3 + 2 new pods that are never available; canary.md 10.1: no step after it. */
  @Test
  void aStandstillIsNoOpenTime() {
    String pausing = CANARY.replace("[{setWeight", "[{pause: {}}, {setWeight");

    assertThat(time(plan(DEPLOYMENT, 0, Readiness.NEVER)))
        .isEqualTo("time: no end by itself, stuck at stopped");
    assertThat(time(plan(DEPLOYMENT, 0, Readiness.perPass(1))))
        .isEqualTo("time: not known, as pods become available in portions");
    assertThat(time(plan(CANARY, 0, Readiness.NEVER)))
        .isEqualTo("time: no end by itself, stuck at 1 setWeight: 20");
    assertThat(time(plan(pausing, 0, Readiness.NEVER)))
        .isEqualTo("time: open at 1 pause: {}, then no end by itself, stuck at 2 setWeight: 20");
    assertThat(time(plan(pausing, 0, Readiness.AT_ONCE))).isEqualTo("time: open at 1 pause: {}");
  }

  @Test
  void aCourseSaysItToo() {
    Plan rolling = plan(DEPLOYMENT, 20);
    assertThat(LeastTime.of(rolling, rolling.at(1).rollback()).text())
        .startsWith("at least 40s with minReadySeconds");
    Plan canary = plan(CANARY, 20);
    assertThat(LeastTime.of(canary, canary.at(2).promote()).text())
        .endsWith("stay so for minReadySeconds, 20s for each wait for pods");
  }
}

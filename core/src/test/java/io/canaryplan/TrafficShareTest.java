// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.finding.Finding;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ControllerVersion;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.TrafficShare;
import io.canaryplan.plan.TrafficShare.Basis;
import io.canaryplan.report.PlanDetail;
import io.canaryplan.report.PlanTable;
import io.canaryplan.report.ReportFormat;
import org.junit.jupiter.api.Test;

/** What share of the traffic is reached, with a router and without (istio.md 6.2). */
class TrafficShareTest {
  private static final PlannerOptions CLOSEST =
      PlannerOptions.forController(ControllerVersion.V1_9);

  private static PlannedManifests planned(int replicas, String canary, PlannerOptions options) {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: shop}
        spec:
          replicas: %s
          selector: {matchLabels: {app: shop}}
          template:
            metadata: {labels: {app: shop}}
            spec: {containers: [{name: web, image: "demo:v1"}]}
          strategy: {canary: {%s}}
        """
            .formatted(replicas, canary);
    return CanaryPlanner.plan(Manifests.read("shop.yaml", text), options);
  }

  private static CanaryPlan plan(int replicas, String canary, PlannerOptions options) {
    return planned(replicas, canary, options).rollouts().get(0).plan().value().orElseThrow();
  }

  private static CanaryPlan plan(int replicas, String canary) {
    return plan(replicas, canary, CLOSEST);
  }

  private static TrafficShare pods(long canary, long total) {
    return new TrafficShare(Basis.PODS, canary, total);
  }

  /** canary.md 2.3: 2 replicas with surge at 70 are 2 + 1, one replica is 1 + 1. */
  @Test
  void podsShareTheTrafficWithoutRouter() {
    String steps = "maxUnavailable: 0, steps: [{setWeight: 70}, {pause: {}}]";
    CanaryPlan two = plan(2, steps);
    CanaryPlan one = plan(1, steps);

    assertThat(two.states())
        .extracting(two::traffic)
        .containsExactly(pods(0, 2), pods(2, 3), pods(2, 3), pods(0, 2));
    assertThat(one.traffic(one.step(1))).isEqualTo(pods(1, 2)).hasToString("50 % (1/2 pods)");
    assertThat(PlanTable.of(one))
        .contains("| 1 setWeight: 70 |      1 |      1 |     2 | 50 % (asked 70)   |");
  }

  /** The share goes with the pods, pass by pass: the trace of canary.md 2.7, r=1, w=50, S=1. */
  @Test
  void passesAndAbortsTellTheSame() {
    CanaryPlan plan =
        plan(4, "maxSurge: 1, maxUnavailable: 0, steps: [{setWeight: 50}, {pause: {}}]");

    assertThat(plan.step(0).passes())
        .extracting(plan::traffic)
        .containsExactly(pods(1, 5), pods(1, 4), pods(2, 5), pods(2, 4));
    // canary.md 2.7: abort from 2/2 goes 2/3, 1/3, 1/4, 0/4
    assertThat(plan.aborts().get(1).passes())
        .extracting(plan::traffic)
        .containsExactly(pods(2, 5), pods(1, 4), pods(1, 5), pods(0, 4));
    assertThat(PlanTable.of(plan, PlanDetail.PASSES, PlanDetail.ABORTS))
        .contains("|      2 |      3 |     5 | 40 % (asked 50)")
        .contains("|      2 |      3 |     5 | 40 % (asked 0)")
        .contains("|      2 |      2 |     4 | 50 %   ");
  }

  @Test
  void aNamedStableServiceReachesNoCanary() {
    for (String services :
        new String[] {
          "stableService: s, canaryService: c",
          "stableService: s",
          "pingPong: {pingService: s, pongService: c}",
          "trafficRouting: {}, stableService: s"
        }) {
      PlannedManifests planned = planned(10, services + ", steps: [{setWeight: 20}]", CLOSEST);
      CanaryPlan plan = planned.rollouts().get(0).plan().value().orElseThrow();

      TrafficShare share = plan.traffic(plan.step(0));
      assertThat(share.basis()).isEqualTo(Basis.STABLE_SERVICE);
      assertThat(share.canary()).isZero();
      assertThat(share.total()).isEqualTo(plan.step(0).replicas().stable());
      assertThat(planned.rollouts().get(0).findings())
          .filteredOn(found -> found.rule().id().equals("services-without-routing"))
          .extracting(Finding::message)
          .singleElement()
          .asString()
          .contains("0 % canary");
      // nothing is said of a share by pods, which nobody gets
      assertThat(planned.rollouts().get(0).findings())
          .extracting(found -> found.rule().id())
          .doesNotContain("unreachable-weight");
      assertThat(PlanTable.of(plan)).contains("| 0 % of stable Service (asked 20) |");
    }
  }

  /** A canary Service alone narrows nobody's traffic: clients use one that is not named. */
  @Test
  void aCanaryServiceAloneLeavesTheShareToPods() {
    PlannedManifests planned = planned(2, "canaryService: c, steps: [{setWeight: 20}]", CLOSEST);
    CanaryPlan plan = planned.rollouts().get(0).plan().value().orElseThrow();

    assertThat(plan.traffic(plan.step(0))).isEqualTo(pods(1, 3));
    assertThat(PlanTable.of(plan)).contains("| 33.3 % (asked 20) |");
    assertThat(planned.rollouts().get(0).findings())
        .extracting(found -> found.rule().id())
        .doesNotContain("services-without-routing");
  }

  @Test
  void aRouterReachesItsWeights() {
    CanaryPlan plan =
        plan(
            3,
            "stableService: s, canaryService: c, steps: [{setWeight: 5}],"
                + " trafficRouting: {nginx: {stableIngress: i}, maxTrafficWeight: 1000}");

    assertThat(plan.traffic(plan.step(0)))
        .isEqualTo(new TrafficShare(Basis.WEIGHTS, 5, 1000))
        .hasToString("0.5 % (5/1000 by weight)");
    assertThat(PlanTable.of(plan)).contains("| traffic canary/stable |", "| 5/995 ");
    Pass last = plan.step(0).passes().get(plan.step(0).passes().size() - 1);
    assertThat(plan.traffic(last)).isEqualTo(plan.traffic(plan.step(0)));
  }

  @Test
  void podsThatAreNeverReadyGetNoTraffic() {
    CanaryPlan plan =
        plan(
            2,
            "maxUnavailable: 0, maxSurge: 1, steps: [{setWeight: 50}]",
            CLOSEST.withReadiness(Readiness.NEVER));

    assertThat(plan.step(0).replicas().canary()).isEqualTo(1);
    assertThat(plan.traffic(plan.step(0))).isEqualTo(pods(0, 2));
  }

  @Test
  void withoutPodsThereIsNobodyToAnswer() {
    CanaryPlan plan = plan(0, "steps: [{setWeight: 20}]");

    assertThat(plan.traffic(plan.step(0))).isEqualTo(pods(0, 0));
    assertThat(PlanTable.of(plan)).contains("| no pods (asked 20) |");
  }

  @Test
  void jsonHasTheFraction() {
    PlannedManifests planned =
        planned(2, "maxUnavailable: 0, steps: [{setWeight: 70}, {pause: {}}]", CLOSEST);
    Object json = Json.parse(ReportFormat.JSON.text(planned));

    Object state = Json.list(json, "states").get(1);
    Object traffic = Json.get(state, "traffic");
    assertThat(Json.text(traffic, "by")).isEqualTo("pods");
    assertThat(Json.number(traffic, "canary")).isEqualTo(2);
    assertThat(Json.number(traffic, "total")).isEqualTo(3);
    // the request stays where it was
    assertThat(Json.number(Json.get(state, "weights"), "canary")).isEqualTo(70);
    Object back = Json.get(Json.list(json, "aborts").get(1), "traffic");
    assertThat(Json.number(back, "canary")).isZero();
    assertThat(Json.number(back, "total")).isEqualTo(2);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.controller.CanaryController;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.rollout.CanaryStep.Pause;
import io.canaryplan.rollout.CanaryStep.SetHeaderRoute;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.IstioDestinationRuleRef;
import io.canaryplan.rollout.IstioTrafficRouting;
import io.canaryplan.rollout.IstioVirtualServiceRef;
import io.canaryplan.rollout.Rollout;
import io.canaryplan.rollout.TrafficRouting;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTableTest {
  private static final List<io.canaryplan.rollout.CanaryStep> STEPS =
      List.of(new SetWeight(5), Pause.ofSeconds(60));

  private static final TrafficRouting ISTIO =
      TrafficRouting.of(
          new IstioTrafficRouting(
              List.of(),
              Optional.of(IstioVirtualServiceRef.of("rollout-vsvc", "primary")),
              Optional.of(IstioDestinationRuleRef.of("rollout-destrule", "canary", "stable"))));

  /** The table of the project's main job: ceil(2 · 5 %) = 1 canary beside both stable pods. */
  @Test
  void printsTheExample() {
    CanaryStrategy canary = CanaryStrategy.builder().steps(STEPS).trafficRouting(ISTIO).build();
    Rollout rollout = Rollout.builder("rollout-example", canary).replicas(2).build();

    assertThat(PlanTable.of(CanaryController.plan(rollout, PlanSettings.DEFAULT)))
        .startsWith(
            """
            rollout-example: 2 replicas, traffic routing istio, controller 1.9

            | state          | canary | stable | total | traffic canary/stable | for |
            |----------------|--------|--------|-------|-----------------------|-----|
            | initial        |      0 |      2 |     2 | 0/100                 |     |
            | 1 setWeight: 5 |      1 |      2 |     3 | 5/95                  |     |
            | 2 pause: 60    |      1 |      2 |     3 | 5/95                  | 1m  |
            | promoted       |      0 |      2 |     2 | 0/100                 |     |
            """);
  }

  @Test
  void namesStayOnOneLine() {
    CanaryStrategy canary =
        CanaryStrategy.builder()
            .steps(List.of(new SetWeight(5), new SetHeaderRoute("a\nb", List.of())))
            .trafficRouting(ISTIO)
            .build();
    Rollout rollout = Rollout.builder("shop\nforged", canary).replicas(2).build();

    String table =
        PlanTable.of(CanaryController.plan(rollout, PlanSettings.DEFAULT), PlanDetail.REASONS);
    assertThat(table).startsWith("shop forged: 2 replicas,").doesNotContain("\nb", "\nforged");
  }

  /** Without a router the pods carry the weight: 1 and 2 pods, by rounding both counts up. */
  @Test
  void saysWhatBoundsPodsWithoutRouter() {
    CanaryStrategy canary = CanaryStrategy.builder().steps(STEPS).build();
    Rollout rollout =
        Rollout.builder("rollout-example", canary).namespace("shop").replicas(1).build();

    assertThat(PlanTable.of(CanaryController.plan(rollout, PlanSettings.DEFAULT)))
        .startsWith(
            "shop/rollout-example: 1 replica, no traffic routing, rounding ceiling, maxSurge 1,"
                + " maxUnavailable 0, controller 1.9\n");
  }

  @Test
  void explainsEachNumber() {
    CanaryStrategy canary = CanaryStrategy.builder().steps(STEPS).build();
    Rollout rollout = Rollout.builder("rollout-example", canary).replicas(2).build();

    assertThat(
            PlanTable.of(CanaryController.plan(rollout, PlanSettings.DEFAULT), PlanDetail.REASONS))
        .contains("\n1 setWeight: 5:\n  canary: 5 % of 2 is 0.1, rounded up to 1\n");
  }

  /** The trace of canary.md 3.6, with the way back: 30 s until the aborted canary goes. */
  @Test
  void showsPassesAndAborts() {
    CanaryStrategy canary =
        CanaryStrategy.builder()
            .steps(List.of(new SetWeight(10), Pause.untilResumed()))
            .trafficRouting(ISTIO)
            .build();
    Rollout rollout = Rollout.builder("shop", canary).replicas(10).build();

    assertThat(
            PlanTable.of(
                CanaryController.plan(rollout, PlanSettings.DEFAULT),
                PlanDetail.PASSES,
                PlanDetail.ABORTS))
        .contains(
            """
            | initial                               |      0 |         10 |    10 | 0/100                 |           |
            |   · scaled canary, subset hash moved  |      1 |         10 |    11 | 0/100                 |           |
            |   · weight written, step completed    |      1 |         10 |    11 | 10/90                 |           |
            | 1 setWeight: 10                       |      1 |         10 |    11 | 10/90                 |           |
            | 2 pause: {}                           |      1 |         10 |    11 | 10/90                 | open      |
            |   · scaled canary                     |     10 |         10 |    20 | 10/90                 |           |
            |   · weight written, promoted          |     10 |         10 |    20 | 100/0                 |           |
            |   · weight written, subset hash moved |      0 | 10 +10 old |    20 | 0/100                 |           |
            |   · scale down deadline set           |      0 | 10 +10 old |    20 | 0/100                 |           |
            |   · scaled older                      |      0 |         10 |    10 | 0/100                 | after 30s |
            | promoted                              |      0 |         10 |    10 | 0/100                 |           |
            """)
        .contains(
            """
            |   · weight written, scale down deadline set |      1 |     10 |    11 | 0/100                 |           |
            |   · scaled canary                           |      0 |     10 |    10 | 0/100                 | after 30s |
            | 2 pause: {}                                 |      0 |     10 |    10 | 0/100                 | 30s       |
            """);
  }
}

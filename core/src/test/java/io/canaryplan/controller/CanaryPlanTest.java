// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static io.canaryplan.controller.Samples.CLOSEST;
import static io.canaryplan.controller.Samples.basic;
import static io.canaryplan.controller.Samples.hosts;
import static io.canaryplan.controller.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canaryplan.plan.Act;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Course;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.PlanSettings;
import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.PodGroup;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.Readiness;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.TrafficShare;
import io.canaryplan.plan.TrafficShare.Basis;
import io.canaryplan.plan.UpdateMoment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plan tells of itself and of its states; numbers from canary.md 2.3, 3.6 and 5.4. */
class CanaryPlanTest {
  private static CanaryPlan small() {
    // 20 % and 50 % of 10 are whole, so the counts are those of both roundings
    return plan(10, basic("20 50", 1, 0), CLOSEST);
  }

  @Test
  void equalInputsGiveEqualPlans() {
    assertThat(small()).isEqualTo(small()).hasSameHashCodeAs(small());
    assertThat(small().hashCode()).isNotZero();
    assertThat(small())
        .isNotEqualTo(plan(10, basic("20 60", 1, 0), CLOSEST))
        .isNotEqualTo(plan(10, basic("20 50", 1, 0), PlanSettings.DEFAULT))
        .isNotEqualTo(plan(11, basic("20 50", 1, 0), CLOSEST))
        .isNotEqualTo("shop");
  }

  @Test
  void tellsWhatItIsOf() {
    CanaryPlan plan = small();
    assertThat(plan.rollout().name()).isEqualTo("shop");
    assertThat(plan.name()).isEqualTo("shop");
    assertThat(plan.strategy()).hasToString("canary");
    assertThat(plan.hasRouter()).isFalse();
    assertThat(plan(10, hosts("20"), CLOSEST).hasRouter()).isTrue();
    assertThat(plan)
        .hasToString(
            "shop[initial 0/10 at 0/100, setWeight: 20 2/8 at 20/80, setWeight: 50 5/5 at 50/50,"
                + " promoted 0/10 at 0/100]");
    assertThat(plan.terms())
        .containsExactly("rounding closest", "maxSurge 1", "maxUnavailable 0", "controller 1.9");
    assertThat(plan(10, hosts("20"), CLOSEST).terms()).first().isEqualTo("traffic routing");
  }

  @Test
  void stepsAreCountedFromZero() {
    CanaryPlan plan = small();
    assertThat(plan.step(0)).isSameAs(plan.states().get(1));
    assertThat(plan.step(1)).isSameAs(plan.states().get(2));
    assertThatThrownBy(() -> plan.step(2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("no step 2 among 2");
    assertThatThrownBy(() -> plan.step(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void oldAndNewPodsSwapNamesWithThePromotion() {
    List<PlannedState> states = small().states();
    assertThat(states).extracting(PlannedState::newPods).containsExactly(0L, 2L, 5L, 10L);
    assertThat(states).extracting(PlannedState::oldPods).containsExactly(10L, 8L, 5L, 0L);
    assertThat(states)
        .extracting(PlannedState::name)
        .containsExactly("initial", "step", "step", "promoted");
  }

  @Test
  void withoutRouterThePodsShareTheTraffic() {
    CanaryPlan plan = small();
    PlannedState at20 = plan.step(0);
    assertThat(plan.traffic(at20)).isEqualTo(new TrafficShare(Basis.PODS, 2, 10));
    assertThat(plan.traffic(at20)).hasToString("20 % (2/10 pods)");
    assertThat(plan.traffic(at20).ratio()).isEqualTo(new Ratio(2, 10));
    Pass last = at20.passes().get(at20.passes().size() - 1);
    assertThat(plan.traffic(last)).isEqualTo(new TrafficShare(Basis.PODS, 2, 10));
    Course back = plan.abortAt(at20).course();
    assertThat(plan.traffic(back)).isEqualTo(new TrafficShare(Basis.PODS, 0, 10));
    assertThat(plan.trafficShare(at20)).isEqualTo(new Ratio(2, 10));
    assertThat(plan.trafficShare(plan.states().get(3))).isEqualTo(new Ratio(10, 10));
    assertThat(plan.trafficShare(last)).isEqualTo(new Ratio(2, 10));
  }

  @Test
  void aNamedStableServiceKeepsItsClientsFromTheCanary() {
    CanaryPlan plan = plan(10, basic("20", 1, 0).stableService("shop"), CLOSEST);
    assertThat(plan.traffic(plan.step(0))).isEqualTo(new TrafficShare(Basis.STABLE_SERVICE, 0, 8));
  }

  @Test
  void aRouterSharesByWeights() {
    CanaryPlan plan = plan(10, hosts("20"), CLOSEST);
    assertThat(plan.traffic(plan.step(0))).isEqualTo(new TrafficShare(Basis.WEIGHTS, 20, 100));
    assertThat(plan.traffic(plan.step(0))).hasToString("20 % (20/100 by weight)");
  }

  @Test
  void podsThatAreNeverReadyGetNoTraffic() {
    CanaryPlan plan = plan(4, basic("25", 1, 0), CLOSEST.withReadiness(Readiness.NEVER));
    PlannedState stuck = plan.step(0);
    assertThat(stuck.standstill()).get().isEqualTo(new Standstill.PodsNeverAvailable(true, 1, 0));
    assertThat(plan.traffic(stuck).canary()).isZero();
    assertThat(stuck).asString().startsWith("setWeight: 25 1/").endsWith(" stuck");
    assertThat(plan.states().get(2)).hasToString("promoted unreachable");
    assertThat(plan.standstill()).isEqualTo(stuck.standstill());
    // the way back from a promotion that does not come is refused, as nobody is ever there
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan.abortAt(plan.states().get(2)))
        .withMessage("'promoted unreachable' never comes");
  }

  /** canary.md 3.7: the roles change with the promotion, which needs all pods available. */
  @Test
  void aPromotionThatDoesNotComeLeavesTheNewVersionItsRole() {
    CanaryPlan stuck = plan(10, basic("20 50", 1, 0), CLOSEST.withReadiness(Readiness.NEVER));
    CanaryPlan last = plan(3, basic("", 1, 0), CLOSEST.withReadiness(Readiness.NEVER));

    for (PlannedState state : stuck.states().subList(1, 4)) {
      // the one pod that maxSurge allows, never available, beside all old ones
      assertThat(List.of(state.newPods(), state.oldPods(), state.availablePods()))
          .containsExactly(1L, 10L, 10L);
      assertThat(stuck.trafficShare(state)).isEqualTo(new Ratio(0, 10));
    }
    PlannedState end = last.states().get(1);
    assertThat(end.reachable()).isTrue();
    assertThat(List.of(end.newPods(), end.oldPods(), end.availablePods()))
        .containsExactly(1L, 3L, 3L);
    assertThat(last.trafficShare(end)).isEqualTo(new Ratio(0, 3));
  }

  /** Of replicas 0 every version is promoted, and back on version 1 its pods alone ever serve. */
  @Test
  void brokenPodsOfTheStableVersionGetNoTrafficEither() {
    PlanSettings broken = CLOSEST.withReadiness(Readiness.NEVER).withReplicas(0);
    CanaryPlan plan = plan(0, basic("20 pause", 1, 0), broken);
    UpdateMoment back = plan.at(3).during(Act.of(Act.Kind.ROLLBACK), 0);

    UpdateMoment scaled = back.during(Act.scale(5), 2);
    assertThat(scaled.pods()).extracting(PodGroup::name).containsExactly("v2", "v1");
    assertThat(scaled.version()).isEqualTo(1);
    assertThat(scaled.trafficShare()).isEqualTo(new Ratio(1, 1));
  }

  @Test
  void statesBelongToTheirPlan() {
    PlannedState other = plan(10, basic("30", 1, 0), CLOSEST).states().get(1);
    PlannedState longer = plan(10, basic("20 50 70", 1, 0), CLOSEST).states().get(4);
    CanaryPlan plan = small();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan.promote(other))
        .withMessageContaining("is not a state of this plan");
    assertThat(longer.kind()).isEqualTo(PlannedState.Kind.PROMOTED);
    assertThatIllegalArgumentException().isThrownBy(() -> plan.abortAt(plan.states().get(0)));
    assertThatIllegalArgumentException().isThrownBy(() -> plan.abortAt(plan.states().get(3)));
  }

  @Test
  void passesPrintTheirNumbers() {
    Pass first = plan(10, hosts("20"), CLOSEST).step(0).passes().get(0);
    assertThat(first).hasToString("2+10 at 0 [SCALED_CANARY]");
    Pass old =
        plan(10, hosts("20"), CLOSEST).states().get(2).passes().stream()
            .filter(pass -> pass.olderReplicaSets() > 0)
            .findFirst()
            .orElseThrow();
    assertThat(old).asString().startsWith("0+10+10 at 0 [");
  }
}

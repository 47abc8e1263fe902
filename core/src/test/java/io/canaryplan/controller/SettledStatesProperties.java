// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.PlannedState;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.Pause;
import io.canaryplan.rollout.CanaryStep.SetCanaryScale;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SettledStatesProperties {
  @Property(tries = 300, seed = "1", edgeCases = EdgeCasesMode.NONE)
  void weightsAddUp(@ForAll("plans") Plans plans) {
    assertThat(plans.plan().states())
        .allSatisfy(state -> assertThat(state.weights().total()).isEqualTo(100));
  }

  @Property(tries = 300, seed = "1", edgeCases = EdgeCasesMode.NONE)
  void itBeginsAndEndsWithOneVersion(@ForAll("plans") Plans plans) {
    List<PlannedState> states = plans.plan().states();
    ReplicaCounts all = new ReplicaCounts(0, plans.replicas());
    assertThat(states.get(0).replicas()).isEqualTo(all);
    assertThat(states.get(states.size() - 1).replicas()).isEqualTo(all);
    assertThat(states).hasSize(plans.strategy().steps().size() + 2);
  }

  @Property(tries = 300, seed = "1", edgeCases = EdgeCasesMode.NONE)
  void planningTwiceIsIdentical(@ForAll("plans") Plans plans) {
    assertThat(plans.plan().states()).isEqualTo(plans.plan().states());
    assertThat(plans.plan().states()).hasToString(plans.plan().states().toString());
  }

  @Property(tries = 300, seed = "1", edgeCases = EdgeCasesMode.NONE)
  void everyStateExplainsBothCounts(@ForAll("plans") Plans plans) {
    for (PlannedState state : plans.plan().states()) {
      assertThat(state.reasons().get(0)).startsWith("canary: ");
      assertThat(state.reasons().get(1)).startsWith("stable: ");
    }
  }

  @Property(tries = 300, seed = "1", edgeCases = EdgeCasesMode.NONE)
  void noTrafficGoesToACanaryWithoutPods(@ForAll("plans") Plans plans) {
    if (plans.strategy().isRouted()) {
      assertThat(plans.plan().states())
          .filteredOn(state -> state.replicas().canary() == 0)
          .allMatch(state -> state.weights().canary() == 0)
          .allMatch(state -> state.routing().managedRoutes().isEmpty());
    }
  }

  @Provide
  Arbitrary<Plans> plans() {
    Arbitrary<Integer> weights = Arbitraries.integers().between(0, 100);
    Arbitrary<CanaryStep> steps =
        Arbitraries.oneOf(
            weights.map(SetWeight::new),
            Arbitraries.integers().between(0, 20).map(SetCanaryScale::ofReplicas),
            weights.map(SetCanaryScale::ofWeight),
            Arbitraries.of(SetCanaryScale.matchingTraffic(), Pause.untilResumed()));
    return Combinators.combine(
            Arbitraries.integers().between(0, 200),
            steps.list().ofMaxSize(8),
            Arbitraries.of(Rounding.class),
            Arbitraries.integers().between(0, 2))
        .as(SettledStatesProperties::plans);
  }

  private static Plans plans(int replicas, List<CanaryStep> steps, Rounding rounding, int kind) {
    Plans basic = Plans.basic(replicas).rounding(rounding).with(builder -> builder.steps(steps));
    return switch (kind) {
      case 0 -> basic;
      case 1 -> basic.routed();
      default -> basic.routed().with(builder -> builder.dynamicStableScale(true));
    };
  }
}

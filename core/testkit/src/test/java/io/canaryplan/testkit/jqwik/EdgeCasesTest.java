// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit.jqwik;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.CanaryPlanner;
import io.canaryplan.PlannerOptions;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.PassList;
import io.canaryplan.rollout.Rollout;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.Example;

/** The edge cases that the Javadoc promises; jqwik itself only keeps those that it would make. */
class EdgeCasesTest {
  private static <T> Set<T> edgeCases(Arbitrary<T> arbitrary) {
    Set<T> values = new LinkedHashSet<>();
    EdgeCases<T> cases = arbitrary.edgeCases();
    cases.forEach(shrinkable -> values.add(shrinkable.value()));
    return values;
  }

  @Example
  void ofWeights() {
    assertThat(edgeCases(CanaryPlanArbitraries.weights()))
        .containsExactlyInAnyOrder(0, 1, 50, 99, 100);
  }

  @Example
  void ofReplicas() {
    assertThat(edgeCases(CanaryPlanArbitraries.replicas()))
        .containsExactlyInAnyOrder(
            Optional.empty(),
            Optional.of(0),
            Optional.of(1),
            Optional.of(2),
            Optional.of(100),
            Optional.of(Integer.MAX_VALUE));
  }

  @Example
  void ofRolloutsHaveTheMostReplicasToo() {
    assertThat(edgeCases(CanaryPlanArbitraries.basicRollouts()))
        .extracting(Rollout::replicasOrDefault)
        .contains(0, 1, 2, 100, Integer.MAX_VALUE);
    assertThat(edgeCases(CanaryPlanArbitraries.istioRollouts()))
        .extracting(Rollout::replicasOrDefault)
        .contains(0, 1, 2, 100, Integer.MAX_VALUE);
  }

  /** Bounded work: no list of passes grows with the replicas. */
  @Example
  void everyEdgeCaseIsPlannedInFewPasses() {
    for (Rollout rollout : edgeCases(CanaryPlanArbitraries.rollouts())) {
      CanaryPlan plan = CanaryPlanner.plan(rollout, PlannerOptions.DEFAULT);

      assertThat(
              plan.states().stream().mapToInt(state -> PassList.atCorners(state.passes()).size()))
          .as(rollout::toString)
          .allMatch(corners -> corners <= 200);
    }
  }
}

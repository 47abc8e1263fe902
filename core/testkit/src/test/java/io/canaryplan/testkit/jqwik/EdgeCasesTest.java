// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit.jqwik;

import static org.assertj.core.api.Assertions.assertThat;

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
        .contains(Optional.empty())
        .contains(Optional.of(0), Optional.of(1), Optional.of(2), Optional.of(100));
  }
}

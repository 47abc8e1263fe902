// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.testkit.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.ScaleLimits;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WeightLawsProperties {
  @Property(tries = 2000, seed = "1")
  void plannerKeepsItsLawsForAllReplicas(
      @ForAll Rounding rounding,
      @ForAll @IntRange(max = Integer.MAX_VALUE) int replicas,
      @ForAll @IntRange(max = 100) int weight,
      @ForAll @IntRange(max = Integer.MAX_VALUE) int surge) {
    ScaleLimits limits = new ScaleLimits(surge, 0);
    assertThat(WeightLaws.of(rounding))
        .allSatisfy(
            law ->
                assertThat(law.violation(WeightFunction.of(rounding), replicas, weight, limits))
                    .isEmpty());
  }
}

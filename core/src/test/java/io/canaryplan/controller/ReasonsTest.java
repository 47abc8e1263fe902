// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.plan.Rounding;
import io.canaryplan.rollout.CanaryStep;
import io.canaryplan.rollout.CanaryStep.SetCanaryScale;
import io.canaryplan.rollout.CanaryStep.SetWeight;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonsTest {
  @Test
  void ceiling() {
    assertThat(reasons(Plans.basic(10), new SetWeight(15)))
        .containsExactly(
            "canary: 15 % of 10 is 1.5, rounded up to 2",
            "stable: 85 % of 10 is 8.5, rounded up to 9",
            "total: 11, one above replicas since both are rounded up");
    assertThat(reasons(Plans.basic(10), new SetWeight(0)))
        .containsExactly("canary: 0 % of 10 is 0", "stable: 100 % of 10 is 10");
    assertThat(reasons(Plans.basic(0), new SetWeight(15)))
        .containsExactly("canary: 15 % of 0 is 0", "stable: 85 % of 0 is 0");
  }

  @Test
  void closest() {
    Plans surge = Plans.basic(10).rounding(Rounding.CLOSEST);
    assertThat(reasons(surge, new SetWeight(41)))
        .containsExactly(
            "canary: 41 % of 10 is 4.1; 4 of 10 pods are the closest split, 40 %",
            "stable: the other 6 of 10 pods");
    assertThat(reasons(surge, new SetWeight(15)))
        .containsExactly(
            "canary: 15 % of 10 is 1.5; 2 of 11 pods are the closest split, 18.1818… %",
            "stable: the other 9 of 11 pods", "total: 11, one above replicas as maxSurge allows");
    assertThat(reasons(surge, new SetWeight(100)))
        .containsExactly("canary: 100 % of 10 is 10", "stable: 0 % of 10 is 0");
  }

  @Test
  void theHoleOfTheClosestRule() {
    Plans noSurge =
        Plans.basic(10)
            .rounding(Rounding.CLOSEST)
            .with(builder -> builder.maxSurge(IntOrPercent.of(0)));
    assertThat(reasons(noSurge, new SetWeight(95)))
        .containsExactly(
            "canary: none, although 95 % of 10 is 9.5: without surge the controller finds no split"
                + " for it and drops the canary",
            "stable: 10, since there is no canary");
  }

  @Test
  void routed() {
    Plans routed = Plans.basic(10).routed();
    assertThat(reasons(routed, new SetWeight(15)))
        .containsExactly(
            "canary: 15 % of 10 is 1.5, rounded up to 2",
            "stable: stays at 10 while traffic is routed");
    assertThat(reasons(routed, SetCanaryScale.ofReplicas(3)))
        .contains("canary: pinned at 3 by setCanaryScale");
    assertThat(reasons(routed, SetCanaryScale.ofWeight(25)))
        .contains("canary: setCanaryScale: 25 % of 10 is 2.5, rounded up to 3");
  }

  @Test
  void dynamicStableScaleAndTheLeastSize() {
    Plans plans =
        Plans.basic(10)
            .routed()
            .with(builder -> builder.dynamicStableScale(true).minPodsPerReplicaSet(3));
    assertThat(reasons(plans, new SetWeight(15)))
        .containsExactly(
            "canary: 15 % of 10 is 1.5, rounded up to 2, raised to 3 by minPodsPerReplicaSet",
            "stable: 85 % of 10 is 8.5, rounded up to 9",
            "stable: stands at 10 when the step is over");
    assertThat(reasons(plans, new SetWeight(95)).get(1))
        .isEqualTo(
            "stable: 5 % of 10 is 0.5, rounded up to 1, raised to 3 by minPodsPerReplicaSet");
    assertThat(reasons(plans, SetCanaryScale.ofReplicas(1)))
        .containsExactly(
            "canary: pinned at 1 by setCanaryScale, raised to 3 by minPodsPerReplicaSet",
            "stable: held at 10 while setCanaryScale pins the canary");
  }

  @Test
  void aScaleBeyondTheLargestInteger() {
    assertThat(
            reasons(Plans.basic(Integer.MAX_VALUE).routed(), SetCanaryScale.ofWeight(200)).get(0))
        .isEqualTo(
            "canary: setCanaryScale: 200 % of 2147483647 is 4294967294, limited to 2147483647");
  }

  @Test
  void sharesAreExactDecimals() {
    assertThat(Reasons.decimal(10, 15, 100)).isEqualTo("1.5");
    assertThat(Reasons.decimal(3, 33, 100)).isEqualTo("0.99");
    assertThat(Reasons.decimal(10, 1, 3)).isEqualTo("3.3333…");
    assertThat(Reasons.decimal(0, 15, 100)).isEqualTo("0");
  }

  private static List<String> reasons(Plans plans, CanaryStep step) {
    return plans.steps(step).at(0).reasons();
  }
}

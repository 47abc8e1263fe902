// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import static io.canaryplan.testkit.CanaryPlanAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.testkit.PlanOf;
import org.junit.jupiter.api.Test;

class RolloutServiceTest {
  @Test
  void keepsTwoPodsAndSendsFivePercent(@PlanOf("shop.yaml") CanaryPlan plan) {
    assertThat(plan).neverFallsBelowAvailable(2).step(1).hasReplicas(1, 2).sendsToCanary(5);
  }

  @Test
  void handsOutCountsAndDocuments() {
    RolloutService shop = RolloutService.ofShop();

    assertThat(shop.counts())
        .containsExactly(
            new ReplicaCounts(0, 2),
            new ReplicaCounts(1, 2),
            new ReplicaCounts(1, 2),
            new ReplicaCounts(0, 2));
    assertThat(shop.documents(1)).anyMatch(text -> text.contains("weight: 95"));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.check;

import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Capability;
import io.canaryplan.rollout.CanaryStrategy;
import io.canaryplan.rollout.TrafficRouting;

/** What becomes of stable where more than all traffic is asked for (canary.md 10.6, 10.13). */
final class AboveMaximum {
  private AboveMaximum() {}

  /** Returns the end of a sentence: {@code the status gives it -10, the VirtualService 0}. */
  static String of(CanaryPlan plan, long sum) {
    long left = plan.maxWeight() - sum;
    boolean istio =
        plan.maxWeight() == TrafficRouting.DEFAULT_MAX_WEIGHT
            && plan.rollout()
                .canary()
                .flatMap(CanaryStrategy::trafficRouting)
                .flatMap(TrafficRouting::istio)
                .isPresent();
    String status = "the status gives it " + left;
    if (!istio) {
      return status + " and the weights do not add up";
    }
    return plan.settings().controller().has(Capability.KEEPS_STABLE_WEIGHT_ABOVE_ZERO)
        ? status + ", the VirtualService 0, and the weights do not add up"
        : "it would get " + left + ", which Istio refuses, and every pass fails";
  }
}

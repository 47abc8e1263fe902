// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import io.canaryplan.plan.AdditionalWeight;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Pass;
import io.canaryplan.plan.Ratio;
import io.canaryplan.plan.TrafficShare;
import io.canaryplan.plan.TrafficShare.Basis;
import io.canaryplan.plan.TrafficWeights;

/**
 * The traffic column of a plan's tables: the weights where a router has them; else the share that
 * is reached and, where it differs, the weight that was asked for: {@code 33.3 % (asked 20)}.
 *
 * @param plan the plan of the table
 */
record TrafficText(CanaryPlan plan) {
  /** Returns the title of the column. */
  String title() {
    return isRouted() ? "traffic canary/stable" : "traffic to canary";
  }

  /** Returns the text after a pass. */
  String of(Pass pass) {
    return of(plan.traffic(pass), pass.weights());
  }

  /** Returns the text at the end of a stage. */
  String of(Stage stage) {
    return of(stage.traffic(), stage.weights());
  }

  private boolean isRouted() {
    return plan.trafficBasis() == Basis.WEIGHTS;
  }

  private String of(TrafficShare share, TrafficWeights weights) {
    if (isRouted()) {
      return inWeights(weights, plan.maxWeight());
    }
    String reached = reached(share, weights);
    String asked = percent(new Ratio(weights.canary(), weights.total()));
    boolean nothing = share.total() == 0 && weights.canary() == 0;
    return nothing || reached.equals(asked)
        ? reached
        : reached + " (asked " + weights.canary() + ")";
  }

  private static String percent(Ratio share) {
    return share.percent() + " %";
  }

  private static String inWeights(TrafficWeights weights, int max) {
    StringBuilder text = new StringBuilder(weights.toString());
    for (AdditionalWeight extra : weights.additional()) {
      text.append(", ").append(extra.service()).append(' ').append(extra.weight());
    }
    long status = weights.stableInStatus(max);
    if (status < 0) {
      text.append(" (stable ").append(status).append(" in status)");
    }
    return text.toString();
  }

  private static String reached(TrafficShare share, TrafficWeights weights) {
    if (share.total() == 0) {
      return "no pods";
    }
    // whose clients these are matters as long as they miss something
    boolean misses = share.basis() == Basis.STABLE_SERVICE && weights.canary() > 0;
    return percent(share.ratio()) + (misses ? " of stable Service" : "");
  }
}

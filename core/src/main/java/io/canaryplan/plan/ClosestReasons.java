// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;

/** Why the closest split is what it is. */
final class ClosestReasons {
  private ClosestReasons() {}

  static ImmutableList<String> of(BasicScaling scaling, int weight, ReplicaCounts counts) {
    int replicas = scaling.replicas();
    if (ClosestTarget.hasNone(replicas, weight, scaling.limits().maxSurge() > 0)) {
      return ImmutableList.of(
          "canary: none, although "
              + exact(replicas, weight)
              + ": without surge the controller finds no split for it and drops the canary",
          "stable: " + replicas + ", since there is no canary");
    }
    String share = Share.decimal(counts.canary(), 100, counts.total());
    ImmutableList.Builder<String> reasons = ImmutableList.builder();
    String pods = " of " + counts.total() + " pods";
    String closest = counts.canary() + pods + " are the closest split, " + share + " %";
    reasons.add("canary: " + exact(replicas, weight) + "; " + closest);
    reasons.add("stable: the other " + counts.stable() + pods);
    if (counts.total() > replicas) {
      reasons.add("total: " + counts.total() + ", one above replicas as maxSurge allows");
    }
    return reasons.build();
  }

  private static String exact(int replicas, int weight) {
    return weight + " % of " + replicas + " is " + Share.decimal(replicas, weight, 100);
  }
}

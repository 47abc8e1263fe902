// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.Goal;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.Rounding;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.plan.WeightMath;

/**
 * Why the numbers of a state are what they are, in words: {@code canary: 15 % of 10 is 1.5, rounded
 * up to 2}. The counts come first, canary before stable, then the total and the weights if there is
 * something to say about them.
 */
final class Reasons {
  private Reasons() {}

  static ImmutableList<String> initial(int replicas) {
    return ImmutableList.of(
        "canary: none before the update", "stable: " + replicas + " before the update");
  }

  static ImmutableList<String> promoted(int replicas) {
    return ImmutableList.of(
        "canary: none, since the new version has become the stable one",
        "stable: " + replicas + ", all of the new version");
  }

  /** Explains what a step asks for, and where the pods stand if that is elsewhere. */
  static ImmutableList<String> of(ResolvedCanary rules, int index, Goal goal, ControllerState end) {
    ReplicaCounts counts = goal.replicas();
    ImmutableList.Builder<String> reasons = ImmutableList.builder();
    reasons.addAll(
        rules.routed()
            ? routed(rules, index, counts, end)
            : basic(rules.basic(), rules.steps().weight(index), counts));
    ReplicaCounts pods = end.replicas();
    if (pods.canary() != counts.canary()) {
      reasons.add("canary: stands at " + pods.canary());
    }
    if (pods.stable() != counts.stable()) {
      reasons.add("stable: stands at " + pods.stable() + " when the step is over");
    }
    return reasons.build();
  }

  private static ImmutableList<String> basic(
      BasicScaling scaling, int weight, ReplicaCounts counts) {
    int replicas = scaling.replicas();
    // at both ends both rules give the exact split
    boolean closest =
        scaling.rounding() == Rounding.CLOSEST && weight > 0 && weight < 100 && replicas > 0;
    // only a single pod may be the closest split without any canary; with more of them it is what
    // the controller falls back to when it finds no split (2.4)
    if (closest && counts.canary() == 0 && replicas > 1) {
      return ImmutableList.of(
          "canary: none, although "
              + exact(replicas, weight, 100)
              + ": without surge the controller finds no split for it and drops the canary",
          "stable: " + replicas + ", since there is no canary");
    }
    ImmutableList.Builder<String> reasons = ImmutableList.builder();
    if (closest) {
      String pods = " of " + counts.total() + " pods";
      String share = decimal(counts.canary(), 100, counts.total());
      String split = counts.canary() + pods + " are the closest split, " + share + " %";
      reasons.add("canary: " + exact(replicas, weight, 100) + "; " + split);
      reasons.add("stable: the other " + counts.stable() + pods);
    } else {
      reasons.add("canary: " + roundedUp(replicas, weight, 100));
      reasons.add("stable: " + roundedUp(replicas, 100 - weight, 100));
    }
    if (counts.total() > replicas) {
      String why = closest ? "as maxSurge allows" : "since both are rounded up";
      reasons.add("total: " + counts.total() + ", one above replicas " + why);
    }
    return reasons.build();
  }

  private static ImmutableList<String> routed(
      ResolvedCanary rules, int index, ReplicaCounts counts, ControllerState end) {
    TrafficWeights weights = end.weights();
    ImmutableList.Builder<String> reasons = ImmutableList.builder();
    reasons.add("canary: " + routedCanary(rules, index, counts.canary()));
    reasons.add("stable: " + routedStable(rules, index, counts.stable(), weights));
    int asked = rules.steps().weight(index);
    // with available pods another weight is a standstill, which says why
    if (rules.driven() && weights.canary() != asked && end.newReplicaSet().available() == 0) {
      reasons.add(
          "traffic: canary "
              + weights.canary()
              + " instead of "
              + asked
              + ", since "
              + (end.newReplicaSet().desired() == 0
                  ? "it has no pods"
                  : "none of its pods is available"));
    }
    if (!weights.additional().isEmpty()) {
      long taken = weights.total() - weights.canary() - weights.stable();
      reasons.add("traffic: experiments take " + taken + " from stable");
    }
    return reasons.build();
  }

  private static String routedCanary(ResolvedCanary rules, int index, int count) {
    CanaryDemand demand = rules.steps().demand(index);
    if (demand.pods().isPresent()) {
      int pods = demand.pods().getAsInt();
      return "pinned at " + pods + " by setCanaryScale" + raised(pods, count);
    }
    return (rules.steps().isPinned(index) ? "setCanaryScale: " : "")
        + carrying(rules.scaling(), demand.weight(), count);
  }

  private static String routedStable(
      ResolvedCanary rules, int index, int count, TrafficWeights weights) {
    int replicas = rules.replicas();
    if (!rules.dynamic()) {
      return "stays at " + replicas + " while traffic is routed";
    }
    CanaryDemand demand = rules.steps().demand(index);
    if (demand.pods().isPresent()) {
      return "held at "
          + replicas
          + " while setCanaryScale pins the canary"
          + raised(replicas, count);
    }
    int left = Math.max(0, rules.max() - demand.weight());
    int carried = rules.driven() ? Math.max(left, weights.stable()) : left;
    return carrying(rules.scaling(), carried, count);
  }

  private static String carrying(RoutedScaling scaling, int weight, int count) {
    return roundedUp(scaling.replicas(), weight, scaling.maxWeight())
        + raised(scaling.podsFor(weight), count);
  }

  private static String raised(int pods, int count) {
    return count > pods ? ", raised to " + count + " by minPodsPerReplicaSet" : "";
  }

  // 15 % of 10 is 1.5, rounded up to 2
  private static String roundedUp(int replicas, int weight, int max) {
    String exact = exact(replicas, weight, max);
    int pods = WeightMath.roundedUp(replicas, weight, max);
    int rest = Long.compare((long) pods * max, (long) replicas * weight);
    return rest == 0 ? exact : exact + (rest < 0 ? ", limited to " : ", rounded up to ") + pods;
  }

  private static String exact(int replicas, int weight, int max) {
    return weight
        + (max == 100 ? " %" : "/" + max)
        + (" of " + replicas + " is ")
        + decimal(replicas, weight, max);
  }

  // an exact decimal, for example 1.5; one without end within four places is cut and marked 3.3333…
  static String decimal(int replicas, long weight, long max) {
    long product = Math.multiplyExact((long) replicas, weight);
    String sign = product < 0 ? "-" : "";
    long whole = Math.abs(product / max);
    long rest = Math.abs(product % max);
    StringBuilder text = new StringBuilder(sign).append(whole);
    for (int place = 0; rest != 0 && place < 4; place++) {
      rest *= 10;
      text.append(place == 0 ? "." : "").append(rest / max);
      rest %= max;
    }
    return rest == 0 ? text.toString() : text.append('…').toString();
  }
}

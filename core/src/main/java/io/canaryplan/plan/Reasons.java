// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;

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

  static ImmutableList<String> of(
      ControllerRules rules, int index, ReplicaCounts counts, TrafficWeights weights) {
    return rules.routed()
        ? routed(rules, index, counts, weights)
        : basic(rules, rules.steps().weight(index), counts);
  }

  private static ImmutableList<String> basic(
      ControllerRules rules, int weight, ReplicaCounts counts) {
    int replicas = rules.replicas();
    if (rules.settings().rounding() == Rounding.CLOSEST && !isWhole(replicas, weight)) {
      return ClosestReasons.of(rules.basic(), weight, counts);
    }
    ImmutableList.Builder<String> reasons = ImmutableList.builder();
    reasons.add("canary: " + roundedUp(replicas, weight, 100));
    reasons.add("stable: " + roundedUp(replicas, 100 - weight, 100));
    if (counts.total() > replicas) {
      reasons.add("total: " + counts.total() + ", one above replicas since both are rounded up");
    }
    return reasons.build();
  }

  // where both rules give the exact split
  private static boolean isWhole(int replicas, int weight) {
    return weight == 0 || weight == 100 || replicas == 0;
  }

  private static ImmutableList<String> routed(
      ControllerRules rules, int index, ReplicaCounts counts, TrafficWeights weights) {
    ImmutableList.Builder<String> reasons = ImmutableList.builder();
    reasons.add("canary: " + routedCanary(rules, index, counts.canary()));
    reasons.add("stable: " + routedStable(rules, index, counts.stable(), weights));
    if (rules.driven() && weights.canary() != rules.steps().weight(index)) {
      reasons.add(
          "traffic: canary 0 instead of " + rules.steps().weight(index) + ", since it has no pods");
    }
    if (!weights.additional().isEmpty()) {
      long taken = weights.total() - weights.canary() - weights.stable();
      reasons.add("traffic: experiments take " + taken + " from stable");
    }
    return reasons.build();
  }

  private static String routedCanary(ControllerRules rules, int index, int count) {
    RoutedScaling scaling = rules.scaling();
    CanaryDemand demand = rules.steps().demand(index);
    if (demand.pods().isPresent()) {
      int pods = demand.pods().getAsInt();
      return "pinned at " + pods + " by setCanaryScale" + raised(pods, count);
    }
    int pods = scaling.podsFor(demand.weight());
    String share = roundedUp(scaling.replicas(), demand.weight(), scaling.maxWeight());
    return (rules.steps().isPinned(index) ? "setCanaryScale: " : "") + share + raised(pods, count);
  }

  private static String routedStable(
      ControllerRules rules, int index, int count, TrafficWeights weights) {
    RoutedScaling scaling = rules.scaling();
    int replicas = scaling.replicas();
    if (!scaling.dynamicStableScale()) {
      return "stays at " + replicas + " while traffic is routed";
    }
    CanaryDemand demand = rules.steps().demand(index);
    if (demand.pods().isPresent()) {
      return "held at "
          + replicas
          + " while setCanaryScale pins the canary"
          + raised(replicas, count);
    }
    int left = scaling.maxWeight() - Math.min(demand.weight(), scaling.maxWeight());
    int carried = rules.driven() ? Math.max(left, weights.stable()) : left;
    String share = roundedUp(replicas, carried, scaling.maxWeight());
    return share + raised(scaling.podsFor(carried), count);
  }

  private static String raised(int pods, int count) {
    return count > pods ? ", raised to " + count + " by minPodsPerReplicaSet" : "";
  }

  // 15 % of 10 is 1.5, rounded up to 2
  private static String roundedUp(int replicas, int weight, int max) {
    String exact = Share.decimal(replicas, weight, max);
    String sentence = share(weight, max) + " of " + replicas + " is " + exact;
    int pods = Share.roundedUp(replicas, weight, max);
    if (pods == Integer.MAX_VALUE && (long) replicas * weight > (long) pods * max) {
      return sentence + ", limited to " + pods;
    }
    return Share.isWhole(replicas, weight, max) ? sentence : sentence + ", rounded up to " + pods;
  }

  private static String share(int weight, int max) {
    return max == 100 ? weight + " %" : weight + "/" + max;
  }
}

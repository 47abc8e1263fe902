// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.plan.Capability;
import io.canaryplan.plan.ReplicaCounts;
import io.canaryplan.plan.ScaleLimits;
import io.canaryplan.plan.Standstill;
import io.canaryplan.plan.Standstill.Reason;
import io.canaryplan.plan.TrafficWeights;
import io.canaryplan.plan.WeightMath;
import java.util.Optional;

/** Finds why a walk ends somewhere else than where it should. */
final class Standstills {
  private Standstills() {}

  /** Compares the end of a walk with where it should be; no pods of older versions are expected. */
  static Optional<Standstill> of(
      ControllerRules rules, Walk walk, ReplicaCounts counts, TrafficWeights weights) {
    ControllerState end = walk.end();
    ReplicaCounts pods = end.replicas();
    if (!walk.ended()) {
      return because(
          Reason.TOO_MANY_PASSES,
          "the passes go on after " + walk.steps() + " of them, at " + pods);
    }
    if (!end.weights().equals(weights)) {
      return rules.routed() || rules.basic().threshold().isPresent()
          ? weight(rules, end, weights)
          : sizes(rules, pods, pods.equals(counts) ? allOfCanary(rules) : counts);
    }
    if (end.olderDesired() > 0) {
      return older(rules, end);
    }
    return pods.equals(counts) ? Optional.empty() : sizes(rules, pods, counts);
  }

  // Without traffic routing the weight only follows the pods, so that these are what stands still.
  // If they are as many as they should be, the roles have not changed: the new version has to get
  // all of them first.
  private static ReplicaCounts allOfCanary(ControllerRules rules) {
    return new ReplicaCounts(rules.replicas(), 0);
  }

  private static Optional<Standstill> sizes(
      ControllerRules rules, ReplicaCounts end, ReplicaCounts counts) {
    boolean still = !rules.routed() && rules.basic().limits().equals(new ScaleLimits(0, 0));
    String cause =
        still
            ? " because maxSurge and maxUnavailable are both 0; raise one of them"
            : ", since nothing changes them any more";
    return because(
        Reason.OTHER_SIZES,
        ("the pods stay at \"" + end.canary() + " canary + " + end.stable() + " stable\"")
            + (" instead of " + counts.canary() + " + " + counts.stable() + cause));
  }

  private static Optional<Standstill> weight(
      ControllerRules rules, ControllerState end, TrafficWeights weights) {
    String stays = "the weight stays at " + end.weights();
    if (end.progress().isAborted()) {
      return because(Reason.ABORT_STOPS_HALFWAY, stays + abortCause(rules, end));
    }
    int available = end.stable().available();
    long left = (long) rules.max() - weights.canary();
    boolean starved = available < WeightMath.roundedDown(rules.replicas(), left, rules.max());
    return because(
        Reason.WEIGHT_NEVER_WRITTEN,
        starved
            ? stays
                + (" because " + available + " stable pods cannot carry the " + left)
                + (" of " + rules.max() + " that " + weights + " leaves to them")
                + "; let setCanaryScale follow the traffic"
            : stays
                + (" because " + end.fresh().available() + " canary pods are not enough for")
                + " replicaProgressThreshold; set a percentage or a smaller number of pods");
  }

  private static String abortCause(ControllerRules rules, ControllerState end) {
    boolean held = rules.delays().delaysAbort();
    if (held && !rules.controller().has(Capability.FINISHES_DELAYED_ABORT)) {
      return " because abortScaleDownDelaySeconds keeps the canary at "
          + (end.fresh().desired() + "; leave it out or use a controller after v1.9");
    }
    if (rules.pinsAborted(0)) {
      return " because setCanaryScale in the first step still decides the sizes;"
          + " leave abortScaleDownDelaySeconds out";
    }
    return " because minPodsPerReplicaSet keeps the canary at "
        + (end.fresh().desired() + "; set it to fewer pods than the smallest setWeight needs");
  }

  private static Optional<Standstill> older(ControllerRules rules, ControllerState end) {
    String pods = end.olderDesired() + " pods of an older version are never removed";
    boolean never = rules.routed() && rules.delays().promotionSeconds() == 0;
    return because(
        Reason.OLDER_PODS_STAY,
        never
            ? pods + " because scaleDownDelaySeconds is 0; leave it out or set at least 1"
            : pods + " because a Service, a subset or the status still names them");
  }

  private static Optional<Standstill> because(Reason reason, String message) {
    return Optional.of(new Standstill(reason, message));
  }
}

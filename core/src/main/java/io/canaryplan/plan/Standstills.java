// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import io.canaryplan.plan.Standstill.Reason;
import java.util.Optional;

/** Finds out why a walk ends elsewhere than it should. */
final class Standstills {
  private Standstills() {}

  /** Compares the end of a walk with where it should be; no pods of older versions are expected. */
  static Optional<Standstill> of(
      ControllerRules rules, Walk walk, ReplicaCounts counts, TrafficWeights weights) {
    ControllerState end = walk.end();
    if (!walk.ended()) {
      return standstill(
          Reason.TOO_MANY_PASSES,
          "the passes go on after " + walk.steps() + " of them, at " + walk.end().replicas());
    }
    TrafficWeights shown = end.weights().shown();
    if (!shown.equals(weights)) {
      return rules.routed() || rules.basic().threshold().isPresent()
          ? Optional.of(weight(rules, end, weights))
          : standstill(Reason.OTHER_SIZES, pods(rules, walk.end().replicas(), counts));
    }
    if (walk.end().olderDesired() > 0) {
      return Optional.of(older(rules, walk));
    }
    return walk.end().replicas().equals(counts)
        ? Optional.empty()
        : standstill(Reason.OTHER_SIZES, sizes(rules, walk.end().replicas(), counts));
  }

  /**
   * Without traffic routing the weight only follows the pods, so that these are what stands still.
   * If they are as many as they should be, the roles have not changed: the new version has to get
   * all of them first.
   */
  private static String pods(ControllerRules rules, ReplicaCounts end, ReplicaCounts counts) {
    return sizes(rules, end, end.equals(counts) ? new ReplicaCounts(rules.replicas(), 0) : counts);
  }

  private static String sizes(ControllerRules rules, ReplicaCounts end, ReplicaCounts counts) {
    boolean still = !rules.routed() && rules.basic().limits().equals(new ScaleLimits(0, 0));
    return "the pods stay at \""
        + end.canary()
        + " canary + "
        + end.stable()
        + " stable\" instead of "
        + counts.canary()
        + " + "
        + counts.stable()
        + (still
            ? " because maxSurge and maxUnavailable are both 0; raise one of them"
            : ", since nothing changes them any more");
  }

  private static Standstill weight(
      ControllerRules rules, ControllerState end, TrafficWeights weights) {
    String stays = "the weight stays at " + end.weights().shown();
    if (end.progress().isAborted()) {
      return new Standstill(Reason.ABORT_STOPS_HALFWAY, stays + abortCause(rules, end));
    }
    int available = end.stable().available();
    long left = (long) rules.max() - weights.canary();
    boolean starved = available < Share.roundedDown(rules.replicas(), left, rules.max());
    return new Standstill(
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
    if (held && !rules.controller().finishesDelayedAbort()) {
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

  private static Standstill older(ControllerRules rules, Walk walk) {
    String pods = walk.end().olderDesired() + " pods of an older version are never removed";
    boolean never = rules.routed() && rules.delays().promotionSeconds() == 0;
    return new Standstill(
        Reason.OLDER_PODS_STAY,
        never
            ? pods + " because scaleDownDelaySeconds is 0; leave it out or set at least 1"
            : pods + " because a Service, a subset or the status still names them");
  }

  private static Optional<Standstill> standstill(Reason reason, String message) {
    return Optional.of(new Standstill(reason, message));
  }
}

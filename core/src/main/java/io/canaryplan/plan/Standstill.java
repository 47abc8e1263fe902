// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Why passes end somewhere else than the plan says.
 *
 * @param reason the kind of reason
 * @param message what stands still and what would help, one sentence
 */
public record Standstill(Reason reason, String message) {
  /** The kinds of reasons. */
  public enum Reason {
    /**
     * The weight is not written because stable has too few pods to carry what is left to it, and
     * will not get more (canary.md 3.3).
     */
    WEIGHT_NEVER_WRITTEN,
    /** An abort stops with traffic still on the canary (controllers up to v1.9, Δ2). */
    ABORT_STOPS_HALFWAY,
    /** Pods of an earlier version are never removed (3.8). */
    OLDER_PODS_STAY,
    /** The passes settle at other sizes than the step asks for. */
    OTHER_SIZES,
    /** There are more passes than the limit. */
    TOO_MANY_PASSES
  }

  /** Checks for null. */
  public Standstill {
    requireNonNull(reason, "reason");
    requireNonNull(message, "message");
  }

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
    boolean starved = available < Share.roundedDown(rules.replicas(), left, rules.max());
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

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import io.canaryplan.rollout.CanaryStep;

/**
 * Why the passes end somewhere else than where they should lead, with the numbers that show it.
 * What would help is for the findings to say.
 *
 * <p>Immutable and safe for use by several threads.
 */
public sealed interface Standstill {
  /** The kinds of reasons. */
  enum Reason {
    /** {@link ThresholdNeverMet}. */
    THRESHOLD_NEVER_MET,
    /** {@link WeightNeverWritten}. */
    WEIGHT_NEVER_WRITTEN,
    /** {@link WeightRefused}. */
    WEIGHT_REFUSED,
    /** {@link RouteRefused}. */
    ROUTE_REFUSED,
    /** {@link ExperimentNeverEnds}. */
    EXPERIMENT_NEVER_ENDS,
    /** {@link AbortStopsHalfway}. */
    ABORT_STOPS_HALFWAY,
    /** Pods of an earlier version are never removed (canary.md 3.8). */
    OLDER_PODS_STAY,
    /** The passes settle at other sizes than the step asks for. */
    OTHER_SIZES,
    /** Pods never become available (rolling.md 3.3). */
    PODS_NEVER_AVAILABLE,
    /** It is paused, and nobody but a person goes on (rolling.md 5.4, bluegreen.md 5.2). */
    PAUSED,
    /** The update is aborted. */
    ABORTED,
    /**
     * {@link MorePodsThanReplicas}, or the gates before or after a blue-green switch are never
     * passed (bluegreen.md 1.1).
     */
    NEVER_PROMOTED,
    /**
     * A change of a Deployment's replicas that nothing carries out stops all else (rolling.md 9.1,
     * 9.2).
     */
    SCALING_NEVER_ENDS,
    /** {@link ControllerPanics}, or {@link RouteRefused} that crashes it. */
    CONTROLLER_PANICS,
    /** There are more passes than the limit. */
    TOO_MANY_PASSES
  }

  /** Returns the kind of reason. */
  Reason reason();

  /**
   * Returns a standstill that is told in words.
   *
   * @param message what stands still and why, one sentence
   */
  static Standstill of(Reason reason, String message) {
    return new Told(reason, message);
  }

  /**
   * A standstill told in words.
   *
   * @param reason the kind of reason
   * @param message what stands still and why, one sentence
   */
  record Told(Reason reason, String message) implements Standstill {
    /** Checks for null. */
    public Told {
      requireNonNull(reason, "reason");
      requireNonNull(message, "message");
    }
  }

  /** Returns what stands still and why, one sentence without a full stop. */
  String message();

  /**
   * A step is never complete because replicaProgressThreshold is never met (canary.md 2.8): the
   * controller stays in the step for ever.
   *
   * @param available available canary pods, 0 or more
   * @param percent whether the threshold is a percentage of the pods asked for
   * @param value the threshold
   */
  record ThresholdNeverMet(int available, boolean percent, int value) implements Standstill {
    @Override
    public Reason reason() {
      return Reason.THRESHOLD_NEVER_MET;
    }

    @Override
    public String message() {
      return "replicaProgressThreshold of "
          + (percent ? value + " %" : Integer.toString(value))
          + " is never met, since the canary stays at "
          + counted(available, "available pod");
    }
  }

  /**
   * Pods that were asked for never become available.
   *
   * @param canary whether they are of the new version; else of the stable one
   * @param desired pods asked for, 1 or more
   * @param available available pods, fewer than {@code desired}
   */
  record PodsNeverAvailable(boolean canary, int desired, int available) implements Standstill {
    @Override
    public Reason reason() {
      return Reason.PODS_NEVER_AVAILABLE;
    }

    @Override
    public String message() {
      return "only "
          + available
          + " of "
          + counted(desired, canary ? "canary pod" : "stable pod")
          + (desired == 1 ? " becomes available" : " become available");
    }
  }

  /**
   * The pods stay at other sizes than the step asks for.
   *
   * @param replicas where they stay
   * @param goal what is asked for
   * @param limitsAreZero whether that is because maxSurge and maxUnavailable are both 0
   */
  record OtherSizes(ReplicaCounts replicas, ReplicaCounts goal, boolean limitsAreZero)
      implements Standstill {
    @Override
    public Reason reason() {
      return Reason.OTHER_SIZES;
    }

    @Override
    public String message() {
      return "the pods stay at \""
          + replicas.canary()
          + " canary + "
          + replicas.stable()
          + " stable\" instead of "
          + goal.canary()
          + " + "
          + goal.stable()
          + (limitsAreZero
              ? " because maxSurge and maxUnavailable are both 0"
              : ", since nothing changes them any more");
    }
  }

  /**
   * The weight is not written because stable has too few pods to carry what is left to it, and will
   * not get more (canary.md 3.3). The steps go on all the same.
   *
   * @param weights the weights that stay
   * @param asked the weights that the step asks for
   * @param maxWeight what weights add up to
   * @param stableAvailable available stable pods, 0 or more
   */
  record WeightNeverWritten(
      TrafficWeights weights, TrafficWeights asked, int maxWeight, int stableAvailable)
      implements Standstill {
    @Override
    public Reason reason() {
      return Reason.WEIGHT_NEVER_WRITTEN;
    }

    @Override
    public String message() {
      return "the weight stays at "
          + weights
          + " because "
          + counted(stableAvailable, "stable pod")
          + " cannot carry the "
          + ((long) maxWeight - asked.canary())
          + " of "
          + maxWeight
          + " that "
          + asked
          + " leaves to them";
    }
  }

  /**
   * Every pass ends with the error that Istio refuses a negative weight, which stable would get
   * (canary.md 10.13).
   *
   * @param asked the weights that the pass would write, stable's cut at 0
   * @param stable stable's weight, below 0
   */
  record WeightRefused(TrafficWeights asked, long stable) implements Standstill {
    @Override
    public Reason reason() {
      return Reason.WEIGHT_REFUSED;
    }

    @Override
    public String message() {
      return "every pass fails: beside "
          + asked.canary()
          + " for the canary stable would get the weight "
          + stable
          + ", which Istio refuses";
    }
  }

  /**
   * An experiment has neither a duration nor an analysis that is required for its completion, so
   * that it runs until a person terminates it or promotes the update (canary.md 4.1).
   */
  record ExperimentNeverEnds() implements Standstill {
    @Override
    public Reason reason() {
      return Reason.EXPERIMENT_NEVER_ENDS;
    }

    @Override
    public String message() {
      return "the experiment never ends by itself: it has neither a valid duration nor an analysis that is"
          + " required for its completion, so that it runs until somebody terminates it or promotes"
          + " the update";
    }
  }

  /**
   * Every pass ends where a header or mirror route is to be written or removed, and so does an
   * abort or a full promotion that begins at that step (istio.md 1.8, 1.9).
   *
   * @param route the route
   * @param virtualService name of the VirtualService that cannot have it
   * @param obstacle why it cannot have it
   */
  record RouteRefused(
      CanaryStep.ManagedRoute route, String virtualService, RouteWrites.Obstacle obstacle)
      implements Standstill {
    /** Checks for null. */
    public RouteRefused {
      requireNonNull(route, "route");
      requireNonNull(virtualService, "virtualService");
      requireNonNull(obstacle, "obstacle");
    }

    @Override
    public Reason reason() {
      return obstacle == RouteWrites.Obstacle.NO_RULE_TO_COPY
          ? Reason.CONTROLLER_PANICS
          : Reason.ROUTE_REFUSED;
    }

    @Override
    public String message() {
      String text =
          switch (obstacle) {
            case NO_HTTP -> "every pass fails: \"%s\" needs http rules, and \"%s\" has none";
            case NO_RULE_TO_COPY ->
                "the controller crashes, again and again: \"%s\" finds no rule to copy in \"%s\"";
            case ONLY_RULE ->
                "every pass fails: \"%s\" makes the only http rule of \"%s\", which is to be weighted";
          };
      return text.formatted(route, virtualService);
    }
  }

  /**
   * An abort stops with traffic still on the canary (canary.md 5.1.3, 5.1.4).
   *
   * @param weights the weights that stay
   * @param canary canary pods that stay
   * @param cause what keeps them
   */
  record AbortStopsHalfway(TrafficWeights weights, int canary, Cause cause) implements Standstill {
    /** What keeps an aborted canary's pods. */
    public enum Cause {
      /** abortScaleDownDelaySeconds. */
      SCALE_DOWN_DELAY,
      /** setCanaryScale in the first step. */
      SET_CANARY_SCALE,
      /** minPodsPerReplicaSet. */
      MIN_PODS
    }

    @Override
    public Reason reason() {
      return Reason.ABORT_STOPS_HALFWAY;
    }

    @Override
    public String message() {
      return "the weight stays at "
          + weights
          + switch (cause) {
            case SCALE_DOWN_DELAY ->
                " because abortScaleDownDelaySeconds keeps the canary at " + canary;
            case SET_CANARY_SCALE ->
                " because setCanaryScale in the first step still decides the sizes";
            case MIN_PODS -> " because minPodsPerReplicaSet keeps the canary at " + canary;
          };
    }
  }

  /**
   * Pods of an earlier version are never removed (canary.md 3.8).
   *
   * @param pods how many, 1 or more
   * @param delayIsZero whether that is because scaleDownDelaySeconds is 0; else something still
   *     refers to them
   */
  record OlderPodsStay(long pods, boolean delayIsZero) implements Standstill {
    @Override
    public Reason reason() {
      return Reason.OLDER_PODS_STAY;
    }

    @Override
    public String message() {
      return counted(pods, "pod")
          + " of an older version "
          + (pods == 1 ? "is" : "are")
          + " never removed because "
          + (delayIsZero
              ? "scaleDownDelaySeconds is 0"
              : "a Service, a subset or the status still names them");
    }
  }

  /**
   * An update is never promoted because the new version has more pods than {@code replicas}, which
   * only minPodsPerReplicaSet gives it, and a controller up to v1.8.4 waits for exactly as many
   * (canary.md 3.7).
   *
   * @param available available pods of the new version, more than {@code replicas}
   * @param replicas pods asked for, 0 or more
   */
  record MorePodsThanReplicas(int available, int replicas) implements Standstill {
    @Override
    public Reason reason() {
      return Reason.NEVER_PROMOTED;
    }

    @Override
    public String message() {
      return "the update is never promoted: minPodsPerReplicaSet gives the new version "
          + counted(available, "pod")
          + ", and controllers up to v1.8.4 wait for exactly "
          + replicas;
    }
  }

  /**
   * The controller crashes, again and again, and with it stands still for all Rollouts: promoteFull
   * under dynamicStableScale divides by {@code spec.replicas}, which is 0 while setCanaryScale has
   * given the canary pods.
   *
   * @param canary canary pods, 1 or more
   */
  record ControllerPanics(int canary) implements Standstill {
    @Override
    public Reason reason() {
      return Reason.CONTROLLER_PANICS;
    }

    @Override
    public String message() {
      return "the controller crashes: it divides by spec.replicas, which is 0, since the canary has "
          + counted(canary, "available pod");
    }
  }

  /**
   * There are more passes than the limit.
   *
   * @param replicas where they have led
   * @param passes how many were followed
   */
  record TooManyPasses(ReplicaCounts replicas, long passes) implements Standstill {
    @Override
    public Reason reason() {
      return Reason.TOO_MANY_PASSES;
    }

    @Override
    public String message() {
      return "the passes go on after " + passes + " of them, at " + replicas;
    }
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}

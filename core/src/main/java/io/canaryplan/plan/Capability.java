// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

/**
 * The table of what differs between the controller versions, as far as a plan or a finding depends
 * on it: each row names what newer versions do, and since when. Asked as {@link
 * ControllerVersion#has}.
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum Capability {
  /**
   * The only http rule carries weights also when it has a name that {@code routes} leaves out; not
   * in 1.7, and in 1.8 since v1.8.3 (istio.md 1.3).
   */
  WEIGHS_SINGLE_NAMED_ROUTE(ControllerVersion.V1_8),
  /**
   * A new version with more available pods than {@code replicas} is promoted; up to v1.8.4 it takes
   * exactly as many, so that minPodsPerReplicaSet above {@code replicas} never comes to an end
   * (canary.md 3.7).
   */
  PROMOTES_WITH_MORE_PODS(ControllerVersion.V1_9),
  /**
   * An abort with dynamicStableScale goes back in steps of the setWeight list; before, the weight
   * follows the available stable pods alone (canary.md 5.1.4).
   */
  ABORTS_IN_STEPS(ControllerVersion.V1_9),
  /**
   * Stable's weight in a VirtualService is never below 0; before, more than all traffic makes it
   * negative, which Istio refuses (canary.md 10.13).
   */
  KEEPS_STABLE_WEIGHT_ABOVE_ZERO(ControllerVersion.V1_9),
  /** {@code minPodsPerReplicaSet} is capped at {@code replicas} (canary.md 0.1). */
  CAPS_MIN_PODS(ControllerVersion.MAIN),
  /**
   * An abort with dynamicStableScale and an explicit abortScaleDownDelaySeconds above 0 reaches the
   * end; before, it can stop part way (canary.md 0.1, 5.1.4).
   */
  FINISHES_DELAYED_ABORT(ControllerVersion.MAIN),
  /**
   * The deadline of an aborted canary, or new blue-green version, is also set when more stable pods
   * than {@code replicas} are available (canary.md 0.1, bluegreen.md 12).
   */
  SETS_DEADLINE_WITH_MORE_PODS(ControllerVersion.MAIN),
  /**
   * Header and mirror routes that steps name but managedRoutes does not are removed too (canary.md
   * 0.1, istio.md 0.5).
   */
  REMOVES_UNLISTED_ROUTES(ControllerVersion.MAIN),
  /**
   * Every foreign destination of a rule is removed; before, several at once are not removed
   * reliably (istio.md 0.5).
   */
  REMOVES_FOREIGN_DESTINATIONS_RELIABLY(ControllerVersion.MAIN),
  /**
   * The destinations of an experiment with several templates are added in a sorted order; before,
   * the order is random (istio.md 0.5).
   */
  SORTS_EXPERIMENT_DESTINATIONS(ControllerVersion.MAIN),
  /**
   * The last piece of a dotted VirtualService name is its namespace; before, the second piece is
   * (istio.md 0.5, 1.0.2).
   */
  TAKES_LAST_PIECE_AS_NAMESPACE(ControllerVersion.MAIN),
  /**
   * A traffic plugin is router enough for pingPong and setMirrorRoute; before, these take another
   * router (canary.md 0.1).
   */
  TAKES_PLUGINS_FOR_ALL(ControllerVersion.MAIN),
  /** Blue-green: the pass that creates a ReplicaSet does nothing else (bluegreen.md 12). */
  ENDS_PASS_WITH_NEW_REPLICA_SET(ControllerVersion.MAIN),
  /** Blue-green: a pass that writes conditions does nothing else (bluegreen.md 12). */
  ENDS_PASS_WITH_CONDITIONS(ControllerVersion.MAIN),
  /**
   * Blue-green: a version counts as a rollback, without gates, by its age and rollbackWindow;
   * before, by the deadline that it carries (bluegreen.md 12).
   */
  TELLS_ROLLBACK_BY_AGE(ControllerVersion.MAIN),
  /**
   * Blue-green: scaling while an aborted version waits for its deadline takes one pass; before, the
   * Rollout is frozen until the deadline (bluegreen.md 12).
   */
  SCALES_ABORTED_ONCE(ControllerVersion.MAIN),
  /**
   * Blue-green: progressDeadlineAbort aborts before pause and conditions are computed; before, one
   * pass after ProgressDeadlineExceeded (bluegreen.md 12).
   */
  ABORTS_BEFORE_CONDITIONS(ControllerVersion.MAIN),
  /**
   * Blue-green: a ReplicaSet that has its size is left alone although it has a scale-down deadline;
   * before, with 0 replicas it is written once more (bluegreen.md 10).
   */
  KEEPS_EMPTY_WITH_DEADLINE(ControllerVersion.MAIN);

  private final ControllerVersion since;

  Capability(ControllerVersion since) {
    this.since = since;
  }

  /** Returns the first version that does this. */
  public ControllerVersion since() {
    return since;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

/**
 * The Argo Rollouts controller whose behaviour is planned. Versions that plan alike still have
 * their own name, so that a reader can say what runs in the cluster.
 */
public enum ControllerVersion {
  /** v1.1, the last with the ceiling rule. */
  V1_1,
  /** v1.2, the first that picks the closest split. */
  V1_2,
  /** v1.3. */
  V1_3,
  /** v1.4. */
  V1_4,
  /** v1.5. */
  V1_5,
  /** v1.6. */
  V1_6,
  /** v1.7. */
  V1_7,
  /** v1.8. */
  V1_8,
  /** v1.9, the newest final release and the default. */
  V1_9,
  /** The main branch after v1.10.0-rc1, commit 9f8d111d8. */
  MAIN;

  /** The newest final release. */
  public static final ControllerVersion DEFAULT = V1_9;

  /** Returns the rounding that this controller uses for canaries without traffic routing. */
  public Rounding rounding() {
    return this == V1_1 ? Rounding.CEILING : Rounding.CLOSEST;
  }

  /** Returns whether minPodsPerReplicaSet is capped at {@code replicas} (canary.md 0.1, Δ1). */
  public boolean capsMinPods() {
    return this == MAIN;
  }

  /**
   * Returns whether an abort with dynamicStableScale goes back in steps of the setWeight list; up
   * to v1.8 the weight follows the available stable pods alone (5.1.4).
   */
  public boolean abortsInSteps() {
    return compareTo(V1_9) >= 0;
  }

  /**
   * Returns whether an abort with dynamicStableScale and an explicit abortScaleDownDelaySeconds
   * above 0 reaches the end; v1.9 can stop part way (Δ2).
   */
  public boolean finishesDelayedAbort() {
    return this == MAIN;
  }

  /**
   * Returns whether the deadline of an aborted canary is also set when more stable pods than {@code
   * replicas} are available (Δ3).
   */
  public boolean setsDeadlineWithMorePods() {
    return this == MAIN;
  }

  /**
   * Returns whether header and mirror routes that steps name but managedRoutes does not are removed
   * too, and foreign destinations are removed reliably (Δ5).
   */
  public boolean removesUnlistedRoutes() {
    return this == MAIN;
  }

  /**
   * Returns whether a traffic plugin is router enough for pingPong and setMirrorRoute (canary.md
   * 0.1, Δ4); up to v1.9 it takes another router for these.
   */
  public boolean takesPluginsForAll() {
    return this == MAIN;
  }

  /** Returns the version as people write it, for example {@code 1.9} or {@code main}. */
  @Override
  public String toString() {
    return this == MAIN ? "main" : name().substring(1).replace('_', '.');
  }
}

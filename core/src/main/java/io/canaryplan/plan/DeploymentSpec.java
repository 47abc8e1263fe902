// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import io.canaryplan.kubernetes.IntOrPercent;
import io.canaryplan.kubernetes.WorkloadDefaults;
import java.util.Optional;

/**
 * What of a Deployment's {@code spec} decides its passes, with the defaults that the API server
 * writes already in place (rolling.md 1.1). The limits are kept as written, since they are resolved
 * anew whenever replicas change.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param replicas pods asked for, 0 or more; 1 when the manifest has none
 * @param strategy how one version replaces the other
 * @param maxSurge pods allowed above replicas; absent means 25 %. Without a meaning under Recreate
 * @param maxUnavailable pods that may be missing; absent means 25 %. Without a meaning under
 *     Recreate
 * @param minReadySeconds seconds a pod must be ready to count as available, 0 or more
 * @param progressDeadlineSeconds seconds without progress after which the update is marked as
 *     failed, 0 or more; 2147483647 means never. It changes no size
 * @param revisionHistoryLimit old ReplicaSets that are kept, 0 or more
 * @param paused whether the update stands still; pods are still scaled (rolling.md 5.4)
 */
public record DeploymentSpec(
    int replicas,
    Strategy strategy,
    Optional<IntOrPercent> maxSurge,
    Optional<IntOrPercent> maxUnavailable,
    int minReadySeconds,
    int progressDeadlineSeconds,
    int revisionHistoryLimit,
    boolean paused) {
  /** The value of progressDeadlineSeconds that means no deadline. */
  public static final int NO_DEADLINE = Integer.MAX_VALUE;

  /** The two kinds of {@code spec.strategy.type}. */
  public enum Strategy {
    /** New pods come before old ones go, within maxSurge and maxUnavailable. */
    ROLLING_UPDATE("RollingUpdate"),
    /** All old pods go, and when they are gone all new ones come. */
    RECREATE("Recreate");

    private final String written;

    Strategy(String written) {
      this.written = written;
    }

    /** Returns the name as manifests have it: {@code RollingUpdate} or {@code Recreate}. */
    @Override
    public String toString() {
      return written;
    }
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is negative; the API server accepts none of them
   */
  public DeploymentSpec {
    requireNonNull(strategy, "strategy");
    requireNonNull(maxSurge, "maxSurge");
    requireNonNull(maxUnavailable, "maxUnavailable");
    if (replicas < 0
        || minReadySeconds < 0
        || progressDeadlineSeconds < 0
        || revisionHistoryLimit < 0) {
      throw new IllegalArgumentException(
          "no number may be negative but they were "
              + (replicas + ", " + minReadySeconds)
              + (", " + progressDeadlineSeconds + ", " + revisionHistoryLimit));
    }
  }

  /** Returns a rolling update of that many pods, 0 or more, with every other field absent. */
  public static DeploymentSpec rollingUpdate(int replicas) {
    return new DeploymentSpec(
        replicas,
        Strategy.ROLLING_UPDATE,
        Optional.empty(),
        Optional.empty(),
        0,
        WorkloadDefaults.PROGRESS_DEADLINE_SECONDS,
        WorkloadDefaults.REVISION_HISTORY_LIMIT,
        false);
  }

  /** Returns a recreation of that many pods, 0 or more, with every other field absent. */
  public static DeploymentSpec recreate(int replicas) {
    return rollingUpdate(replicas).withStrategy(Strategy.RECREATE);
  }

  /** Returns this with so many pods, 0 or more. */
  public DeploymentSpec withReplicas(int value) {
    return new DeploymentSpec(
        value,
        strategy,
        maxSurge,
        maxUnavailable,
        minReadySeconds,
        progressDeadlineSeconds,
        revisionHistoryLimit,
        paused);
  }

  /** Returns this with another strategy. */
  public DeploymentSpec withStrategy(Strategy value) {
    return new DeploymentSpec(
        replicas,
        value,
        maxSurge,
        maxUnavailable,
        minReadySeconds,
        progressDeadlineSeconds,
        revisionHistoryLimit,
        paused);
  }

  /** Returns this with other limits; absent means 25 %. */
  public DeploymentSpec withLimits(
      Optional<IntOrPercent> surge, Optional<IntOrPercent> unavailable) {
    return new DeploymentSpec(
        replicas,
        strategy,
        surge,
        unavailable,
        minReadySeconds,
        progressDeadlineSeconds,
        revisionHistoryLimit,
        paused);
  }

  /** Returns this with both times in seconds, each 0 or more. */
  public DeploymentSpec withSeconds(int minReady, int progressDeadline) {
    return new DeploymentSpec(
        replicas,
        strategy,
        maxSurge,
        maxUnavailable,
        minReady,
        progressDeadline,
        revisionHistoryLimit,
        paused);
  }

  /** Returns this with so many old ReplicaSets kept, 0 or more. */
  public DeploymentSpec withRevisionHistoryLimit(int value) {
    return new DeploymentSpec(
        replicas,
        strategy,
        maxSurge,
        maxUnavailable,
        minReadySeconds,
        progressDeadlineSeconds,
        value,
        paused);
  }

  /** Returns this paused, or not. */
  public DeploymentSpec withPaused(boolean value) {
    return new DeploymentSpec(
        replicas,
        strategy,
        maxSurge,
        maxUnavailable,
        minReadySeconds,
        progressDeadlineSeconds,
        revisionHistoryLimit,
        value);
  }

  /** Returns the limits in pods; both are 0 under Recreate. */
  public DeploymentLimits limits() {
    return strategy == Strategy.RECREATE
        ? DeploymentLimits.NONE
        : DeploymentLimits.resolve(maxSurge, maxUnavailable, replicas);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.kubernetes;

/**
 * What counts where a field of a Rollout or a Deployment is absent: the API server writes it into a
 * Deployment (rolling.md 1.1), the controller takes it for a Rollout (canary.md 1.1, 1.2,
 * bluegreen.md 1.1).
 *
 * <p>Holds constants only, which several threads may share.
 */
public final class WorkloadDefaults {
  /** {@code progressDeadlineSeconds}: 600 seconds, of both kinds. */
  public static final int PROGRESS_DEADLINE_SECONDS = 600;

  /** {@code revisionHistoryLimit}: 10 old ReplicaSets, of both kinds. */
  public static final int REVISION_HISTORY_LIMIT = 10;

  /** {@code maxSurge} and {@code maxUnavailable}: 25 %, of both kinds. */
  public static final IntOrPercent LIMIT = IntOrPercent.ofPercent(25);

  /**
   * {@code scaleDownDelaySeconds} and {@code abortScaleDownDelaySeconds} of a Rollout: 30 seconds,
   * where a router or a blue-green strategy makes them count.
   */
  public static final int SCALE_DOWN_DELAY_SECONDS = 30;

  private WorkloadDefaults() {}
}

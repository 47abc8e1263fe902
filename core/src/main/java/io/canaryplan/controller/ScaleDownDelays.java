// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.controller;

import io.canaryplan.kubernetes.WorkloadDefaults;
import io.canaryplan.rollout.CanaryStrategy;
import java.util.OptionalInt;

/** How long pods stay that are not needed any more, with traffic routing. */
final class ScaleDownDelays {
  /** The controller looks at every Rollout again after this time (controller.go, v1.9.1). */
  static final int RESYNC_SECONDS = 900;

  private final OptionalInt abort;
  private final int promotionSeconds;
  private final int revisions;

  ScaleDownDelays(CanaryStrategy strategy) {
    abort = strategy.abortScaleDownDelaySeconds();
    promotionSeconds =
        strategy.scaleDownDelaySeconds().orElse(WorkloadDefaults.SCALE_DOWN_DELAY_SECONDS);
    revisions = strategy.scaleDownDelayRevisionLimit().orElse(Integer.MAX_VALUE);
  }

  int abortSeconds() {
    return abort.orElse(WorkloadDefaults.SCALE_DOWN_DELAY_SECONDS);
  }

  /** Returns the seconds; 0 means that the old pods are never removed (canary.md 3.8). */
  int promotionSeconds() {
    return promotionSeconds;
  }

  /** Returns scaleDownDelayRevisionLimit: how many old ReplicaSets may linger. */
  int revisions() {
    return revisions;
  }

  boolean abortIsWrittenAsZero() {
    return abortSeconds() == 0;
  }

  /** Returns whether a delay of aborted canaries is written. */
  boolean delaysAbort() {
    return abort.orElse(0) > 0;
  }

  /**
   * Returns whether an aborted canary keeps its size until its delay is over (5.1.2, 5.1.4). With
   * dynamicStableScale only a delay that is written does that.
   */
  boolean holdsAbortedCanary(boolean dynamicStableScale) {
    return abortSeconds() > 0 && (abort.isPresent() || !dynamicStableScale);
  }

  /** Returns whether the delay is so long that the controller drops the canary at once (5.1.2). */
  boolean isBeyondResync() {
    return abortSeconds() > RESYNC_SECONDS;
  }
}

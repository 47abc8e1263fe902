// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.comparison;

import static java.util.Objects.requireNonNull;

import io.canaryplan.plan.BlueGreenPlan;
import io.canaryplan.plan.CanaryPlan;
import io.canaryplan.plan.Plan;
import io.canaryplan.plan.RollingCourse;
import io.canaryplan.plan.RollingUpdatePlan;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The time that {@code minReadySeconds} adds to an update: a pod is available when it has been
 * ready for so long (rolling.md 7.1, canary.md 1.1, bluegreen.md 5.1).
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param minReadySeconds as written, 0 or more; 0 when absent
 * @param seconds seconds of all waits until the new version is available as a whole, 0 or more;
 *     absent where nobody counts them: in a canary, and where pods become available in portions
 */
public record ReadyTime(int minReadySeconds, OptionalLong seconds) {
  /** Checks for null. */
  public ReadyTime {
    requireNonNull(seconds, "seconds");
  }

  /** Returns what a plan says. */
  public static ReadyTime of(Plan plan) {
    if (plan instanceof RollingUpdatePlan rolling) {
      return of(rolling.course());
    }
    if (plan instanceof BlueGreenPlan blueGreen) {
      int each = Math.max(0, blueGreen.rollout().minReadySeconds().orElse(0));
      boolean portions = blueGreen.settings().readiness().podsPerPass().isPresent();
      return of(each, portions ? OptionalLong.empty() : OptionalLong.of(waits(blueGreen)));
    }
    int each = Math.max(0, ((CanaryPlan) plan).rollout().minReadySeconds().orElse(0));
    return of(each, OptionalLong.empty());
  }

  /** Returns what the passes of a Deployment say. */
  static ReadyTime of(RollingCourse course) {
    int each = course.end().spec().minReadySeconds();
    return new ReadyTime(each, each == 0 ? OptionalLong.of(0) : course.seconds());
  }

  private static ReadyTime of(int each, OptionalLong waits) {
    return new ReadyTime(
        each,
        each == 0
            ? OptionalLong.of(0)
            : waits.isPresent() ? OptionalLong.of(each * waits.getAsLong()) : waits);
  }

  // the preview has to be available before the pause, and all pods before the switch (bluegreen.md
  // 4.1, 5.1)
  private static long waits(BlueGreenPlan plan) {
    OptionalInt preview = plan.rollout().blueGreen().orElseThrow().previewReplicaCount();
    int first = preview.orElse(plan.replicas());
    long beforePause = first > 0 ? 1 : 0;
    return plan.replicas() > first ? beforePause + 1 : beforePause;
  }

  @Override
  public String toString() {
    return minReadySeconds + " s each, " + (seconds.isPresent() ? seconds.getAsLong() : "?") + " s";
  }
}

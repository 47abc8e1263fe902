// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import io.canaryplan.plan.RollingPass.VersionSize;
import java.util.List;

/**
 * A Deployment at some moment: what is asked for and what pods it has. From here its controller can
 * be followed on, or asked for something else first:
 *
 * <pre>{@code
 * RollingCourse back = plan.start().after(2).asked(plan.spec(), 0).course();
 * }</pre>
 *
 * <p>Moments are values: following a controller changes none of them. The package {@code
 * controller} implements them.
 *
 * <p>Implementations are immutable and safe for use by several threads.
 */
public interface RollingMoment {
  /** Returns what is asked for. */
  DeploymentSpec spec();

  /** Returns the version whose pod template is asked for. */
  int version();

  /** Returns the ReplicaSets, the one created first at the front. */
  List<VersionSize> sets();

  /** Returns how the controller goes on from here until nothing happens any more. */
  RollingCourse course();

  /**
   * Returns the moment so many passes later, when its pods have moved; the end, if it comes before.
   *
   * @param passes 0 or more
   */
  RollingMoment after(long passes);

  /** Returns the moment when nothing happens any more. */
  default RollingMoment atRest() {
    return after(Long.MAX_VALUE);
  }

  /** Returns what progressDeadlineSeconds does when no more pod becomes available from here on. */
  ProgressDeadline progressDeadline();

  /**
   * Returns how the controller goes on when no more pod becomes available until
   * progressDeadlineSeconds are over; the end is {@link #timedOut} then, and pods become available
   * from it on as before. Its seconds are those of the deadline and one more. Of use where {@link
   * #progressDeadline} acts.
   *
   * @param passes how many are followed at most, 0 or more; the end is what is there after them
   */
  RollingCourse untilDeadline(long passes);

  /**
   * Returns this moment after progressDeadlineSeconds without progress: the controller has marked
   * the update as failed. No size changes by it; but the first pass after a later pause is then not
   * cut short (rolling.md 15). The same moment where no time runs: while paused, when the update is
   * complete, and with a deadline of 2147483647.
   */
  RollingMoment timedOut();

  /**
   * Returns this moment when somebody applies another manifest: other replicas, limits, a pause or
   * its end, another pod template.
   *
   * @param spec what is asked for from now on
   * @param version 0 or more; one that was there before is a rollback to it
   * @throws IllegalArgumentException if the version is negative, if the limits have no pods, or if
   *     replicas and maxSurge are above 2³¹−1 together: the controller would never start a pod
   */
  RollingMoment asked(DeploymentSpec spec, int version);
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import io.canaryplan.plan.RollingPass.VersionSize;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * The extremes of a Deployment's passes. Pods that are still terminating are in no number.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param peak most pods asked for at one time
 * @param lowestAvailable fewest available pods at one time, right after a pass and before its new
 *     pods are ready
 * @param mostPods pods that replicas and maxSurge allow at the end of the passes
 * @param leastAvailable pods that maxUnavailable wants available at the end of the passes
 */
public record RollingEnvelope(
    Extreme peak, Extreme lowestAvailable, long mostPods, long leastAvailable)
    implements UpdateEnvelope {
  /** Checks for null. */
  public RollingEnvelope {
    requireNonNull(peak, "peak");
    requireNonNull(lowestAvailable, "lowestAvailable");
  }

  @Override
  public Point most() {
    return peak.point();
  }

  @Override
  public Point fewestAvailable() {
    return lowestAvailable.point();
  }

  /**
   * A number of pods and when it occurs first.
   *
   * @param pods 0 or more
   * @param pass after which pass, from 0; absent before the first one
   */
  public record Extreme(long pods, OptionalLong pass) {
    /** Checks for null. */
    public Extreme {
      requireNonNull(pass, "pass");
    }

    // all passes lead to the last of the two states
    Point point() {
      return new Point(pods, pass.isPresent() ? 1 : 0, pass);
    }
  }

  static RollingEnvelope of(RollingCourse course) {
    List<VersionSize> before = course.start().sets();
    DeploymentSpec spec = course.end().spec();
    DeploymentLimits limits = spec.limits();
    Extreme most = start(before, VersionSize::size);
    Extreme least = start(before, VersionSize::available);
    for (RollingPassList.Corner corner : course.listed().corners()) {
      most = max(most, corner.pass().total(), corner.place());
      least = min(least, corner.pass().available(), corner.place());
    }
    int replicas = spec.replicas();
    long allowed = (long) replicas + limits.surge();
    return new RollingEnvelope(most, least, allowed, replicas - limits.unavailableOf(replicas));
  }

  private static Extreme start(List<VersionSize> sets, ToLongFunction<VersionSize> number) {
    return new Extreme(sets.stream().mapToLong(number).sum(), OptionalLong.empty());
  }

  private static Extreme max(Extreme one, long pods, long pass) {
    return pods > one.pods() ? new Extreme(pods, OptionalLong.of(pass)) : one;
  }

  private static Extreme min(Extreme one, long pods, long pass) {
    return pods < one.pods() ? new Extreme(pods, OptionalLong.of(pass)) : one;
  }
}

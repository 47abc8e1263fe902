// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * The way back to the stable version when the update is aborted at a step that has settled,
 * canary.md 5.1.
 *
 * @param fromStepIndex index of the step from 0
 * @param passes the passes, pods becoming available between them; empty when nothing changes
 * @param replicas pods of both versions at the end; the canary keeps pods only when setCanaryScale
 *     in the first step pins them and abortScaleDownDelaySeconds is 0
 * @param weights how traffic is shared at the end
 * @param routing what is written into the mesh at the end
 * @param routingChanges what is written into the mesh on the way, as in {@link
 *     Course#routingChanges}
 * @param seconds seconds of all delays on the way, 0 or more; the time that pods need is not in it
 * @param standstill why the way ends before stable has all traffic and pods, if it does
 */
public record AbortPlan(
    int fromStepIndex,
    List<Pass> passes,
    ReplicaCounts replicas,
    TrafficWeights weights,
    RoutingState routing,
    List<RoutingState> routingChanges,
    long seconds,
    Optional<Standstill> standstill) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if the index or the seconds are negative
   */
  public AbortPlan {
    if (fromStepIndex < 0 || seconds < 0) {
      throw new IllegalArgumentException(
          "no abort at step " + fromStepIndex + " that takes " + seconds + " seconds");
    }
    passes = PassList.copyOf(passes);
    requireNonNull(replicas, "replicas");
    requireNonNull(weights, "weights");
    requireNonNull(routing, "routing");
    routingChanges = ImmutableList.copyOf(routingChanges);
    requireNonNull(standstill, "standstill");
  }

  /** Returns the way back that a course describes. */
  public static AbortPlan of(int step, Course course) {
    return new AbortPlan(
        step,
        course.passes(),
        course.replicas(),
        course.weights(),
        course.routing(),
        course.routingChanges(),
        course.seconds(),
        course.standstill());
  }
}

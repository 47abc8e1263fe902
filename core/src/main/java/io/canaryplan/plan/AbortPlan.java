// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The way back to the stable version when the update is aborted at a step that has settled,
 * canary.md 5.1: a course, and the step that it leaves.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param fromStepIndex index of the step from 0
 * @param course what follows; its canary keeps pods at the end only when setCanaryScale in the
 *     first step pins them and abortScaleDownDelaySeconds is 0, and its standstill says why the way
 *     ends before stable has all traffic and pods, if it does
 */
public record AbortPlan(int fromStepIndex, Course course) {
  /**
   * Checks the index.
   *
   * @throws IllegalArgumentException if the index is negative
   */
  public AbortPlan {
    if (fromStepIndex < 0) {
      throw new IllegalArgumentException("no abort at step " + fromStepIndex);
    }
    requireNonNull(course, "course");
  }

  /** Returns the passes of the {@link #course}. */
  public List<Pass> passes() {
    return course.passes();
  }

  /** Returns the pods of both versions at the end of the {@link #course}. */
  public ReplicaCounts replicas() {
    return course.replicas();
  }

  /** Returns the weights at the end of the {@link #course}, as in {@link Course#weights}. */
  public TrafficWeights weights() {
    return course.weights();
  }

  /** Returns what is written into the mesh at the end of the {@link #course}. */
  public RoutingState routing() {
    return course.routing();
  }

  /** Returns what is written into the mesh on the way, as in {@link Course#routingChanges}. */
  public List<RoutingState> routingChanges() {
    return course.routingChanges();
  }

  /** Returns the seconds of all delays of the {@link #course}, 0 or more. */
  public long seconds() {
    return course.seconds();
  }

  /** Returns why the {@link #course} ends before stable has all traffic and pods, if it does. */
  public Optional<Standstill> standstill() {
    return course.standstill();
  }
}

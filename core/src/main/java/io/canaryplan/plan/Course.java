// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What follows when somebody intervenes: the passes, and where they end.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param passes the passes, pods becoming available between them; empty when nothing changes
 * @param replicas pods of both versions at the end; 0 for the canary when the current version is
 *     the stable one
 * @param olderReplicaSets pods of all other versions at the end, 0 or more
 * @param weights how a router shares traffic at the end; without one the shares that are asked for
 * @param routing what is written into the mesh at the end
 * @param routingChanges what is written into the mesh on the way from the state in which somebody
 *     intervenes, in order, also by an abort before a retry; documents depend on it, since routes
 *     can keep weights from rules
 * @param stepIndex the step that is current at the end, from 0; absent when all steps are done
 * @param seconds seconds of all delays on the way; the time that pods need is not in it
 * @param standstill why the end is not where the action leads, if it is not
 */
public record Course(
    List<Pass> passes,
    ReplicaCounts replicas,
    long olderReplicaSets,
    TrafficWeights weights,
    RoutingState routing,
    List<RoutingState> routingChanges,
    OptionalInt stepIndex,
    long seconds,
    Optional<Standstill> standstill) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if pods or seconds are negative
   */
  public Course {
    passes = PassList.copyOf(passes);
    requireNonNull(replicas, "replicas");
    requireNonNull(weights, "weights");
    requireNonNull(routing, "routing");
    routingChanges = ImmutableList.copyOf(routingChanges);
    requireNonNull(stepIndex, "stepIndex");
    requireNonNull(standstill, "standstill");
    if (olderReplicaSets < 0 || seconds < 0) {
      throw new IllegalArgumentException(
          "pods and seconds must not be negative but were " + olderReplicaSets + " and " + seconds);
    }
  }

  /**
   * Returns this course after more has happened.
   *
   * @param earlier passes before its own
   * @param written what has been written into the mesh before its first pass
   */
  public Course after(List<Pass> earlier, List<RoutingState> written) {
    return new Course(
        PassList.concat(earlier, passes),
        replicas,
        olderReplicaSets,
        weights,
        routing,
        ImmutableList.<RoutingState>builder().addAll(written).addAll(routingChanges).build(),
        stepIndex,
        seconds,
        standstill);
  }
}

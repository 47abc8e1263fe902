// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.rollout.CanaryStep;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Where the Rollout settles at some point of the update, and how it gets there.
 *
 * @param kind which point
 * @param stepIndex index of the step from 0; absent unless {@code kind} is STEP
 * @param step the step; absent unless {@code kind} is STEP
 * @param replicas pods of both versions once settled; when promoted, the new version counts as
 *     stable
 * @param weights how traffic is shared once settled; without a router the shares that setWeight
 *     asks for
 * @param reasons why the numbers are what they are, one sentence each: the canary's count first,
 *     then stable's, then anything remarkable about the total and the weights
 * @param passes the controller passes from the state before to this one, pods ready between passes;
 *     the last one equals the settled counts and weights, unless the path stands still before;
 *     empty when nothing changes
 * @param durationSeconds seconds that the state lasts once settled: a pause's or an experiment's
 *     duration, 0 for steps that go on by themselves; absent when that is open, as for a pause
 *     without an end or an analysis
 * @param routing what is written into the mesh once settled
 */
public record PlannedState(
    Kind kind,
    OptionalInt stepIndex,
    Optional<CanaryStep> step,
    ReplicaCounts replicas,
    TrafficWeights weights,
    List<String> reasons,
    List<Pass> passes,
    OptionalLong durationSeconds,
    RoutingState routing)
    implements UpdateState {
  /** The points of an update. */
  public enum Kind {
    /** Before the update. */
    INITIAL,
    /** At a step. */
    STEP,
    /** At the end: the new version is the stable one and the old pods are gone. */
    PROMOTED;

    /** Returns the lower-case name: {@code initial}, {@code step}, {@code promoted}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if a step is missing where the kind needs one, or given where
   *     it needs none
   */
  public PlannedState {
    requireNonNull(kind, "kind");
    requireNonNull(replicas, "replicas");
    requireNonNull(weights, "weights");
    reasons = ImmutableList.copyOf(reasons);
    passes = PassList.copyOf(passes);
    requireNonNull(durationSeconds, "durationSeconds");
    requireNonNull(routing, "routing");
    if (stepIndex.isPresent() != (kind == Kind.STEP) || step.isPresent() != stepIndex.isPresent()) {
      throw new IllegalArgumentException("a step belongs to STEP alone but kind is " + kind);
    }
  }

  @Override
  public String name() {
    return kind.toString();
  }

  @Override
  public long newPods() {
    return kind == Kind.PROMOTED ? replicas.stable() : replicas.canary();
  }

  @Override
  public long oldPods() {
    return kind == Kind.PROMOTED ? replicas.canary() : replicas.stable();
  }

  /** Returns this state with the passes that lead to it. */
  public PlannedState withPasses(List<Pass> value) {
    return new PlannedState(
        kind, stepIndex, step, replicas, weights, reasons, value, durationSeconds, routing);
  }

  /** Returns the state in a few words, for example {@code setWeight: 20 2/9 at 20/80}. */
  @Override
  public String toString() {
    return (step.isPresent() ? step.get() : kind) + " " + replicas + " at " + weights;
  }
}

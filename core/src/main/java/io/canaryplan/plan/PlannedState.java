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
 * Where the Rollout stands at some point of the update, which is the end of the passes that lead
 * there: the pass in which a step is complete, or, where the controller waits for something else
 * than pods (a pause, an experiment, an analysis, a plugin), the last pass that changes anything.
 *
 * <p>If the passes stand still before a step is complete, the controller stays in it for ever: the
 * state is not {@code reached}, its numbers are where the controller stands, {@code goal} says what
 * was asked for, and the states after it are not {@code reachable}. Those have no passes, no
 * duration and no reasons, and their numbers are those of the standstill.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param kind which point
 * @param stepIndex index of the step from 0; absent unless {@code kind} is STEP
 * @param step the step; absent unless {@code kind} is STEP
 * @param goal what is asked for
 * @param reachable whether the update comes to this point at all
 * @param reached whether it also gets past it
 * @param replicas pods of both versions; once promoted, the new version counts as stable
 * @param availablePods pods of all versions that are available in the state
 * @param weights how a router shares traffic; without one the shares that setWeight asks for, and
 *     {@link CanaryPlan#traffic(PlannedState)} says what is reached
 * @param reasons why the numbers are what they are, one sentence each: the canary's count first,
 *     then stable's, then anything remarkable about the total and the weights
 * @param passes the controller passes from the state before to this one, pods ready between passes;
 *     the last one equals the counts and weights; empty when nothing changes
 * @param durationSeconds seconds that the state lasts: a pause's or an experiment's duration, 0 for
 *     steps that go on by themselves; absent when that is open, as for a pause without an end, an
 *     analysis, or a standstill
 * @param routing what is written into the mesh
 * @param routingChanges what is written into the mesh after each pass on the way that writes
 *     anything into it, in order
 * @param standstill why what is asked for is not what comes, if it is not
 */
public record PlannedState(
    Kind kind,
    OptionalInt stepIndex,
    Optional<CanaryStep> step,
    Goal goal,
    boolean reachable,
    boolean reached,
    ReplicaCounts replicas,
    long availablePods,
    TrafficWeights weights,
    List<String> reasons,
    List<Pass> passes,
    OptionalLong durationSeconds,
    RoutingState routing,
    List<RoutingState> routingChanges,
    Optional<Standstill> standstill)
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
    requireNonNull(goal, "goal");
    requireNonNull(replicas, "replicas");
    requireNonNull(weights, "weights");
    reasons = ImmutableList.copyOf(reasons);
    passes = PassList.copyOf(passes);
    requireNonNull(durationSeconds, "durationSeconds");
    requireNonNull(routing, "routing");
    routingChanges = ImmutableList.copyOf(routingChanges);
    requireNonNull(standstill, "standstill");
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
    return isNewVersionStable() ? replicas.stable() : replicas.canary();
  }

  @Override
  public long oldPods() {
    return isNewVersionStable() ? replicas.canary() : replicas.stable();
  }

  /** Returns whether the update is over, so that the new version has the role of the stable one. */
  boolean isNewVersionStable() {
    return kind == Kind.PROMOTED && reached;
  }

  /** Returns the state in a few words, for example {@code setWeight: 20 2/9 at 20/80}. */
  @Override
  public String toString() {
    return (step.isPresent() ? step.get() : kind)
        + (reachable ? " " + replicas + " at " + weights : " unreachable")
        + (reachable && !reached ? " stuck" : "");
  }
}

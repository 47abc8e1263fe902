// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One controller pass that changes something: the sizes and weights after it, and what was done.
 * Between two passes pods become available as {@link Readiness} says, and surplus pods go.
 *
 * <p>Up to and including the pass that promotes, {@code canary} counts the pods of the new version
 * and {@code stable} those of the version before. After it {@code canary} is 0, {@code stable}
 * counts the pods of the version that has become stable, and what is left of the one before is
 * {@code olderReplicaSets}.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param canary pods asked for the new version, 0 or more
 * @param stable pods asked for the stable version, 0 or more
 * @param olderReplicaSets pods asked for all other versions, 0 or more
 * @param weights how a router shares traffic after the pass; without one the shares that setWeight
 *     asks for, and {@link CanaryPlan#traffic(Pass)} says what is reached
 * @param available pods of all versions that are available right after the pass, before any new pod
 *     is ready, 0 or more
 * @param afterSeconds seconds that must go by before this pass, above 0; empty when it follows as
 *     soon as the pods are ready
 * @param omitted passes left out of the list before this one because they go on in the same strides
 *     as the ones before, 0 or more; above 0 only in lists beyond the limit of passes
 * @param events what happens, each at most once, in the order of {@link PassEvent}
 */
public record Pass(
    int canary,
    int stable,
    long olderReplicaSets,
    TrafficWeights weights,
    long available,
    OptionalLong afterSeconds,
    long omitted,
    List<PassEvent> events)
    implements UpdatePass {
  private static final String CANARY = "canary";

  /**
   * Checks the ranges and copies the events.
   *
   * @throws IllegalArgumentException if a number is negative
   */
  public Pass {
    if (canary < 0 || stable < 0 || olderReplicaSets < 0 || available < 0 || omitted < 0) {
      throw new IllegalArgumentException(
          "pods must not be negative but were " + canary + ", " + stable + ", " + olderReplicaSets);
    }
    requireNonNull(weights, "weights");
    requireNonNull(afterSeconds, "afterSeconds");
    events = ImmutableList.copyOf(events);
  }

  /** Returns the weight of the new version. */
  public int canaryWeight() {
    return weights.canary();
  }

  /** Returns the time that must go by before, if any: {@code after 30s}. */
  @Override
  public String note() {
    return afterSeconds.isPresent() ? "after " + afterSeconds.getAsLong() + "s" : "";
  }

  /** Returns the pods of canary and stable. */
  public ReplicaCounts replicas() {
    return new ReplicaCounts(canary, stable);
  }

  @Override
  public List<PodGroup> pods() {
    return ImmutableList.of(
        PodGroup.ofRole("older", olderReplicaSets),
        PodGroup.ofRole("stable", stable),
        PodGroup.ofRole(CANARY, canary));
  }

  /** Returns {@code canary}. */
  @Override
  public String trafficTo() {
    return CANARY;
  }

  /** Returns the pods of all versions together. */
  @Override
  public long total() {
    return (long) canary + stable + olderReplicaSets;
  }

  Pass withOmitted(long value) {
    return new Pass(
        canary, stable, olderReplicaSets, weights, available, afterSeconds, value, events);
  }

  Pass plusEvents(List<PassEvent> more) {
    ImmutableList<PassEvent> all =
        ImmutableList.<PassEvent>builder().addAll(events).addAll(more).build();
    return new Pass(
        canary, stable, olderReplicaSets, weights, available, afterSeconds, omitted, all);
  }

  /** Returns whether this shows the same numbers as another pass. */
  public boolean showsSame(Pass other) {
    return canary == other.canary
        && stable == other.stable
        && olderReplicaSets == other.olderReplicaSets
        && weights.equals(other.weights);
  }

  /** Returns the pass so many periods later, each adding what has come since {@code earlier}. */
  public Pass further(Pass earlier, long times) {
    return new Pass(
        (int) further(earlier.canary, canary, times),
        (int) further(earlier.stable, stable, times),
        further(earlier.olderReplicaSets, olderReplicaSets, times),
        weights,
        further(earlier.available, available, times),
        afterSeconds,
        omitted,
        events);
  }

  private static long further(long earlier, long now, long times) {
    return now + times * (now - earlier);
  }

  /** Returns whether this happens in the pass. */
  public boolean has(PassEvent event) {
    return events.contains(event);
  }

  /** Returns the counts and the canary's weight, for example {@code 1+2 at 5}. */
  @Override
  public String toString() {
    String sizes = canary + "+" + stable + (olderReplicaSets > 0 ? "+" + olderReplicaSets : "");
    return sizes + " at " + weights.canary() + (events.isEmpty() ? "" : " " + events);
  }
}

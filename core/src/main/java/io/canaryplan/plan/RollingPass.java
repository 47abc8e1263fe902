// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * One pass of a Deployment's controller: it creates a ReplicaSet or gives at least one another size
 * (rolling.md 2.1).
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param version the version that is wanted
 * @param sets the ReplicaSets after the pass, the one created first at the front
 * @param omitted passes left out of the list before this one because they go on in the same strides
 *     as the ones before, 0 or more; above 0 only in lists of very many
 */
public record RollingPass(int version, List<RollingPass.VersionSize> sets, long omitted)
    implements UpdatePass {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if less than nothing is left out
   */
  public RollingPass {
    sets = ImmutableList.copyOf(sets);
    if (omitted < 0) {
      throw new IllegalArgumentException("passes must not be negative but were " + omitted);
    }
  }

  /** Returns a pass before which none is left out. */
  public RollingPass(int version, List<RollingPass.VersionSize> sets) {
    this(version, sets, 0);
  }

  RollingPass withOmitted(long value) {
    return value == omitted ? this : new RollingPass(version, sets, value);
  }

  /**
   * The pods of one version.
   *
   * @param version 0 for the one that runs at the start, 1 for the one that the update brings,
   *     larger ones for those that come while it is on its way
   * @param size pods asked for after the pass, 0 or more
   * @param available pods of them that are available right after it, before any new pod is
   * @param next pods of them that are available before the next pass
   */
  public record VersionSize(int version, int size, int available, int next) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is negative, or more pods are available than
     *     there are
     */
    public VersionSize {
      if (version < 0 || available < 0 || next < available || size < next) {
        throw new IllegalArgumentException(
            "no version " + version + " of " + size + "/" + available + "/" + next);
      }
    }

    PodGroup group() {
      return new PodGroup(
          PodGroup.nameOf(version + 1), size, OptionalLong.of(available), OptionalLong.empty());
    }

    /** Returns version, size and pods that are available before the next pass: {@code 1:5/3}. */
    @Override
    public String toString() {
      return version + ":" + size + "/" + next;
    }
  }

  /** Returns the pods of the wanted version. */
  public long newPods() {
    return sum(set -> set.version() == version ? set.size() : 0);
  }

  /** Returns the pods of all other versions. */
  public long oldPods() {
    return total() - newPods();
  }

  @Override
  public List<PodGroup> pods() {
    return sets.stream().map(VersionSize::group).toList();
  }

  /** Returns the version that is asked for: after a rollback the one before the update. */
  @Override
  public String trafficTo() {
    return PodGroup.nameOf(version + 1);
  }

  /** Returns the pods of all versions; those that are still terminating are not among them. */
  @Override
  public long total() {
    return sum(VersionSize::size);
  }

  /**
   * Returns the pods of all versions that are available right after the pass: its lowest moment.
   */
  @Override
  public long available() {
    return sum(VersionSize::available);
  }

  /**
   * Returns the share of the wanted version in the traffic of a Service that selects the pods of
   * all versions, once the pods of this pass have moved: every available pod gets the same
   * (rolling.md 8.3). With minReadySeconds a pod gets its share that much earlier.
   *
   * @return a share of 0 pods when no pod is available: then there is nobody to answer
   */
  public Ratio trafficShare() {
    return new Ratio(sum(set -> set.version() == version ? set.next() : 0), sum(VersionSize::next));
  }

  private long sum(ToLongFunction<VersionSize> number) {
    long sum = 0;
    for (VersionSize set : sets) {
      sum += number.applyAsLong(set);
    }
    return sum;
  }

  /** Returns the sizes in the order of {@link #sets}, for example {@code 0:8/8 1:3/3}. */
  @Override
  public String toString() {
    return sets.stream().map(VersionSize::toString).collect(Collectors.joining(" "));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The passes of a Deployment's controller from a moment until nothing happens any more.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param start where they begin
 * @param stretches the passes; empty when there are none
 * @param end where they end
 * @param seconds the least time they take, from minReadySeconds alone: the time that pods need to
 *     start is not in it. Absent when the wanted version does not get all of its pods, or when pods
 *     become available in portions; 0 with 0 replicas, where no pod is waited for
 * @param standstill why the wanted version does not get all of its pods, if so
 */
public record RollingCourse(
    RollingMoment start,
    List<RollingStretch> stretches,
    RollingMoment end,
    OptionalLong seconds,
    Optional<Standstill> standstill) {
  /** As many are listed one by one; {@link #stretches} has all. */
  static final int MOST_LISTED = 10_000;

  /** Copies the list. */
  public RollingCourse {
    requireNonNull(start, "start");
    stretches = ImmutableList.copyOf(stretches);
    requireNonNull(end, "end");
    requireNonNull(seconds, "seconds");
    requireNonNull(standstill, "standstill");
  }

  /** Returns whether the wanted version has all pods, and all of them are available. */
  public boolean isComplete() {
    return standstill.isEmpty();
  }

  /** Returns the number of passes. */
  public long passes() {
    return stretches.stream().mapToLong(RollingStretch::passes).sum();
  }

  /**
   * Returns one of the passes.
   *
   * @param index from 0
   * @throws IndexOutOfBoundsException if there is none
   */
  public RollingPass pass(long index) {
    long left = index;
    for (RollingStretch stretch : stretches) {
      if (left < stretch.passes()) {
        return stretch.get(left);
      }
      left -= stretch.passes();
    }
    throw new IndexOutOfBoundsException("no pass " + index + " of " + passes());
  }

  /** Returns the passes; of many only the first and the last time of what goes on evenly. */
  RollingPassList listed() {
    return RollingPassList.of(stretches, MOST_LISTED);
  }

  /** Returns the extremes on the way. */
  public RollingEnvelope envelope() {
    return RollingEnvelope.of(this);
  }
}

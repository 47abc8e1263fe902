// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The passes of a Deployment, in the space of their stretches. Of more than a limit those that go
 * on in equal strides are left out but for the first and the last time; {@link RollingPass#omitted}
 * counts them.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class RollingPassList extends AbstractList<RollingPass> implements RandomAccess {
  private final ImmutableList<RollingStretch> stretches;
  private final ImmutableList<Corner> corners;
  private final boolean whole;
  private final int size;

  /**
   * A pass of the first or the last time of a stretch.
   *
   * @param place its number among all passes, from 0
   * @param pass the pass, with what is left out before it
   */
  record Corner(long place, RollingPass pass) {}

  private RollingPassList(
      ImmutableList<RollingStretch> stretches,
      ImmutableList<Corner> corners,
      boolean whole,
      int size) {
    this.stretches = stretches;
    this.corners = corners;
    this.whole = whole;
    this.size = size;
  }

  /**
   * Returns the passes of stretches in a row.
   *
   * @param most of how many all are in the list
   */
  static RollingPassList of(List<RollingStretch> stretches, int most) {
    ImmutableList.Builder<Corner> builder = ImmutableList.builder();
    long begin = 0;
    long next = 0;
    for (RollingStretch stretch : stretches) {
      int period = stretch.first().size();
      for (long i = 0; i < stretch.passes(); i++) {
        if (i == period) {
          // on to the last time
          i = Math.max(i, stretch.passes() - period);
        }
        long place = begin + i;
        builder.add(new Corner(place, stretch.get(i).withOmitted(place - next)));
        next = place + 1;
      }
      begin += stretch.passes();
    }
    ImmutableList<Corner> corners = builder.build();
    boolean whole = begin <= most;
    return new RollingPassList(
        ImmutableList.copyOf(stretches), corners, whole, whole ? (int) begin : corners.size());
  }

  /** Returns the passes in which any number may be extreme: along a stretch all change evenly. */
  ImmutableList<Corner> corners() {
    return corners;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public RollingPass get(int index) {
    Objects.checkIndex(index, size);
    if (!whole) {
      return corners.get(index).pass();
    }
    long left = index;
    for (RollingStretch stretch : stretches) {
      if (left < stretch.passes()) {
        return stretch.get(left);
      }
      left -= stretch.passes();
    }
    throw new AssertionError(index);
  }

  /** Returns the first and the last time alone of what goes on in equal strides. */
  public static List<RollingPass> atCorners(List<RollingPass> passes) {
    return passes instanceof RollingPassList list
        ? list.corners.stream().map(Corner::pass).toList()
        : passes;
  }

  /**
   * Returns where among those a pass stands.
   *
   * @param index the number of the pass among all of them, from 0
   */
  public static int place(List<RollingPass> passes, long index) {
    return passes instanceof RollingPassList list
        ? (int) list.corners.stream().filter(corner -> corner.place() < index).count()
        : (int) index;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.RollingPass.VersionSize;
import java.util.List;
import java.util.Objects;

/**
 * Passes in a row: a period that comes once, or many times in equal strides. A million pods that go
 * one at a time take two million passes and one stretch.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param first the passes of the period as they come first, at least one
 * @param last the same passes as they come the last time
 * @param times how often the period comes, 1 or more
 */
public record RollingStretch(List<RollingPass> first, List<RollingPass> last, long times) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if the lists are empty or of different lengths, or if the
   *     period comes less than once
   */
  public RollingStretch {
    first = ImmutableList.copyOf(first);
    last = ImmutableList.copyOf(last);
    if (first.isEmpty() || first.size() != last.size() || times < 1) {
      throw new IllegalArgumentException(
          first.size() + " and " + last.size() + " passes cannot come " + times + " times");
    }
  }

  /** Returns a stretch of passes that come once. */
  public static RollingStretch once(List<RollingPass> passes) {
    return new RollingStretch(passes, passes, 1);
  }

  /** Returns the number of passes. */
  public long passes() {
    return first.size() * times;
  }

  /**
   * Returns one of the passes.
   *
   * @param index from 0
   * @throws IndexOutOfBoundsException if there is none
   */
  public RollingPass get(long index) {
    Objects.checkIndex(index, passes());
    int place = (int) (index % first.size());
    long time = index / first.size();
    return time == 0 ? first.get(place) : between(first.get(place), last.get(place), time);
  }

  private RollingPass between(RollingPass from, RollingPass to, long time) {
    ImmutableList.Builder<VersionSize> sets = ImmutableList.builder();
    for (int i = 0; i < from.sets().size(); i++) {
      VersionSize a = from.sets().get(i);
      VersionSize b = to.sets().get(i);
      sets.add(
          new VersionSize(
              a.version(),
              between(a.size(), b.size(), time),
              between(a.available(), b.available(), time),
              between(a.next(), b.next(), time)));
    }
    return new RollingPass(from.version(), sets.build());
  }

  // the difference of the last and the first time is a whole number of strides
  private int between(int from, int to, long time) {
    return (int) (from + ((long) to - from) / (times - 1) * time);
  }
}

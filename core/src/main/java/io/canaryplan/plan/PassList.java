// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/**
 * Passes, with stretches that repeat in equal strides kept as one period and a number: a list over
 * thousands of passes takes the space of a few.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class PassList extends AbstractList<Pass> implements RandomAccess {
  /**
   * Passes in a row: a period that comes once, or is repeated.
   *
   * @param first position of the first pass in the whole list
   * @param earlier the passes one period earlier, which say what every further time adds; none if
   *     the period comes only once
   * @param period the passes as they come first
   * @param times how often, 1 or more
   */
  private record Stretch(int first, List<Pass> earlier, List<Pass> period, long times) {
    Pass get(int index) {
      int place = index % period.size();
      int time = index / period.size();
      Pass pass = period.get(place);
      return time == 0 ? pass : pass.further(earlier.get(place), time);
    }

    long size() {
      return period.size() * times;
    }

    // all numbers grow or shrink evenly, so the first and the last time are enough
    IntStream corners() {
      int last = first + (int) size() - period.size();
      IntStream corners = IntStream.range(first, first + period.size());
      return times == 1
          ? corners
          : IntStream.concat(corners, IntStream.range(last, last + period.size()));
    }
  }

  private final ImmutableList<Stretch> stretches;
  private final int size;

  private PassList(ImmutableList<Stretch> stretches, int size) {
    this.stretches = stretches;
    this.size = size;
  }

  /** Returns the passes in a list that nobody changes. */
  public static List<Pass> copyOf(List<Pass> passes) {
    return passes instanceof PassList ? passes : ImmutableList.copyOf(passes);
  }

  /** Returns the passes of two lists in a row; stretches stay what they are. */
  public static List<Pass> concat(List<Pass> first, List<Pass> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return copyOf(first.isEmpty() ? second : first);
    }
    ImmutableList.Builder<Stretch> all = ImmutableList.builder();
    all.addAll(stretches(first, 0)).addAll(stretches(second, first.size()));
    return new PassList(all.build(), Math.addExact(first.size(), second.size()));
  }

  private static List<Stretch> stretches(List<Pass> passes, int after) {
    if (passes instanceof PassList list) {
      return list.stretches.stream()
          .map(each -> new Stretch(after + each.first, each.earlier, each.period, each.times))
          .toList();
    }
    return List.of(new Stretch(after, ImmutableList.of(), ImmutableList.copyOf(passes), 1));
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Pass get(int index) {
    Objects.checkIndex(index, size);
    int low = 0;
    int high = stretches.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (stretches.get(middle).first <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    Stretch stretch = stretches.get(low);
    return stretch.get(index - stretch.first);
  }

  /** Returns the positions of the passes where anything can be extreme. */
  public static IntStream corners(List<Pass> passes) {
    return passes instanceof PassList list
        ? list.stretches.stream().flatMapToInt(Stretch::corners)
        : IntStream.range(0, passes.size());
  }

  /**
   * Returns the passes at the {@link #corners} alone: of a stretch in equal strides the first and
   * the last time. {@link Pass#omitted} counts what is left out before each.
   */
  public static List<Pass> atCorners(List<Pass> passes) {
    ImmutableList.Builder<Pass> result = ImmutableList.builder();
    int next = 0;
    for (int index : corners(passes).toArray()) {
      Pass pass = passes.get(index);
      result.add(index == next ? pass : pass.withOmitted(pass.omitted() + index - next));
      next = index + 1;
    }
    return result.build();
  }

  /** Collects passes. */
  public static final class Builder {
    private final ImmutableList.Builder<Stretch> stretches = ImmutableList.builder();
    private final List<Pass> single = new ArrayList<>();
    private long size;

    /** Begins without any pass. */
    public Builder() {}

    /** Returns whether nothing was added. */
    public boolean isEmpty() {
      return single.isEmpty() && size == 0;
    }

    /** Adds a pass. */
    public void add(Pass pass) {
      single.add(pass);
    }

    /** Tells events with the last pass; only to be asked when it was added alone. */
    public void addToLast(List<PassEvent> events) {
      int last = single.size() - 1;
      single.set(last, single.get(last).plusEvents(events));
    }

    /**
     * Adds a period that comes several times more.
     *
     * @param earlier its passes as they came the time before
     * @param period its passes as they come first
     * @param times how often, 1 or more
     * @param limit passes that may stand in the list; more are left out but for the last time
     */
    public void addRepeated(List<Pass> earlier, List<Pass> period, long times, int limit) {
      flush();
      if (size + period.size() * times <= limit) {
        append(earlier, period, times);
        return;
      }
      ImmutableList.Builder<Pass> last = ImmutableList.builder();
      for (int i = 0; i < period.size(); i++) {
        Pass pass = period.get(i).further(earlier.get(i), times - 1);
        last.add(i == 0 ? pass.withOmitted(period.size() * (times - 1)) : pass);
      }
      append(ImmutableList.of(), last.build(), 1);
    }

    private void flush() {
      if (!single.isEmpty()) {
        append(ImmutableList.of(), ImmutableList.copyOf(single), 1);
        single.clear();
      }
    }

    private void append(List<Pass> earlier, List<Pass> period, long times) {
      stretches.add(new Stretch((int) size, earlier, period, times));
      size += period.size() * times;
    }

    /** Returns the passes. */
    public List<Pass> build() {
      if (size == 0) {
        return ImmutableList.copyOf(single);
      }
      flush();
      return new PassList(stretches.build(), (int) size);
    }
  }
}

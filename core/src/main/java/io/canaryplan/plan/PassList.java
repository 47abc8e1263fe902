// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import com.google.common.collect.ImmutableList;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * Passes, with stretches that repeat in equal strides kept as one period and a number: a list over
 * thousands of passes takes the space of a few.
 */
final class PassList extends AbstractList<Pass> implements RandomAccess {
  /**
   * Passes in a row: a period that comes once, or is repeated.
   *
   * @param first position of its first pass in the list
   * @param period the passes of the first time
   * @param strides for each of them what every further time adds; empty if there is none
   * @param times how often the period comes, 1 or more
   */
  private record Stretch(
      int first, ImmutableList<Pass> period, ImmutableList<PassStride> strides, long times) {
    Pass get(long index) {
      int place = (int) (index % period.size());
      long time = index / period.size();
      return time == 0 ? period.get(place) : strides.get(place).from(period.get(place), time);
    }

    long size() {
      return period.size() * times;
    }
  }

  /** Sees passes and what was before each of them. */
  interface Visitor {
    void visit(int index, Pass before, Pass pass);
  }

  private final ImmutableList<Stretch> stretches;
  private final int size;

  private PassList(ImmutableList<Stretch> stretches, int size) {
    this.stretches = stretches;
    this.size = size;
  }

  static List<Pass> copyOf(List<Pass> passes) {
    return passes instanceof PassList ? passes : ImmutableList.copyOf(passes);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Pass get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    int low = 0;
    int high = stretches.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (stretches.get(middle).first() <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    Stretch stretch = stretches.get(low);
    return stretch.get(index - stretch.first());
  }

  /**
   * Shows the passes where anything can be extreme: within a stretch all numbers grow or shrink
   * evenly, so its first and last period are enough.
   *
   * @param start what was before the first pass
   */
  static void visitCorners(List<Pass> passes, Pass start, Visitor visitor) {
    if (!(passes instanceof PassList list)) {
      visit(passes, 0, passes.size(), start, visitor);
      return;
    }
    Pass before = start;
    for (Stretch stretch : list.stretches) {
      int from = stretch.first();
      int length = stretch.period().size();
      int end = from + Math.toIntExact(stretch.size());
      visit(list, from, from + length, before, visitor);
      if (stretch.times() > 1) {
        visit(list, end - length, end, list.get(end - length - 1), visitor);
      }
      before = list.get(end - 1);
    }
  }

  private static void visit(List<Pass> passes, int from, int end, Pass start, Visitor visitor) {
    Pass before = start;
    for (int i = from; i < end; i++) {
      Pass pass = passes.get(i);
      visitor.visit(i, before, pass);
      before = pass;
    }
  }

  /** Collects passes. */
  static final class Builder {
    private final ImmutableList.Builder<Stretch> stretches = ImmutableList.builder();
    private final List<Pass> single = new ArrayList<>();
    private long size;
    private boolean repeats;

    boolean isEmpty() {
      return single.isEmpty() && size == 0;
    }

    void add(Pass pass) {
      single.add(pass);
    }

    /** Returns the last pass; only to be asked when it was added alone. */
    Pass last() {
      return single.get(single.size() - 1);
    }

    void replaceLast(Pass pass) {
      single.set(single.size() - 1, pass);
    }

    /**
     * Adds a period that comes several times more.
     *
     * @param period its passes as they come first
     * @param strides what every further time adds
     * @param limit passes that may stand in the list; more are left out but for the last time
     */
    void addRepeated(List<Pass> period, List<PassStride> strides, long times, int limit) {
      flush();
      ImmutableList<PassStride> own = ImmutableList.copyOf(strides);
      if (size + period.size() * times <= limit) {
        append(new Stretch((int) size, ImmutableList.copyOf(period), own, times));
        repeats = true;
        return;
      }
      ImmutableList.Builder<Pass> last = ImmutableList.builder();
      for (int i = 0; i < period.size(); i++) {
        Pass pass = own.get(i).from(period.get(i), times - 1);
        last.add(i == 0 ? pass.withOmitted(period.size() * (times - 1)) : pass);
      }
      append(new Stretch((int) size, last.build(), ImmutableList.of(), 1));
    }

    private void flush() {
      if (!single.isEmpty()) {
        append(new Stretch((int) size, ImmutableList.copyOf(single), ImmutableList.of(), 1));
        single.clear();
      }
    }

    private void append(Stretch stretch) {
      stretches.add(stretch);
      size += stretch.size();
    }

    List<Pass> build() {
      if (size == 0) {
        return ImmutableList.copyOf(single);
      }
      flush();
      ImmutableList<Stretch> all = stretches.build();
      return repeats || all.size() > 1 ? new PassList(all, (int) size) : all.get(0).period();
    }
  }
}

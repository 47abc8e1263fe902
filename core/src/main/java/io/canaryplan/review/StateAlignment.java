// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import com.google.common.collect.ImmutableList;
import io.canaryplan.review.StateComparison.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the states of two plans side by side, by the longest common run of their labels. */
final class StateAlignment {
  // Beyond this many pairs the states between equal ends are simply listed, old ones first.
  private static final long MOST_PAIRS = 1_000_000;

  private final List<Numbers> before;
  private final List<Numbers> after;
  private final List<StateComparison> states = new ArrayList<>();

  private StateAlignment(List<Numbers> before, List<Numbers> after) {
    this.before = before;
    this.after = after;
  }

  static List<StateComparison> of(List<Numbers> before, List<Numbers> after) {
    StateAlignment alignment = new StateAlignment(before, after);
    alignment.align();
    return ImmutableList.copyOf(alignment.states);
  }

  private void align() {
    int start = 0;
    int end = 0;
    int shorter = Math.min(before.size(), after.size());
    while (start < shorter && same(start, start)) {
      both(start, start++);
    }
    while (end < shorter - start && same(before.size() - 1 - end, after.size() - 1 - end)) {
      end++;
    }
    middle(start, before.size() - end, after.size() - end);
    for (int i = end; i > 0; i--) {
      both(before.size() - i, after.size() - i);
    }
  }

  private void middle(int start, int oldEnd, int newEnd) {
    int[][] common = common(start, oldEnd, newEnd);
    int i = start;
    int j = start;
    List<Numbers> gone = new ArrayList<>();
    List<Numbers> come = new ArrayList<>();
    while (i < oldEnd || j < newEnd) {
      if (i < oldEnd && j < newEnd && same(i, j) && common.length > 0) {
        pair(gone, come);
        both(i++, j++);
      } else if (j == newEnd || (i < oldEnd && isNextOld(common, i - start, j - start))) {
        gone.add(before.get(i++));
      } else {
        come.add(after.get(j++));
      }
    }
    pair(gone, come);
  }

  private static boolean isNextOld(int[][] common, int i, int j) {
    return common.length == 0 || common[i + 1][j] >= common[i][j + 1];
  }

  /**
   * Returns the length of the longest common run from each pair on; empty if there are too many.
   */
  private int[][] common(int start, int oldEnd, int newEnd) {
    int rows = oldEnd - start;
    int columns = newEnd - start;
    if ((long) rows * columns > MOST_PAIRS) {
      return new int[0][];
    }
    int[][] common = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        common[i][j] =
            same(start + i, start + j)
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private boolean same(int i, int j) {
    return before.get(i).label().equals(after.get(j).label());
  }

  private void both(int i, int j) {
    add(Optional.of(before.get(i)), Optional.of(after.get(j)));
  }

  /** Steps of one kind that stand at one place are one step that changed. */
  private void pair(List<Numbers> gone, List<Numbers> come) {
    int pairs = 0;
    int shorter = Math.min(gone.size(), come.size());
    while (pairs < shorter && kind(gone.get(pairs)).equals(kind(come.get(pairs)))) {
      add(Optional.of(gone.get(pairs)), Optional.of(come.get(pairs)));
      pairs++;
    }
    gone.subList(pairs, gone.size()).forEach(old -> add(Optional.of(old), Optional.empty()));
    come.subList(pairs, come.size()).forEach(young -> add(Optional.empty(), Optional.of(young)));
    gone.clear();
    come.clear();
  }

  private static String kind(Numbers state) {
    int colon = state.label().indexOf(':');
    return colon < 0 ? state.label() : state.label().substring(0, colon);
  }

  private void add(Optional<Numbers> old, Optional<Numbers> young) {
    Change change = Change.CHANGED;
    if (old.isEmpty()) {
      change = Change.ADDED;
    } else if (young.isEmpty()) {
      change = Change.REMOVED;
    } else if (old.equals(young)) {
      change = Change.SAME;
    }
    states.add(new StateComparison(change, old, young));
  }
}

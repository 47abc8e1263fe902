// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The fewest line edits between two texts (Myers, "An O(ND) difference algorithm", 1986). */
final class LineEdits {
  /** Texts that differ in more lines than this are replaced from first to last difference. */
  private static final int MOST_EDITS = 2_000;

  /** Old lines {@code [oldStart, oldEnd)} become new lines {@code [newStart, newEnd)}. */
  record Edit(int oldStart, int oldEnd, int newStart, int newEnd) {
    boolean touches(Edit next) {
      return oldEnd == next.oldStart && newEnd == next.newStart;
    }

    Edit joinedWith(Edit next) {
      return new Edit(oldStart, next.oldEnd, newStart, next.newEnd);
    }
  }

  private final List<String> old;
  private final List<String> now;
  private final int prefix;
  private final int oldSize;
  private final int newSize;

  private LineEdits(List<String> old, List<String> now) {
    this.old = old;
    this.now = now;
    int shorter = Math.min(old.size(), now.size());
    int head = 0;
    while (head < shorter && old.get(head).equals(now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
      tail++;
    }
    prefix = head;
    oldSize = old.size() - head - tail;
    newSize = now.size() - head - tail;
  }

  /** Returns the edits in order, neighbours joined. */
  static List<Edit> between(List<String> old, List<String> now) {
    return new LineEdits(old, now).edits();
  }

  private List<Edit> edits() {
    if (oldSize == 0 && newSize == 0) {
      return ImmutableList.of();
    }
    List<int[]> rounds = new ArrayList<>();
    int most = Math.min(MOST_EDITS, oldSize + newSize);
    // furthest[k + most + 1] is the furthest old line reached on diagonal k = old − new
    int[] furthest = new int[2 * most + 3];
    for (int edits = 0; edits <= most; edits++) {
      rounds.add(Arrays.copyOfRange(furthest, most - edits, most + edits + 3));
      for (int k = -edits; k <= edits; k += 2) {
        int x = advance(furthest, most + 1 + k, k, edits);
        if (x >= oldSize && x - k >= newSize) {
          return joined(walkBack(rounds));
        }
      }
    }
    return ImmutableList.of(new Edit(prefix, prefix + oldSize, prefix, prefix + newSize));
  }

  private int advance(int[] furthest, int at, int k, int edits) {
    boolean down = k == -edits || (k != edits && furthest[at - 1] < furthest[at + 1]);
    int x = down ? furthest[at + 1] : furthest[at - 1] + 1;
    while (x < oldSize && x - k < newSize && sameLine(x, x - k)) {
      x++;
    }
    furthest[at] = x;
    return x;
  }

  private boolean sameLine(int x, int y) {
    return old.get(prefix + x).equals(now.get(prefix + y));
  }

  // single-line edits, last first
  private List<Edit> walkBack(List<int[]> rounds) {
    List<Edit> single = new ArrayList<>();
    int x = oldSize;
    int y = newSize;
    for (int edits = rounds.size() - 1; edits > 0; edits--) {
      int[] before = rounds.get(edits);
      int k = x - y;
      int at = k + edits + 1;
      boolean down = k == -edits || (k != edits && before[at - 1] < before[at + 1]);
      x = down ? before[at + 1] : before[at - 1];
      y = x - (down ? k + 1 : k - 1);
      int fromOld = prefix + x;
      int fromNew = prefix + y;
      single.add(new Edit(fromOld, fromOld + (down ? 0 : 1), fromNew, fromNew + (down ? 1 : 0)));
    }
    return single;
  }

  private static List<Edit> joined(List<Edit> lastFirst) {
    List<Edit> edits = new ArrayList<>();
    for (Edit next : Lists.reverse(lastFirst)) {
      int last = edits.size() - 1;
      if (last >= 0 && edits.get(last).touches(next)) {
        edits.set(last, edits.get(last).joinedWith(next));
      } else {
        edits.add(next);
      }
    }
    return ImmutableList.copyOf(edits);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.report;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One list of a comment that has a limit: its first entries, printed as one whole block. Not for
 * use by several threads.
 *
 * @param <T> what its entries are
 */
final class CommentList<T> {
  /** Prints entries, at least one. */
  interface Block<T> {
    void print(List<T> entries, Appendable out) throws IOException;
  }

  private final String one;
  private final String several;
  private final List<T> all;
  private final Block<T> block;
  private int kept;

  /**
   * Makes a list that keeps nothing yet.
   *
   * @param one what an entry is called
   * @param several what several entries are called
   */
  CommentList(String one, String several, List<T> all, Block<T> block) {
    this.one = one;
    this.several = several;
    this.all = ImmutableList.copyOf(all);
    this.block = block;
  }

  /** Makes a list whose entries are called as one with an {@code s}. */
  CommentList(String one, List<T> all, Block<T> block) {
    this(one, one + "s", all, block);
  }

  /**
   * Keeps the most entries whose block is no longer than this, and returns how long it is. A block
   * of more entries must not be shorter.
   *
   * @param characters the limit; below 1 nothing is kept
   */
  int fit(int characters) {
    int tooMany = all.size() + 1;
    // mostly all of them fit
    int next = all.size();
    kept = 0;
    while (tooMany - kept > 1) {
      if (text(next).length() <= characters) {
        kept = next;
      } else {
        tooMany = next;
      }
      next = (kept + tooMany) >>> 1;
    }
    return text().length();
  }

  /** Returns the entries that are kept. */
  List<T> kept() {
    return all.subList(0, kept);
  }

  /** Returns their block; empty if there are none. */
  String text() {
    return text(kept);
  }

  private String text(int entries) {
    return entries == 0 ? "" : Printer.text(out -> block.print(all.subList(0, entries), out));
  }

  /** Returns how many are left out: {@code 3 of 9 documents}; absent if none is. */
  Optional<String> omission() {
    return kept == all.size()
        ? Optional.empty()
        : Optional.of(
            (all.size() - kept) + " of " + all.size() + " " + (all.size() == 1 ? one : several));
  }
}

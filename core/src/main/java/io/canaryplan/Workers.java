// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.Function;

/**
 * Carries out the same work on many things that do not depend on each other. The library starts no
 * thread of its own: a caller that has several hands them in, and the answers are the same as those
 * of one.
 *
 * <p>An implementation returns one result for each item, in the order of the items, and calls the
 * work exactly once for each, from whatever threads, before it returns. What the work throws it
 * throws on. The work given by this library reads immutable values only.
 */
public interface Workers {
  /** Does one thing after the other in the calling thread. */
  Workers ONE =
      new Workers() {
        @Override
        public <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> work) {
          ImmutableList.Builder<R> results = ImmutableList.builderWithExpectedSize(items.size());
          items.forEach(item -> results.add(work.apply(item)));
          return results.build();
        }
      };

  /**
   * Returns what the work gives for each item.
   *
   * @param items may be empty
   * @param work returns something for every item
   */
  <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> work);
}

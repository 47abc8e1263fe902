// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import com.google.common.collect.ImmutableList;
import io.canaryplan.plan.RoutingState;
import java.util.List;

/**
 * Turns what a controller writes on its way through a plan into documents. Each kind of object that
 * is written has an implementation of its own; {@link #all} joins them.
 *
 * <p>Implementations are immutable for their callers and safe for use by several threads.
 */
public interface DocumentRouter {
  /**
   * Returns the documents once the first state that is known of has been written: the steady one of
   * a plan, or the first write to objects that no update has touched. Of a rollout that starts
   * elsewhere, weights count as written before its header and mirror routes.
   */
  RoutedDocuments begin(RoutingState first);

  /** Returns a router that writes what several write, in their order. */
  static DocumentRouter all(List<? extends DocumentRouter> routers) {
    List<DocumentRouter> copy = ImmutableList.copyOf(routers);
    return first -> new JoinedDocuments(copy.stream().map(router -> router.begin(first)).toList());
  }
}

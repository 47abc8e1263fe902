// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import io.canaryplan.plan.RoutingState;
import java.util.List;

/**
 * The documents of one moment, and the way on from there. What has been written before counts: a
 * weight that was above 0 once goes back to a written 0, and a route can keep weights from rules.
 * An update, an abort in the middle of it, and whatever follows that are therefore followed state
 * by state, each from the one before it.
 *
 * <p>Values: {@link #then} leaves this one as it is.
 *
 * <p>Implementations are immutable and safe for use by several threads.
 */
public interface RoutedDocuments {
  /**
   * Returns the documents of this moment, those that nothing was written into too, each once.
   * Moments that have the same written into a document share it.
   */
  List<StateDocument> documents();

  /** Returns what follows when {@code next} is written until that changes nothing any more. */
  default RoutedDocuments settled(RoutingState next) {
    return then(next);
  }

  /** Returns what follows when {@code next} is written once. */
  RoutedDocuments then(RoutingState next);

  /** Returns what follows when all of these are written, one after the other. */
  default RoutedDocuments then(List<RoutingState> way) {
    RoutedDocuments at = this;
    for (RoutingState next : way) {
      at = at.then(next);
    }
    return at;
  }
}

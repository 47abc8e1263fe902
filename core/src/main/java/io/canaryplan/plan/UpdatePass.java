// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.plan;

import java.util.List;

/**
 * One pass of a controller, whatever the strategy: what can be said of all of them.
 *
 * <p>Implementations are immutable and safe for use by several threads.
 */
public sealed interface UpdatePass permits Pass, BlueGreenView, RollingPass {
  /** Returns the pods after the pass, each once, the oldest ones first. */
  List<PodGroup> pods();

  /** Returns the pods asked for, of all versions; those still terminating are not among them. */
  long total();

  /** Returns the available pods of all versions right after the pass, before new ones are ready. */
  long available();

  /**
   * Returns whose share of the traffic {@link Plan#trafficShare(UpdatePass)} is, by the name that
   * {@link #pods} gives these pods: {@code canary}, or the version that is asked for.
   */
  String trafficTo();

  /**
   * Returns how many passes are left out of the list before this one because they go on in the same
   * strides as the ones before, 0 or more; above 0 only in lists of very many.
   */
  default long omitted() {
    return 0;
  }

  /**
   * Returns what else is to say, in a few words: {@code at 30s}, {@code after 30s}; empty if
   * nothing.
   */
  default String note() {
    return "";
  }
}

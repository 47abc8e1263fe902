// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import com.google.common.base.CaseFormat;

/**
 * What applying a change does to one Rollout (hash.md 9).
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum Verdict {
  /** It is new. */
  ADDED("added"),
  /** It is gone. */
  REMOVED("removed"),
  /** A new version starts. */
  NEW_VERSION("new version"),
  /** A new version starts, for values that look equal. */
  SURPRISE("new version, perhaps unexpected"),
  /**
   * The template is again that of the stable version while another one is on its way: the steps are
   * skipped, and the stable ReplicaSet is used again.
   */
  ROLLBACK("back to the stable version"),
  /** The hash changes, but no rollout starts: both templates mean the same. */
  LABEL_STAYS("no rollout, the label stays"),
  /** No rollout: the strategy changes, and no pods move unless the replicas change too. */
  STRATEGY("no rollout, another strategy"),
  /** No rollout: only the number of pods changes. */
  REPLICAS("no rollout, scaled"),
  /** No rollout: something else of the Rollout changes. */
  OTHER("no rollout, other fields"),
  /** Nothing changes in the Rollout or its template. */
  NONE("nothing changes"),
  /** It cannot be told. */
  UNKNOWN("not known");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** Returns the verdict in a few words. */
  public String words() {
    return words;
  }

  /** Returns whether a rollout starts; a new Rollout's first version is none. */
  public boolean startsRollout() {
    return this == NEW_VERSION || this == SURPRISE;
  }

  /** Returns the name that JSON has: {@code newVersion}, {@code labelStays}. */
  @Override
  public String toString() {
    return CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, name());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

/**
 * The way in which Argo CD compares an object of git with the one in the cluster, and applies it
 * (gitops.md, the three modes).
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum ComparisonMode {
  /** A three-way merge with what was applied last; what Argo CD does if nothing else is said. */
  CLIENT_SIDE("client side"),
  /**
   * A structured merge, which also applies it; the sync option {@code ServerSideApply=true} of the
   * Application or of the object itself.
   */
  SERVER_SIDE_APPLY("ServerSideApply=true"),
  /**
   * A dry run of a server-side apply; the compare option {@code ServerSideDiff=true} of the
   * Application or of the object itself, or the same setting of Argo CD.
   */
  SERVER_SIDE_DIFF("ServerSideDiff=true");

  private final String text;

  ComparisonMode(String text) {
    this.text = text;
  }

  /** Returns what a person writes or says: {@code client side}, {@code ServerSideApply=true}. */
  @Override
  public String toString() {
    return text;
  }
}

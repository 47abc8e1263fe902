// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Options of syncs, as an Application's {@code spec.syncPolicy.syncOptions} lists them and as the
 * annotations of an object and an Application do, with commas between them. Argo CD compares each
 * as a whole, upper and lower case included; what it does not know has no effect.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param all the options as written, such as {@code ServerSideApply=true}
 */
record SyncOptions(Set<String> all) {
  static final String ANNOTATION = "argocd.argoproj.io/sync-options";
  static final String COMPARE_ANNOTATION = "argocd.argoproj.io/compare-options";
  static final String SERVER_SIDE_APPLY = "ServerSideApply=true";
  static final String SERVER_SIDE_DIFF = "ServerSideDiff=true";
  static final String NO_SERVER_SIDE_DIFF = "ServerSideDiff=false";
  static final String RESPECT = "RespectIgnoreDifferences=true";
  static final String OUT_OF_SYNC_ONLY = "ApplyOutOfSyncOnly=true";
  static final String REPLACE = "Replace=true";

  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  SyncOptions {
    all = ImmutableSet.copyOf(all);
  }

  static SyncOptions of(Collection<String> options) {
    return new SyncOptions(ImmutableSet.copyOf(options));
  }

  /** Returns the options of an annotation; none if it is empty. */
  static SyncOptions parse(String annotation) {
    List<String> options = COMMAS.splitToList(annotation);
    return of(options);
  }

  boolean has(String option) {
    return all.contains(option);
  }
}

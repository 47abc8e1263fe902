// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import java.util.Optional;

/** What kubectl and the API server make of a live object when a document is applied to it. */
final class Apply {
  private Apply() {}

  /** Returns the live object after a client-side apply of {@code target}. */
  static Json.Fields clientSide(Json.Fields lastApplied, Json.Fields target, Json.Fields live) {
    ListKeys keys = ListKeys.clientSide(target);
    return keys.isBuiltIn()
        ? KeyedMerge.clientSide(lastApplied, target, live, keys)
        : MergePatch.apply(live, MergePatch.threeWay(lastApplied, target, live));
  }

  /**
   * Returns the live object after a server-side apply of {@code target} by Argo CD.
   *
   * @param lastApplied what was applied before, if it is another document; who owns what is read
   *     from the managed fields of the live object, and only without them from this
   */
  static Json.Fields serverSide(
      Json.Fields target, Json.Fields live, Optional<Json.Fields> lastApplied) {
    ListKeys keys = ListKeys.serverSide(target);
    Json.Fields merged = KeyedMerge.serverSide(target, live, keys);
    boolean managed = live.below("metadata").get("managedFields") != null;
    if (managed) {
      merged = ManagedFields.of(live).pruned(merged, target, keys);
    } else if (lastApplied.isPresent()) {
      merged = MergePatch.apply(merged, MergePatch.dropped(lastApplied.get(), target, live));
    }
    return Defaults.of(merged);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static java.util.Objects.requireNonNull;

import io.canaryplan.kubernetes.ObjectId;
import java.util.Optional;

/**
 * What Argo CD shows of one object in one state, and what a sync of it would do.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param id what the object is called
 * @param shown whether and where it differs from git
 * @param sync what a sync that touches the object takes away; absent if there is none, or if that
 *     is not known
 */
public record ShownObject(ObjectId id, Comparison shown, Optional<SyncEffect> sync) {
  /** Checks that nothing is missing. */
  public ShownObject {
    requireNonNull(id, "id");
    requireNonNull(shown, "shown");
    requireNonNull(sync, "sync");
  }

  /** Returns whether self-heal would sync it. */
  public boolean isOutOfSync() {
    return shown instanceof Comparison.OutOfSync;
  }
}

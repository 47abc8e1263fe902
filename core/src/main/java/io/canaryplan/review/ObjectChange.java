// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.review;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.kubernetes.ObjectId;
import java.util.List;

/**
 * One object that the change adds, removes or edits.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param id what the object is called; in the new revision if it has it
 * @param change how it changes, never {@link Change#SAME}
 * @param edits the fields that differ in meaning; empty unless it is in both revisions
 */
public record ObjectChange(ObjectId id, Change change, List<FieldEdit> edits) {
  /** Copies the edits. */
  public ObjectChange {
    requireNonNull(id, "id");
    requireNonNull(change, "change");
    edits = ImmutableList.copyOf(edits);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.yaml.YamlDocument;
import java.util.List;

/**
 * One object of the inputs, and what somebody else than git writes into it.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param id what it is called
 * @param git the document as given
 * @param fields what others write, in the order in which the states show it
 */
public record OwnedObject(ObjectId id, YamlDocument git, List<OwnedField> fields) {
  /** Copies the fields. */
  public OwnedObject {
    requireNonNull(id, "id");
    requireNonNull(git, "git");
    fields = ImmutableList.copyOf(fields);
  }

  /** Returns what the object is called and how many fields others write. */
  @Override
  public String toString() {
    return id + " " + fields;
  }
}

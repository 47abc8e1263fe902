// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.gitops;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.canaryplan.kubernetes.Fields;
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
  private static final Splitter COMMAS = Splitter.on(',').trimResults();
  private static final String OPTIONS = "argocd.argoproj.io/sync-options";

  /** Copies the fields. */
  public OwnedObject {
    requireNonNull(id, "id");
    requireNonNull(git, "git");
    fields = ImmutableList.copyOf(fields);
  }

  /**
   * Returns how it is compared in an Application that is compared some way: an annotation of its
   * own can have a server-side apply in place of a client-side one (gitops.md GT-2c).
   */
  public ComparisonMode mode(ComparisonMode application) {
    boolean own =
        COMMAS
            .splitToList(Fields.text(git.root(), "metadata", "annotations", OPTIONS).orElse(""))
            .contains(ComparisonMode.SERVER_SIDE_APPLY.toString());
    return own && application == ComparisonMode.CLIENT_SIDE
        ? ComparisonMode.SERVER_SIDE_APPLY
        : application;
  }

  /** Returns what the object is called and how many fields others write. */
  @Override
  public String toString() {
    return id + " " + fields;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.routing;

import static java.util.Objects.requireNonNull;

import io.canaryplan.kubernetes.ObjectId;
import io.canaryplan.yaml.YamlDocument;

/**
 * One document as the controller would have left it in some state.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * @param id what the object is called
 * @param source the document as given, before the controller changed anything
 * @param document the document of the state; equal to {@code source} if nothing changed
 */
public record StateDocument(ObjectId id, YamlDocument source, YamlDocument document) {
  /** Checks that nothing is missing. */
  public StateDocument {
    requireNonNull(id, "id");
    requireNonNull(source, "source");
    requireNonNull(document, "document");
  }

  /** Returns whether the controller changed anything at all. */
  public boolean isChanged() {
    return !source.root().equals(document.root());
  }

  /** Returns the state's text: the user's own with only the controller's changes. */
  public String text() {
    return document.text();
  }
}

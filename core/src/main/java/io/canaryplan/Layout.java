// SPDX-License-Identifier: Apache-2.0
package io.canaryplan;

import io.canaryplan.routing.StateDocument;

/**
 * How the documents of a state are written.
 *
 * <p>Immutable and safe for use by several threads.
 */
public enum Layout {
  /** As given, with only the controller's changes; every other byte stays. The default. */
  SOURCE,
  /** Written anew as plain block YAML, without comments, for people who want uniform files. */
  CANONICAL;

  /** Returns the text of a state's document in this layout. */
  public String text(StateDocument document) {
    return this == SOURCE ? document.text() : document.document().canonicalText();
  }
}
